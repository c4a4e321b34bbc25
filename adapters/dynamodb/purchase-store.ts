import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from '#core/orders/order';
import { afterOrders, type PurchaseHistory } from '#core/orders/purchase-history';
import { afterSpending, type SettledSpend, type SpendEntry, type SpendLedger } from '#core/orders/spend-ledger';
import { ConflictError } from '#core/ports/store-errors';
import { batchGet, pause } from './batch.ts';
import { keys } from './keys.ts';
import { isConditionFailure, isTransactionRefused, type Table } from './table.ts';

type Item = Record<string, unknown>;

/** Most that a transaction takes. */
const transactionSize = 100;
const mostAttempts = 8;

type PackedBasket = [orderId: string, orderedAt: string, updatedAt: string, ...productIds: string[]];

/** One text per customer, which is smaller and cheaper to read than nested lists. */
export const packHistory = (history: PurchaseHistory): string =>
  JSON.stringify(
    history.map(
      ({ orderId, orderedAt, updatedAt, productIds }): PackedBasket => [orderId, orderedAt, updatedAt, ...productIds],
    ),
  );

export const historyOf = (item: Item | undefined): PurchaseHistory =>
  (JSON.parse(String(item?.baskets ?? '[]')) as PackedBasket[]).map(
    ([orderId, orderedAt, updatedAt, ...productIds]) => ({ orderId, orderedAt, updatedAt, productIds }),
  );

type PackedEntry = [
  orderId: string,
  orderedAt: string,
  updatedAt: string,
  currency: string,
  amount: number,
  kept: 0 | 1,
];

const packLedger = ({ entries, settled }: SpendLedger): string => {
  const packed = entries.map(
    ({ orderId, orderedAt, updatedAt, currency, amount, isKept }): PackedEntry => [
      orderId,
      orderedAt,
      updatedAt,
      currency,
      amount,
      isKept ? 1 : 0,
    ],
  );
  return JSON.stringify(settled ? [packed, settled] : [packed]);
};

const unpackEntry = ([orderId, orderedAt, updatedAt, currency, amount, kept]: PackedEntry): SpendEntry => ({
  orderId,
  orderedAt,
  updatedAt,
  currency,
  amount,
  isKept: kept === 1,
});

/** What the customer has spent, from the same item. */
export const ledgerOf = (item: Item | undefined): SpendLedger => {
  const [entries, settled] = JSON.parse(String(item?.spend ?? '[[]]')) as [PackedEntry[], SettledSpend?];
  return { entries: entries.map(unpackEntry), ...(settled && { settled }) };
};

interface Change {
  readonly customerId: string;
  readonly put: { readonly TableName: string; readonly Item: Item };
}

/** The successor of what was read; refused when somebody else was faster. */
const changeOf = (
  table: Table,
  companyId: string,
  customerId: string,
  item: Item | undefined,
  orders: readonly Order[],
): Change | undefined => {
  const [history, ledger] = [historyOf(item), ledgerOf(item)];
  const [baskets, spend] = [afterOrders(history, orders), afterSpending(ledger, orders)];
  if (baskets === history && spend === ledger) return undefined;
  const key = keys.customerPurchases(companyId, customerId);
  const version = (item?.version as number | undefined) ?? 0;
  const put = {
    TableName: table.tableName,
    Item: { ...key, baskets: packHistory(baskets), spend: packLedger(spend), version: version + 1 },
    ...(item
      ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  };
  return { customerId, put };
};

const putOne = async (table: Table, { put }: Change): Promise<boolean> => {
  try {
    await table.client.send(new PutCommand(put));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Writes together when nobody else changes them, else one by one. @returns customers whose change was lost */
const putGroup = async (table: Table, changes: readonly Change[]): Promise<string[]> => {
  if (changes.length > 1) {
    try {
      const TransactItems = changes.map(({ put }) => ({ Put: put }));
      await table.client.send(new TransactWriteCommand({ TransactItems }));
      return [];
    } catch (error) {
      if (!isTransactionRefused(error)) throw error;
    }
  }
  const lost: string[] = [];
  for (const change of changes) if (!(await putOne(table, change))) lost.push(change.customerId);
  return lost;
};

/** @returns customers whose history somebody else changed in between */
const tryRecord = async (
  table: Table,
  companyId: string,
  ofCustomers: ReadonlyMap<string, readonly Order[]>,
): Promise<string[]> => {
  const keyOf = (customerId: string) => keys.customerPurchases(companyId, customerId);
  const items = await batchGet(table, [...ofCustomers.keys()].map(keyOf), { consistentRead: true });
  const byPartition = new Map(items.map((item) => [item.pk, item]));
  const changes = [...ofCustomers].flatMap(
    ([customerId, orders]) =>
      changeOf(table, companyId, customerId, byPartition.get(keyOf(customerId).pk), orders) ?? [],
  );
  const lost: string[] = [];
  for (let start = 0; start < changes.length; start += transactionSize) {
    lost.push(...(await putGroup(table, changes.slice(start, start + transactionSize))));
  }
  return lost;
};

/**
 * Brings the purchase histories of the customers of these orders up to date; guests' orders leave none. Repeating it
 * with the same or with older versions changes nothing and writes nothing. One batched read and a write per customer
 * whose history changes.
 * @param orders as they are stored
 * @throws ConflictError when a history changes too often to be written
 */
export const recordPurchases = async (table: Table, companyId: string, orders: readonly Order[]): Promise<void> => {
  const known = orders.filter(({ customerId }) => customerId !== undefined);
  let pending = Map.groupBy(known, ({ customerId }) => customerId as string);
  for (let attempt = 1; pending.size > 0; attempt += 1) {
    if (attempt > mostAttempts) throw new ConflictError(`The purchases of ${pending.size} customers change too often`);
    if (attempt > 1) await pause(attempt);
    const lost = new Set(await tryRecord(table, companyId, pending));
    pending = new Map([...pending].filter(([customerId]) => lost.has(customerId)));
  }
};
