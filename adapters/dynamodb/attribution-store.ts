import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { pause } from '#adapters/dynamodb/batch';
import { creditFromItem, creditToItem } from '#adapters/dynamodb/credit-item';
import { makeCreditReader } from '#adapters/dynamodb/credit-reader';
import { keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import { fromItem as orderFromItem } from '#adapters/dynamodb/order-store';
import { readItemsNow } from '#adapters/dynamodb/read-items';
import { addRows } from '#adapters/dynamodb/roll-up-writes';
import { fitTogether } from '#adapters/dynamodb/session-aggregate';
import { isTransactionLost, type Table } from '#adapters/dynamodb/table';
import { touchKeysOf } from '#adapters/dynamodb/touch-aggregate';
import {
  isOpen,
  mayHaveTouches,
  type OpenOrders,
  openOrdersOf,
  touchItemAfter,
  unpackTouches,
} from '#adapters/dynamodb/touch-item';
import { type Item, putNext, type ReadItem, type TransactItem } from '#adapters/dynamodb/transact-items';
import { sumRows } from '#core/analytics/roll-up';
import {
  buyersOf,
  creditChange,
  creditOrder,
  forgetBuyer,
  type KnownOrder,
  type OrderCredit,
  soldOrder,
} from '#core/attribution/order-credit';
import type { UnitCosts } from '#core/attribution/order-figures';
import { touchOf } from '#core/attribution/touch';
import type { ShopEvent } from '#core/events/shop-event';
import type { AttributionBatch, AttributionStore, CostsOf } from '#core/ports/attribution-store';

const mostAttempts = 8;
/** An order writes itself, its buyers and its day; more of them together would seldom fit. */
const mostOrdersTogether = 25;

interface Deps {
  readonly table: Table;
  readonly costsOf: CostsOf;
}

interface OneOrder {
  readonly orderId: string;
  readonly item: Item | undefined;
  readonly known: KnownOrder;
  /** Items that hold touches of its buyers. */
  readonly touchKeys: readonly PrimaryKey[];
}

interface Credited extends OneOrder {
  readonly credit: OrderCredit;
}

const isPurchase = (event: ShopEvent): boolean =>
  event.type === 'purchase' && !event.isBot && event.orderId !== undefined;

/** Orders that touches of the batch may have earned after the fact. */
const touchedOrders = async ({ table }: Deps, { companyId, events, terms }: AttributionBatch): Promise<string[]> => {
  const touched = events.flatMap((event) => {
    const touch = touchOf(event, terms);
    return touch ? touchKeysOf(companyId, event).map((key) => ({ key, at: touch.at })) : [];
  });
  if (touched.length === 0) return [];
  const read = await readItemsNow(
    table,
    touched.map(({ key }) => key),
  );
  return touched.flatMap(({ key, at }) =>
    Object.entries(openOrdersOf(read(key))).flatMap(([orderId, orderedAt]) => (orderedAt >= at ? [orderId] : [])),
  );
};

const touchKeys = (companyId: string, known: KnownOrder, now: string): PrimaryKey[] => {
  const sold = soldOrder(known);
  if (!sold || !mayHaveTouches(sold.orderedAt, now)) return [];
  const { sessionIds, customerIds } = buyersOf(known);
  return [
    ...sessionIds.map((id) => keys.sessionTouches(companyId, id)),
    ...customerIds.map((id) => keys.customerTouches(companyId, id)),
  ];
};

/**
 * What is known of orders. Their credits are read before anything else: whoever commits after that read made us lose, and
 * what a commit before it had seen, we see.
 */
const readOrders = async (
  { table }: Deps,
  { companyId, events, now }: AttributionBatch,
  orderIds: readonly string[],
): Promise<OneOrder[]> => {
  const credits = await readItemsNow(
    table,
    orderIds.map((orderId) => keys.orderCredit(companyId, orderId)),
  );
  const orders = await readItemsNow(
    table,
    orderIds.map((orderId) => keys.order(companyId, orderId)),
  );
  return orderIds.map((orderId) => {
    const [item, order] = [credits(keys.orderCredit(companyId, orderId)), orders(keys.order(companyId, orderId))];
    const known = {
      before: item && creditFromItem(item),
      order: order && orderFromItem(order),
      purchases: events.filter((event) => event.orderId === orderId && isPurchase(event)),
    };
    return { orderId, item, known, touchKeys: touchKeys(companyId, known, now) };
  });
};

const lacksCosts = ({ known: { order, before } }: OneOrder): boolean =>
  order?.lines.some(({ productId }) => before?.costs?.[productId] === undefined) ?? false;

/** What products cost whose cost was not known before, by order. */
const costsOfNew = async (
  { costsOf }: Deps,
  { companyId }: AttributionBatch,
  all: readonly OneOrder[],
): Promise<Map<string, UnitCosts>> => {
  const fresh = all.filter(lacksCosts);
  if (fresh.length === 0) return new Map();
  const costs = await costsOf(
    companyId,
    fresh.map(({ known }) => known.order!),
  );
  return new Map(fresh.map(({ orderId }, index) => [orderId, costs[index]!]));
};

const creditAll = async (deps: Deps, batch: AttributionBatch, all: readonly OneOrder[], read: ReadItem) => {
  const costs = await costsOfNew(deps, batch, all);
  return all.flatMap((one): Credited[] => {
    const touches = one.touchKeys.flatMap((key) => unpackTouches(read(key)?.touches));
    const credit = creditOrder(one.known, { touches, terms: batch.terms, costs: costs.get(one.orderId) ?? {} });
    return credit ? [{ ...one, credit }] : [];
  });
};

/** Lets the items of buyers name their orders, so that touches which come late find them. */
const registrations = (
  { table }: Deps,
  { now }: AttributionBatch,
  credited: readonly Credited[],
  read: ReadItem,
): TransactItem[] => {
  const missing = credited.flatMap(({ orderId, known, touchKeys: wanted }) => {
    const orderedAt = soldOrder(known)!.orderedAt;
    const open = isOpen(orderedAt, now) ? wanted : [];
    return open
      .filter((key) => openOrdersOf(read(key))[orderId] !== orderedAt)
      .map((key) => ({ key, entry: [orderId, orderedAt] as const }));
  });
  return [...Map.groupBy(missing, ({ key }) => key.pk).values()].map((ofKey) => {
    const { key } = ofKey[0]!;
    const orders: OpenOrders = Object.fromEntries(ofKey.map(({ entry }) => entry));
    return putNext(table.tableName, key, read(key), touchItemAfter(read(key), { orders }, now));
  });
};

const writesOf = (
  deps: Deps,
  batch: AttributionBatch,
  changed: readonly Credited[],
  registered: readonly TransactItem[],
): TransactItem[] => {
  const { companyId, counterShard: shard } = batch;
  const { tableName } = deps.table;
  const rows = sumRows(changed.flatMap(({ known, credit }) => creditChange(known.before, credit)));
  return [
    ...changed.map(({ orderId, item, credit }) =>
      putNext(tableName, keys.orderCredit(companyId, orderId), item, creditToItem(orderId, credit)),
    ),
    ...registered,
    ...addRows(tableName, companyId, { writer: 'ORDERS', shard }, rows),
  ];
};

const tryAttribute = async (deps: Deps, batch: AttributionBatch, orderIds: readonly string[]): Promise<number> => {
  const all = await readOrders(deps, batch, orderIds);
  const read = await readItemsNow(
    deps.table,
    all.flatMap((one) => one.touchKeys),
  );
  const credited = await creditAll(deps, batch, all, read);
  const changed = credited.filter(({ orderId, item, credit }) => item?.hash !== creditToItem(orderId, credit).hash);
  const TransactItems = writesOf(deps, batch, changed, registrations(deps, batch, credited, read));
  if (TransactItems.length === 0) return 0;
  if (!fitTogether(TransactItems) && orderIds.length > 1) return attributeHalves(deps, batch, orderIds);
  await deps.table.client.send(new TransactWriteCommand({ TransactItems }));
  return changed.length;
};

const attributeHalves = async (deps: Deps, batch: AttributionBatch, orderIds: readonly string[]): Promise<number> => {
  const middle = Math.ceil(orderIds.length / 2);
  const first = await attributePatiently(deps, batch, orderIds.slice(0, middle));
  return first + (await attributePatiently(deps, batch, orderIds.slice(middle)));
};

/** Again after each lost race, with what is known by then. */
const patiently = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!isTransactionLost(error) || attempt >= mostAttempts) throw error;
      await pause(attempt);
    }
  }
};

