import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { daysBetween } from '#core/events/daily-counters';
import { type Order, withoutBuyer } from '#core/orders/order';
import {
  cancelOrderAt,
  keepRefunds,
  type Refund,
  type RefundResult,
  refundedUnits,
  refundOrder,
} from '#core/orders/refund-order';
import type { OrderStore } from '#core/ports/order-store';
import { ConflictError } from '#core/ports/store-errors';
import type { UpsertOptions, UpsertOutcome } from '#core/ports/upsert';
import { isOfErased } from '#core/privacy/erased';
import { idsOfRecords } from '#core/privacy/person';
import { batchGet, batchPut } from './batch.ts';
import { contentHash } from './content-hash.ts';
import { makeErasedPeople } from './erased-people-store.ts';
import { indexKeys, keys } from './keys.ts';
import { packLines, unpackLines } from './order-lines.ts';
import { recordPurchases } from './purchase-store.ts';
import { queryAll, queryItems } from './query-pages.ts';
import type { Table } from './table.ts';
import { putJudged, type StoredVersion, type Upsert, upsertNewest } from './upsert-newest.ts';

type Item = Record<string, unknown>;

const mostAttempts = 5;

export const fromItem = (item: Item): Order => {
  const currency = String(item.currency);
  return {
    orderId: String(item.orderId),
    customerId: item.customerId as string | undefined,
    sessionId: item.sessionId as string | undefined,
    status: item.status as Order['status'],
    currency,
    lines: unpackLines(item.lines as string | Uint8Array, currency),
    orderedAt: String(item.orderedAt),
    updatedAt: String(item.updatedAt),
    refundIds: item.refundIds as string[] | undefined,
    ...(item.anonymisedAt !== undefined && { anonymisedAt: String(item.anonymisedAt) }),
  };
};

const union = (a: readonly string[] = [], b: readonly string[] = []): string[] | undefined => {
  const both = [...new Set([...a, ...b])].sort();
  return both.length > 0 ? both : undefined;
};

/** What a store that sends an order anew may not know: refunds that we counted, and that its buyer was forgotten. */
const onto = (order: Order, { refunded, anonymisedAt }: StoredVersion): Order => {
  const kept = refunded ? keepRefunds(order, refunded) : order;
  return anonymisedAt === undefined ? kept : withoutBuyer(kept, anonymisedAt);
};

/** An order as its item. */
export const toUpsert = (companyId: string, order: Order): Upsert => {
  const { updatedAt, refundIds, lines, ...content } = order;
  const { orderId, customerId, orderedAt } = order;
  return {
    id: orderId,
    key: keys.order(companyId, orderId),
    updatedAt,
    contentHash: contentHash({ ...content, lines }),
    attributes: (stored) => {
      const allRefundIds = union(stored?.refundIds, refundIds);
      return {
        ...content,
        lines: packLines(lines),
        ...(allRefundIds && { refundIds: allRefundIds, refunded: refundedUnits(lines) }),
        ...indexKeys.orders(companyId, orderedAt, orderId),
        ...(customerId && indexKeys.ordersOfCustomer(companyId, customerId, orderedAt, orderId)),
      };
    },
    onto: (stored) => toUpsert(companyId, onto(order, stored)),
  };
};

/** Marks come before the orders: an order whose month is not marked would never be trained on. */
const markMonths = (table: Table, companyId: string, orders: readonly Order[]): Promise<void> =>
  batchPut(
    table,
    [...new Set(orders.map((order) => order.orderedAt.slice(0, 7)))].map((month) => ({
      ...keys.orderMonth(companyId, month),
      month,
    })),
  );

/**
 * Histories of purchases follow the orders as they are stored: what was just created is known, anything else may have
 * been joined with refunds or lost to a newer version. A writer that died in between is made good by its repetition.
 */
const recordStored = async (
  table: Table,
  companyId: string,
  orders: readonly Order[],
  outcomes: readonly UpsertOutcome[],
): Promise<void> => {
  const created = orders.filter((_, index) => outcomes[index]!.status === 'created');
  const others = new Set(orders.filter((_, index) => outcomes[index]!.status !== 'created').map(idOf));
  const otherKeys = [...others].map((orderId) => keys.order(companyId, orderId));
  const stored = await batchGet(table, otherKeys, { consistentRead: true });
  await recordPurchases(table, companyId, [
    ...created.filter((order) => !others.has(idOf(order))),
    ...stored.map(fromItem),
  ]);
};

const idOf = ({ orderId }: Order): string => orderId;

/** Orders of people who were erased lately, without who bought. */
const withoutErased = async (table: Table, companyId: string, orders: readonly Order[]): Promise<readonly Order[]> => {
  const erased = await makeErasedPeople(table).among(companyId, idsOfRecords(orders));
  return orders.map((order) => (isOfErased(order, erased) ? withoutBuyer(order, order.orderedAt) : order));
};

