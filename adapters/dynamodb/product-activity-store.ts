import { batchGet } from '#adapters/dynamodb/batch';
import { keys } from '#adapters/dynamodb/keys';
import { longestOpenHours } from '#adapters/dynamodb/product-activity-aggregate';
import { activityOfItem, bucketOf } from '#adapters/dynamodb/product-activity-item';
import { queryAll } from '#adapters/dynamodb/query-pages';
import type { Table } from '#adapters/dynamodb/table';
import { hourMs, joinActivity } from '#core/activity/product-activity';
import { counterShards } from '#core/events/daily-counters';
import type { ProductActivityStore } from '#core/ports/product-activity-store';

/** Beside the hours that counts lie open, what may wait in the stream. */
const longestWaitHours = longestOpenHours + 24;

type Item = Readonly<Record<string, unknown>>;

/** Shard and version of the open item that a part was sealed from. */
const originOf = ({ sk }: Item): { shard: string; version: number } => {
  const [, shard = '', version] = String(sk).split('#');
  return { shard, version: Number(version) };
};

/** What was read as open may be among the sealed parts already, which are read after it. */
const stillOpen = (open: readonly Item[], sealed: readonly Item[]): Item[] => {
  const origins = sealed.map(originOf);
  return open.filter(({ sk, version }) =>
    origins.every((origin) => origin.shard !== sk || origin.version < Number(version)),
  );
};

/** What is open in every shard, and the product's part of what was sealed since the window began. */
export const makeProductActivityStore = (table: Table): ProductActivityStore => ({
  ofProduct: async (companyId, productId, from, to) => {
    const openKeys = Array.from({ length: counterShards }, (_, shard) => keys.openProductActivity(companyId, shard));
    const open = await batchGet(table, openKeys, { consistentRead: true });
    const sealedUntil = new Date(Date.parse(to) + longestWaitHours * hourMs).toISOString();
    const bucket = bucketOf(productId);
    const sealed = await queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
      ExpressionAttributeValues: {
        ':pk': keys.sealedProductActivity(companyId, bucket, from, '').pk,
        ':from': keys.sealedProductActivity(companyId, bucket, from, '').sk,
        ':until': keys.sealedProductActivity(companyId, bucket, sealedUntil, '').sk,
      },
      ConsistentRead: true,
    });
    const [first, end] = [Date.parse(from), Date.parse(to)];
    return joinActivity(
      [...stillOpen(open, sealed), ...sealed]
        .flatMap(activityOfItem)
        .filter((one) => one.productId === productId && one.hour * hourMs >= first && one.hour * hourMs < end),
    );
  },
});