const attributePatiently = (deps: Deps, batch: AttributionBatch, orderIds: readonly string[]): Promise<number> =>
  patiently(() => tryAttribute(deps, batch, orderIds));

const attribute = async (deps: Deps, batch: AttributionBatch): Promise<number> => {
  const bought = batch.events.filter(isPurchase).map(({ orderId }) => orderId!);
  const orderIds = [...new Set([...batch.orderIds, ...bought, ...(await touchedOrders(deps, batch))])];
  let changed = 0;
  for (let start = 0; start < orderIds.length; start += mostOrdersTogether) {
    changed += await attributePatiently(deps, batch, orderIds.slice(start, start + mostOrdersTogether));
  }
  return changed;
};

const tryForget = async (table: Table, companyId: string, orderId: string): Promise<void> => {
  const key = keys.orderCredit(companyId, orderId);
  const item = (await readItemsNow(table, [key]))(key);
  if (!item || item.isForgotten) return;
  const TransactItems = [putNext(table.tableName, key, item, creditToItem(orderId, forgetBuyer(creditFromItem(item))))];
  await table.client.send(new TransactWriteCommand({ TransactItems }));
};

/** For whoever erases people. */
export const makeCreditEraser = (table: Table): Pick<AttributionStore, 'forget'> => ({
  forget: async (companyId, orderIds) => {
    for (const orderId of orderIds) await patiently(() => tryForget(table, companyId, orderId));
  },
});

/**
 * Credits of orders in the table. The credit's own version guards the transaction in which it moves together with the
 * roll-ups; what it follows from is read after it, and whoever changes any of that attributes the order again. A touch
 * that comes late finds its orders on the items of its session and customer, which name an order before its credit is
 * written. An order costs a write for itself, one for each buyer, and a share of its day's figures.
 */
export const makeAttributionStore = (table: Table, costsOf: CostsOf): AttributionStore => ({
  attribute: (batch) => attribute({ table, costsOf }, batch),
  ...makeCreditReader(table),
  ...makeCreditEraser(table),
});