const upsertMany = async (
  table: Table,
  companyId: string,
  given: readonly Order[],
  options: UpsertOptions = {},
): Promise<UpsertOutcome[]> => {
  const orders = await withoutErased(table, companyId, given);
  if (!options.dryRun) await markMonths(table, companyId, orders);
  const upserts = orders.map((order) => toUpsert(companyId, order));
  const outcomes = await upsertNewest(table, upserts, options);
  if (!options.dryRun) await recordStored(table, companyId, orders, outcomes);
  return outcomes;
};

const readItem = async (table: Table, companyId: string, orderId: string): Promise<Item | undefined> => {
  const Key = keys.order(companyId, orderId);
  return (await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }))).Item;
};

interface Change<R> {
  readonly result: R;
  /** Absent when there is nothing to write. */
  readonly order?: Order;
}

/** Reads, changes and writes an order; starts over when somebody else wrote it in between. */
const changeOrder = async <R>(
  table: Table,
  companyId: string,
  orderId: string,
  change: (order: Order) => Change<R>,
): Promise<R | undefined> => {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const item = await readItem(table, companyId, orderId);
    if (!item) return undefined;
    const before = fromItem(item);
    const { result, order } = change(before);
    if (order && !(await putJudged(table, toUpsert(companyId, order), item as never as StoredVersion))) continue;
    await recordPurchases(table, companyId, [order ?? before]);
    return result;
  }
  throw new ConflictError(`Order ${orderId} changes too often; try again`);
};

const refundChange =
  (refund: Refund) =>
  (before: Order): Change<RefundResult> => {
    const isKnown = before.refundIds?.includes(refund.refundId) ?? false;
    if (before.status === 'cancelled' && !isKnown) throw new ConflictError(`Order ${before.orderId} is cancelled`);
    const result = refundOrder(before, refund);
    return { result, order: result.kind === 'refunded' && !isKnown ? result.order : undefined };
  };

const cancelChange =
  (cancelledAt: string) =>
  (before: Order): Change<Order> => {
    const order = cancelOrderAt(before, cancelledAt);
    return { result: order, order: order === before ? undefined : order };
  };

const anonymise = async (table: Table, companyId: string, orderId: string, now: string): Promise<void> => {
  const change = (order: Order): Change<true> => ({
    result: true,
    order: order.anonymisedAt === undefined ? withoutBuyer(order, now) : undefined,
  });
  await changeOrder(table, companyId, orderId, change);
};

const months = async (table: Table, companyId: string): Promise<string[]> => {
  const { pk, sk } = keys.orderMonth(companyId, '');
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
  });
  return items.map((item) => String(item.month)).sort();
};

async function* streamMonth(table: Table, companyId: string, month: string): AsyncGenerator<Order> {
  const items = queryItems(table, {
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :month',
    ExpressionAttributeValues: { ':month': indexKeys.orders(companyId, month, '').gsi1pk },
  });
  for await (const item of items) yield fromItem(item);
}

async function* streamBetween(table: Table, companyId: string, from: string, until: string): AsyncGenerator<Order> {
  const months = new Set(daysBetween(from.slice(0, 10), until.slice(0, 10)).map((day) => day.slice(0, 7)));
  for (const month of months) {
    const items = queryItems(table, {
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :month AND gsi1sk BETWEEN :from AND :until',
      ExpressionAttributeValues: {
        ':month': indexKeys.orders(companyId, month, '').gsi1pk,
        ':from': from,
        // `"` lies below the `#` that follows the time of every order.
        ':until': `${until}"`,
      },
    });
    for await (const item of items) yield fromItem(item);
  }
}

async function* streamOfCustomer(
  table: Table,
  companyId: string,
  customerId: string,
  pageSize?: number,
): AsyncGenerator<Order> {
  const items = queryItems(table, {
    IndexName: 'gsi2',
    KeyConditionExpression: 'gsi2pk = :orders',
    ExpressionAttributeValues: { ':orders': indexKeys.ordersOfCustomer(companyId, customerId, '', '').gsi2pk },
    ScanIndexForward: false,
    Limit: pageSize,
  });
  for await (const item of items) yield fromItem(item);
}

export const makeOrderStore = (table: Table): OrderStore => ({
  get: async (companyId, orderId) => {
    const item = await readItem(table, companyId, orderId);
    return item && fromItem(item);
  },
  upsertMany: (companyId, orders, options) => upsertMany(table, companyId, orders, options),
  refund: (companyId, orderId, refund) => changeOrder(table, companyId, orderId, refundChange(refund)),
  cancel: (companyId, orderId, cancelledAt) => changeOrder(table, companyId, orderId, cancelChange(cancelledAt)),
  anonymise: (companyId, orderId, now) => anonymise(table, companyId, orderId, now),
  months: (companyId) => months(table, companyId),
  streamBetween: (companyId, from, until) => streamBetween(table, companyId, from, until),
  streamMonth: (companyId, month) => streamMonth(table, companyId, month),
  streamOfCustomer: (companyId, customerId, pageSize) => streamOfCustomer(table, companyId, customerId, pageSize),
});
