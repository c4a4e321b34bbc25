import { keys } from '#adapters/dynamodb/keys';
import { activityItem, activityOfItem, bucketOf } from '#adapters/dynamodb/product-activity-item';
import type { CountedBatch, SessionAggregate } from '#adapters/dynamodb/session-aggregate';
import { putNext, type TransactItem } from '#adapters/dynamodb/transact-items';
import { countActivity, type HourActivity, hourMs, joinActivity } from '#core/activity/product-activity';

/** Above this size what is open is sealed: then it is written once more, cut by product, and never again. */
const mostOpenBytes = 8_000;
/** What is open is sealed after so many hours, too, so that a question knows where to look. */
export const longestOpenHours = 24;

const isFull = (counts: readonly HourActivity[], bytes: number, now: string): boolean =>
  bytes > mostOpenBytes ||
  (counts[0]?.hour ?? Number.POSITIVE_INFINITY) * hourMs < Date.parse(now) - longestOpenHours * hourMs;

const openKey = ({ companyId, counterShard }: CountedBatch) => keys.openProductActivity(companyId, counterShard);

/**
 * Views and impressions of products by hour: one write a batch, and some more when what is open has grown to 8 kB. Sealed
 * parts are put once under a name of their own, the version of the item that they were open in.
 */
export const makeProductActivityAggregate = (tableName: string): SessionAggregate => ({
  keysOf: (batch) => [openKey(batch)],
  writesOf: (batch, read): TransactItem[] => {
    const { companyId, counterShard, now } = batch;
    const changed = countActivity(batch.fresh);
    if (changed.length === 0) return [];
    const key = openKey(batch);
    const item = read(key);
    const open = joinActivity([...activityOfItem(item), ...changed]);
    const grown = activityItem(open, now);
    if (!isFull(open, grown.activity.byteLength, now)) return [putNext(tableName, key, item, grown)];
    const part = `${String(counterShard).padStart(2, '0')}#${(item?.version as number | undefined) ?? 0}`;
    const sealed = [...Map.groupBy(open, ({ productId }) => bucketOf(productId))].map(
      ([bucket, counts]): TransactItem => ({
        Put: {
          TableName: tableName,
          Item: { ...keys.sealedProductActivity(companyId, bucket, now, part), ...activityItem(counts, now) },
        },
      }),
    );
    return [putNext(tableName, key, item, activityItem([], now)), ...sealed];
  },
});
