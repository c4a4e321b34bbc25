import { keys } from '#adapters/dynamodb/keys';
import { partsOfSum } from '#adapters/dynamodb/large-sums';
import { addNumbers, type Item, putNext, type TransactItem } from '#adapters/dynamodb/transact-items';
import { type HoldOutCell, holdOutNames } from '#core/hold-out/hold-out-sums';
import type { PlacedOrders } from '#core/orders/placed-order';

/** As long as an order may be sent back, and as long as what is kept of customers. */
const keepSeconds = 400 * 86_400;

export interface Adder {
  readonly tableName: string;
  readonly companyId: string;
  readonly counterShard: number;
}

const attributesOf = ({ arm, currency, lag, sums }: HoldOutCell): [string, number][] =>
  holdOutNames.flatMap((name) => partsOfSum([arm, currency, lag, name].join('#'), sums[name]));

/** One write for each week that cells belong to. */
export const addCells = (
  { tableName, companyId, counterShard }: Adder,
  cells: readonly HoldOutCell[],
): TransactItem[] =>
  [...Map.groupBy(cells, ({ week }) => week)].map(([week, own]) => {
    const key = keys.holdOutWeek(companyId, week, counterShard);
    return addNumbers(tableName, key, Object.fromEntries(own.flatMap(attributesOf)));
  });

/** The orders of a session as its item holds them. */
export const placedOrdersOf = (item: Item | undefined): PlacedOrders =>
  (item?.orders as PlacedOrders | undefined) ?? {};

/** Puts the orders of a session; lost when somebody else was faster. `now` is ISO-8601 UTC. */
export const putPlacedOrders = (
  { tableName, companyId }: Adder,
  sessionId: string,
  item: Item | undefined,
  { orders, now }: { readonly orders: PlacedOrders; readonly now: string },
): TransactItem => {
  const expiresAt = Math.floor(Date.parse(now) / 1000) + keepSeconds;
  return putNext(tableName, keys.sessionHoldOut(companyId, sessionId), item, { orders, expiresAt });
};
