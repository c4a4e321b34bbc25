import { createHash } from 'node:crypto';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { batchGet, pause } from '#adapters/dynamodb/batch';
import { keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import { historyOf } from '#adapters/dynamodb/purchase-store';
import { isTransactionLost, type Table } from '#adapters/dynamodb/table';
import { countEvents } from '#core/events/count-events';
import type { ShopEvent } from '#core/events/shop-event';
import { applyEvents, emptyShopperState, type ShopperState } from '#core/events/shopper-state';
import { pastBasketsOf } from '#core/orders/purchase-history';
import type {
  SessionBatch,
  SessionEvents,
  SessionOutcome,
  Shopper,
  ShopperIds,
  ShopperStore,
} from '#core/ports/shopper-store';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Item = Record<string, unknown>;

/** Event ids are remembered for the seven days in which they may be repeated, and a day for late consumers. */
const sessionKeepSeconds = 8 * 86_400;
const customerKeepSeconds = 400 * 86_400;
/** A session with more events than this is no shopper; what follows is dropped as if seen before. */
const mostEventsInSession = 5_000;
/** With the sessions and counters of a batch this stays within the 100 items of a transaction. */
const mostCustomers = 70;
const mostAttempts = 8;

const idHash = (eventId: string): string => createHash('sha256').update(eventId).digest('base64url').slice(0, 12);

const nameOf = ({ pk, sk }: PrimaryKey): string => `${pk}\n${sk}`;

const stateOf = (item: Item | undefined): ShopperState | undefined =>
  item && {
    viewedProductIds: (item.viewed as string[] | undefined) ?? [],
    cartProductIds: (item.cart as string[] | undefined) ?? [],
  };

type ReadItem = (key: PrimaryKey | undefined) => Item | undefined;

/** Reads items in one batch. */
const readTogether = async (
  table: Table,
  wanted: readonly PrimaryKey[],
  consistentRead: boolean,
): Promise<ReadItem> => {
  const items = await batchGet(table, wanted, { consistentRead });
  const byName = new Map(items.map((item) => [nameOf(item as never), item]));
  return (key) => key && byName.get(nameOf(key));
};

/** The items of a transaction as they are now. */
const readNow = (table: Table, wanted: readonly PrimaryKey[]): Promise<ReadItem> => readTogether(table, wanted, true);

const readShopper = async (
  table: Table,
  companyId: string,
  { sessionId, customerId }: ShopperIds,
): Promise<Shopper> => {
  const session = sessionId === undefined ? undefined : keys.session(companyId, sessionId);
  const history = customerId === undefined ? undefined : keys.customerHistory(companyId, customerId);
  const purchases = customerId === undefined ? undefined : keys.customerPurchases(companyId, customerId);
  const wanted = [session, history, purchases].filter((key) => key !== undefined);
  const read = await readTogether(table, wanted, false);
  return {
    session: stateOf(read(session)),
    customer: stateOf(read(history)),
    pastBaskets: pastBasketsOf(historyOf(read(purchases))),
  };
};

/** Events whose id the session has not seen, each id once. */
const freshEvents = (events: readonly ShopEvent[], seen: readonly string[]): ShopEvent[] => {
  const known = new Set(seen);
  return events.filter(({ eventId }) => {
    const hash = idHash(eventId);
    if (known.has(hash) || known.size >= mostEventsInSession) return false;
    known.add(hash);
    return true;
  });
};

const seenBy = (item: Item | undefined): string[] => (item?.seen as string[] | undefined) ?? [];

/** Puts the successor of what was read; lost when somebody else was faster. */
const putNext = (table: Table, key: PrimaryKey, item: Item | undefined, next: Item): TransactItem => ({
  Put: {
    TableName: table.tableName,
    Item: { ...key, ...next, version: ((item?.version as number | undefined) ?? 0) + 1 },
    ...(item
      ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': item.version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

const stateAfter = (item: Item | undefined, events: readonly ShopEvent[], now: string, keepSeconds: number): Item => {
  const { viewedProductIds, cartProductIds } = applyEvents(stateOf(item) ?? emptyShopperState, events);
  const expiresAt = Math.floor(Date.parse(now) / 1000) + keepSeconds;
  return { viewed: viewedProductIds, cart: cartProductIds, expiresAt };
};

const addCounters = (
  table: Table,
  { companyId, counterShard }: SessionBatch,
  fresh: readonly ShopEvent[],
): TransactItem[] =>
  [...countEvents(fresh)].map(([date, increments]) => {
    const names = Object.keys(increments);
    return {
      Update: {
        TableName: table.tableName,
        Key: keys.dailyCounters(companyId, date, counterShard),
        UpdateExpression: `ADD ${names.map((name) => `#${name} :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(Object.entries(increments).map(([name, by]) => [`:${name}`, by])),
      },
    };
  });

const putSession = (
  table: Table,
  { companyId, now }: SessionBatch,
  { sessionId, events }: SessionEvents,
  read: ReadItem,
): TransactItem => {
  const key = keys.session(companyId, sessionId);
  const item = read(key);
  const seen = [...seenBy(item), ...events.map(({ eventId }) => idHash(eventId))];
  return putNext(table, key, item, { ...stateAfter(item, events, now, sessionKeepSeconds), seen });
};

const putCustomers = async (
  table: Table,
  { companyId, now }: SessionBatch,
  fresh: readonly ShopEvent[],
): Promise<TransactItem[]> => {
  const known = fresh.filter(({ customerId }) => customerId !== undefined);
  const byCustomer = [...Map.groupBy(known, ({ customerId }) => customerId as string)].slice(0, mostCustomers);
  const keyOf = (customerId: string) => keys.customerHistory(companyId, customerId);
  const read = await readNow(
    table,
    byCustomer.map(([customerId]) => keyOf(customerId)),
  );
  return byCustomer.map(([customerId, events]) => {
    const item = read(keyOf(customerId));
    return putNext(table, keyOf(customerId), item, stateAfter(item, events, now, customerKeepSeconds));
  });
};

const tryApply = async (table: Table, batch: SessionBatch): Promise<SessionOutcome> => {
  const { companyId, sessions } = batch;
  const keyOf = (sessionId: string) => keys.session(companyId, sessionId);
  const read = await readNow(
    table,
    sessions.map(({ sessionId }) => keyOf(sessionId)),
  );
  const changed = sessions
    .map(({ sessionId, events }) => ({ sessionId, events: freshEvents(events, seenBy(read(keyOf(sessionId)))) }))
    .filter(({ events }) => events.length > 0);
  const fresh = changed.flatMap(({ events }) => events);
  const received = sessions.reduce((sum, { events }) => sum + events.length, 0);
  const outcome = { fresh, duplicates: received - fresh.length };
  if (fresh.length === 0) return outcome;
  const TransactItems = [
    ...changed.map((session) => putSession(table, batch, session, read)),
    ...addCounters(table, batch, fresh),
    ...(await putCustomers(table, batch, fresh)),
  ];
  await table.client.send(new TransactWriteCommand({ TransactItems }));
  return outcome;
};

/**
 * Shopper state in the table. The ids that a session has seen lie in the very item whose version guards the
 * transaction, so events, state and counters move together or not at all. A batch costs one write for each session and
 * customer, and one for each day that is counted.
 */
export const makeShopperStore = (table: Table): ShopperStore => ({
  shopper: (companyId, ids) => readShopper(table, companyId, ids),
  apply: async (batch) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tryApply(table, batch);
      } catch (error) {
        if (!isTransactionLost(error) || attempt >= mostAttempts) throw error;
        await pause(attempt);
      }
    }
  },
});
