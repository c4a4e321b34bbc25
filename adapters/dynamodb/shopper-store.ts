import { createHash } from 'node:crypto';
import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import { isTransactionConditionFailure, type Table } from '#adapters/dynamodb/table';
import { countEvents } from '#core/events/count-events';
import { counterShards } from '#core/events/daily-counters';
import type { ShopEvent } from '#core/events/shop-event';
import { applyEvents, emptyShopperState, type ShopperState } from '#core/events/shopper-state';
import type { SessionBatch, SessionOutcome, ShopperStore } from '#core/ports/shopper-store';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Item = Record<string, unknown>;

/** Event ids are remembered for the seven days in which they may be repeated, and a day for late consumers. */
const sessionKeepSeconds = 8 * 86_400;
const customerKeepSeconds = 400 * 86_400;
/** A session with more events than this is no shopper; what follows is dropped as if seen before. */
const mostEventsInSession = 5_000;
const mostAttempts = 6;

const idHash = (eventId: string): string => createHash('sha256').update(eventId).digest('base64url').slice(0, 12);

const stateOf = (item: Item | undefined): ShopperState | undefined =>
  item && {
    viewedProductIds: (item.viewed as string[] | undefined) ?? [],
    cartProductIds: (item.cart as string[] | undefined) ?? [],
  };

const read = async (table: Table, key: PrimaryKey, consistent: boolean): Promise<Item | undefined> =>
  (await table.client.send(new GetCommand({ TableName: table.tableName, Key: key, ConsistentRead: consistent }))).Item;

/** Events whose id the session has not seen, each id once. */
const freshEvents = (events: readonly ShopEvent[], seen: ReadonlySet<string>): ShopEvent[] => {
  const known = new Set(seen);
  return events.filter(({ eventId }) => {
    const hash = idHash(eventId);
    if (known.has(hash) || known.size >= mostEventsInSession) return false;
    known.add(hash);
    return true;
  });
};

const putState = (table: Table, key: PrimaryKey, item: Item | undefined, next: Item): TransactItem => ({
  Put: {
    TableName: table.tableName,
    Item: { ...key, ...next, version: ((item?.version as number | undefined) ?? 0) + 1 },
    ...(item
      ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': item.version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

const shardOf = (sessionId: string): number =>
  createHash('sha256').update(sessionId).digest().readUInt8(0) % counterShards;

const addCounters = (
  table: Table,
  { companyId, sessionId }: SessionBatch,
  fresh: readonly ShopEvent[],
): TransactItem[] =>
  [...countEvents(fresh)].map(([date, increments]) => {
    const names = Object.keys(increments);
    return {
      Update: {
        TableName: table.tableName,
        Key: keys.dailyCounters(companyId, date, shardOf(sessionId)),
        UpdateExpression: `ADD ${names.map((name) => `#${name} :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(Object.entries(increments).map(([name, by]) => [`:${name}`, by])),
      },
    };
  });

const putSession = (
  table: Table,
  batch: SessionBatch,
  item: Item | undefined,
  fresh: readonly ShopEvent[],
): TransactItem => {
  const state = applyEvents(stateOf(item) ?? emptyShopperState, fresh);
  const seen = [...((item?.seen as string[] | undefined) ?? []), ...fresh.map(({ eventId }) => idHash(eventId))];
  return putState(table, keys.session(batch.companyId, batch.sessionId), item, {
    viewed: state.viewedProductIds,
    cart: state.cartProductIds,
    seen,
    expiresAt: Math.floor(Date.parse(batch.now) / 1000) + sessionKeepSeconds,
  });
};

const putCustomers = async (
  table: Table,
  batch: SessionBatch,
  fresh: readonly ShopEvent[],
): Promise<TransactItem[]> => {
  const byCustomer = Map.groupBy(
    fresh.filter(({ customerId }) => customerId !== undefined),
    ({ customerId }) => customerId as string,
  );
  return Promise.all(
    [...byCustomer].map(async ([customerId, events]) => {
      const key = keys.customerHistory(batch.companyId, customerId);
      const item = await read(table, key, true);
      const state = applyEvents(stateOf(item) ?? emptyShopperState, events);
      return putState(table, key, item, {
        viewed: state.viewedProductIds,
        cart: state.cartProductIds,
        expiresAt: Math.floor(Date.parse(batch.now) / 1000) + customerKeepSeconds,
      });
    }),
  );
};

const tryApply = async (table: Table, batch: SessionBatch): Promise<SessionOutcome> => {
  const item = await read(table, keys.session(batch.companyId, batch.sessionId), true);
  const fresh = freshEvents(batch.events, new Set((item?.seen as string[] | undefined) ?? []));
  const outcome = { fresh, duplicates: batch.events.length - fresh.length };
  if (fresh.length === 0) return outcome;
  await table.client.send(
    new TransactWriteCommand({
      TransactItems: [
        putSession(table, batch, item, fresh),
        ...addCounters(table, batch, fresh),
        ...(await putCustomers(table, batch, fresh)),
      ],
    }),
  );
  return outcome;
};

/**
 * Shopper state in the table. The ids that a session has seen lie in the very item whose version guards the
 * transaction, so events, state and counters move together or not at all.
 */
export const makeShopperStore = (table: Table): ShopperStore => ({
  session: async (companyId, sessionId) => stateOf(await read(table, keys.session(companyId, sessionId), false)),
  customer: async (companyId, customerId) =>
    stateOf(await read(table, keys.customerHistory(companyId, customerId), false)),
  apply: async (batch) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tryApply(table, batch);
      } catch (error) {
        const another = error instanceof Error && error.name === 'TransactionCanceledException';
        if (!(isTransactionConditionFailure(error) || another) || attempt >= mostAttempts) throw error;
      }
    }
  },
});
