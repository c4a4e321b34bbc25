import { keys } from '#adapters/dynamodb/keys';
import { addNumbers, type TransactItem } from '#adapters/dynamodb/transact-items';
import { nameOfDimension, type RollUpCounter, type RollUpDimension, type RollUpRow } from '#core/analytics/roll-up';
import { murmurHash } from '#core/experiments/murmur-hash';

/** What writes a row; the writers of events and of orders never meet in an item. */
export type RollUpWriter = 'EVENTS' | 'ORDERS';

/** Rules and experiments that may be many are spread over items, so that each stays small: an update costs its size. */
const buckets = 8;

const bucketOf = ({ ruleId, experimentId }: RollUpDimension): string => {
  if (ruleId !== null) return `RULE${murmurHash(ruleId) % buckets}`;
  return experimentId === null ? 'ALL' : `EXPERIMENT${murmurHash(experimentId) % buckets}`;
};

const attributesOf = ({ dimension, counts }: RollUpRow): [string, number][] =>
  Object.entries(counts).map(([name, count]) => [attributeOf(dimension, name as RollUpCounter), count]);

const attributeOf = (dimension: RollUpDimension, counter: RollUpCounter): string =>
  `${nameOfDimension(dimension)}#${counter}`;

/**
 * Adds rows to the roll-ups: one write for each day, and for each bucket of rules and of experiments that they tell of.
 * @param rows each day and dimension once
 */
export const addRows = (
  tableName: string,
  companyId: string,
  { writer, shard }: { readonly writer: RollUpWriter; readonly shard: number },
  rows: readonly RollUpRow[],
): TransactItem[] => {
  const byItem = Map.groupBy(rows, ({ date, dimension }) => `${date}#${writer}#${bucketOf(dimension)}`);
  return [...byItem].map(([name, ofItem]) => {
    const key = keys.rollUp(companyId, name.slice(0, 10), shard, name.slice(11));
    return addNumbers(tableName, key, Object.fromEntries(ofItem.flatMap(attributesOf)));
  });
};
