import { contentHash } from '#adapters/dynamodb/content-hash';
import { packTouches, unpackTouches } from '#adapters/dynamodb/touch-item';
import type { Item } from '#adapters/dynamodb/transact-items';
import { dimensionFromName, nameOfDimension, type RollUpCounts, type RollUpRow } from '#core/analytics/roll-up';
import type { OrderCredit } from '#core/attribution/order-credit';

type PackedRow = [date: string, dimension: string, counts: RollUpCounts];

const packRows = (rows: readonly RollUpRow[]): string =>
  JSON.stringify(rows.map(({ date, dimension, counts }): PackedRow => [date, nameOfDimension(dimension), counts]));

const unpackRows = (packed: unknown): RollUpRow[] =>
  (JSON.parse(String(packed)) as PackedRow[]).map(([date, dimension, counts]) => ({
    date,
    dimension: dimensionFromName(dimension),
    counts,
  }));

/** The attributes of a credit; `hash` is the same for equal ones. */
export const creditToItem = (orderId: string, credit: OrderCredit): Item => ({
  ...credit,
  orderId,
  earners: packTouches(credit.earners),
  rows: packRows(credit.rows),
  hash: contentHash(credit),
});

export const creditFromItem = (item: Item): OrderCredit => {
  const { terms, costs, purchase, sessionIds, customerIds, isForgotten } = item as Item & OrderCredit;
  return {
    terms,
    ...(costs && { costs }),
    ...(purchase && { purchase }),
    sessionIds,
    customerIds,
    ...(isForgotten && { isForgotten }),
    earners: unpackTouches(item.earners),
    rows: unpackRows(item.rows),
  };
};
