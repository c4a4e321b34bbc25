import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { pause } from '#adapters/dynamodb/batch';
import { type Adder, addCells, placedOrdersOf, putPlacedOrders } from '#adapters/dynamodb/hold-out-item';
import { keys } from '#adapters/dynamodb/keys';
import { sumOfPart } from '#adapters/dynamodb/large-sums';
import { queryAll } from '#adapters/dynamodb/query-pages';
import { isTransactionLost, type Table } from '#adapters/dynamodb/table';
import type { Item } from '#adapters/dynamodb/transact-items';
import { countHoldOutOrders } from '#core/hold-out/count-hold-out';
import {
  type HoldOutArm,
  type HoldOutCell,
  type HoldOutName,
  joinCells,
  noHoldOutSums,
} from '#core/hold-out/hold-out-sums';
import type { HeardOrder, HoldOutStore } from '#core/ports/hold-out-store';
import { weekAfter } from '#core/time/store-week';

const mostAttempts = 8;

const tryCount = async (table: Table, heard: HeardOrder, sessionId: string): Promise<void> => {
  const { companyId, order, now, counterShard } = heard;
  const adder: Adder = { tableName: table.tableName, companyId, counterShard };
  const Key = keys.sessionHoldOut(companyId, sessionId);
  const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }));
  const before = placedOrdersOf(Item);
  const { orders, changes } = countHoldOutOrders(heard, sessionId, before, { fromServer: [order] });
  if (orders === before) return;
  const TransactItems = [putPlacedOrders(adder, sessionId, Item, { orders, now }), ...addCells(adder, changes)];
  await table.client.send(new TransactWriteCommand({ TransactItems }));
};

const countOrder = async (table: Table, heard: HeardOrder): Promise<void> => {
  const { sessionId } = heard.order;
  if (sessionId === undefined) return;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryCount(table, heard, sessionId);
    } catch (error) {
      if (!isTransactionLost(error) || attempt >= mostAttempts) throw error;
      await pause(attempt);
    }
  }
};

const keyAttributes = new Set(['pk', 'sk']);
const weekAt = 'WEEK#'.length;

const cellOf = (week: string, [attribute, part]: [string, unknown]): HoldOutCell => {
  const { name, sum } = sumOfPart(attribute, part);
  const [arm, currency = '', lag, field] = name.split('#');
  const sums = { ...noHoldOutSums, [field as HoldOutName]: sum };
  return { week, arm: arm as HoldOutArm, currency, lag: Number(lag), sums };
};

const cellsOf = (item: Item): HoldOutCell[] => {
  const week = String(item.sk).slice(weekAt, weekAt + 'YYYY-MM-DD'.length);
  return Object.entries(item)
    .filter(([name]) => !keyAttributes.has(name))
    .map((entry) => cellOf(week, entry));
};

const weeks = async (table: Table, companyId: string, from: string, to: string): Promise<HoldOutCell[]> => {
  const { pk, sk: first } = keys.holdOutWeek(companyId, from, 0);
  const { sk: behind } = keys.holdOutWeek(companyId, weekAfter(to, 1), 0);
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :behind',
    ExpressionAttributeValues: { ':pk': pk, ':first': first, ':behind': behind },
  });
  return joinCells(items.flatMap(cellsOf).filter(({ week }) => week <= to));
};

/** The hold-out in the table: the orders of a session, whose version guards the transaction, and the sums by week. */
export const makeHoldOutStore = (table: Table): HoldOutStore => ({
  countOrder: (heard) => countOrder(table, heard),
  weeks: (companyId, from, to) => weeks(table, companyId, from, to),
});
