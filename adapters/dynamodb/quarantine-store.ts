import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { quarantineCounter } from '#core/events/data-quality';
import type { QuarantineBatch, QuarantineStore } from '#core/ports/quarantine-store';
import { type QuarantinedEvent, quarantineKeepSeconds } from '#core/quarantine/quarantined-event';
import { batchGet, pause } from './batch.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { indexKeys, keys } from './keys.ts';
import { queryPage } from './query-pages.ts';
import { isConditionFailure, isTransactionLost, type Table } from './table.ts';
import { addNumbers, type TransactItem } from './transact-items.ts';

type Item = Record<string, unknown>;

/** Entries of one transaction, beside the counters of their days. */
const mostTogether = 50;
const mostAttempts = 8;

const toItem = (entry: QuarantinedEvent, now: string): Item => ({
  ...keys.quarantined(entry.companyId, entry.entryId),
  ...indexKeys.quarantine(entry.companyId, entry.receivedAt, entry.entryId),
  entry,
  expiresAt: Math.floor(Date.parse(now) / 1000) + quarantineKeepSeconds,
});

const fromItem = (item: Item): QuarantinedEvent => item.entry as QuarantinedEvent;

const putNew = (table: Table, entry: QuarantinedEvent, now: string): TransactItem => ({
  Put: { TableName: table.tableName, Item: toItem(entry, now), ConditionExpression: 'attribute_not_exists(pk)' },
});

const addCounters = (
  table: Table,
  { companyId, counterShard }: QuarantineBatch,
  entries: readonly QuarantinedEvent[],
): TransactItem[] =>
  [...Map.groupBy(entries, ({ receivedAt }) => receivedAt.slice(0, 10))].map(([date, ofDay]) => {
    const counts = [...Map.groupBy(ofDay, ({ reason }) => reason)];
    const increments = Object.fromEntries(counts.map(([reason, { length }]) => [quarantineCounter(reason), length]));
    return addNumbers(table.tableName, keys.dailyCounters(companyId, date, counterShard), increments);
  });

/** Entries and their counts move together: what is there was counted, and is not counted again. */
const tryAdd = async (table: Table, batch: QuarantineBatch, entries: readonly QuarantinedEvent[]): Promise<void> => {
  const wanted = entries.map(({ companyId, entryId }) => keys.quarantined(companyId, entryId));
  const known = new Set((await batchGet(table, wanted, { consistentRead: true })).map(({ pk }) => pk));
  const fresh = entries.filter(({ companyId, entryId }) => !known.has(keys.quarantined(companyId, entryId).pk));
  if (fresh.length === 0) return;
  const TransactItems = [...fresh.map((entry) => putNew(table, entry, batch.now)), ...addCounters(table, batch, fresh)];
  await table.client.send(new TransactWriteCommand({ TransactItems }));
};

const addTogether = async (
  table: Table,
  batch: QuarantineBatch,
  entries: readonly QuarantinedEvent[],
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryAdd(table, batch, entries);
    } catch (error) {
      if (!isTransactionLost(error) || attempt >= mostAttempts) throw error;
      await pause(attempt);
    }
  }
};

const add = async (table: Table, batch: QuarantineBatch): Promise<void> => {
  const distinct = [...new Map(batch.entries.map((entry) => [entry.entryId, entry])).values()];
  for (let start = 0; start < distinct.length; start += mostTogether) {
    await addTogether(table, batch, distinct.slice(start, start + mostTogether));
  }
};

/** What is left of a released entry says that it was here, and holds nothing of the event. */
const release = async (table: Table, companyId: string, entryId: string, now: string): Promise<void> => {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: keys.quarantined(companyId, entryId),
        UpdateExpression: 'SET releasedAt = :now REMOVE gsi1pk, gsi1sk, entry',
        ConditionExpression: 'attribute_exists(entry)',
        ExpressionAttributeValues: { ':now': now },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** Quarantine in the table: an item each, in a partition each, listed through the sparse index. */
export const makeQuarantineStore = (table: Table): QuarantineStore => ({
  add: (batch) => add(table, batch),
  list: async (companyId, { limit, cursor }) => {
    const scope = `${companyId}#QUARANTINE`;
    const query = {
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk',
      ExpressionAttributeValues: { ':pk': indexKeys.quarantine(companyId, '', '').gsi1pk },
      ScanIndexForward: false,
    };
    const { items, next } = await queryPage(table, query, limit, decodeCursor(scope, cursor));
    return { data: items.map(fromItem), nextCursor: encodeCursor(scope, next) };
  },
  getMany: async (companyId, entryIds) => {
    const wanted = [...new Set(entryIds)].map((entryId) => keys.quarantined(companyId, entryId));
    const items = await batchGet(table, wanted, { consistentRead: true });
    return items.filter(({ entry }) => entry !== undefined).map(fromItem);
  },
  release: (companyId, entryId, now) => release(table, companyId, entryId, now),
});
