import { createHash } from 'node:crypto';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { batchGet, pause } from '#adapters/dynamodb/batch';
import { keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import { historyOf } from '#adapters/dynamodb/purchase-store';
import { isTransactionLost, type Table } from '#adapters/dynamodb/table';
import { countEvents } from '#core/events/count-events';
import { countQuality } from '#core/events/data-quality';
import { rememberIdsMs } from '#core/events/event-window';
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

const sessionKeepSeconds = rememberIdsMs / 1000;
const customerKeepSeconds = 400 * 86_400;
/** A session with more events than this in eight days is no shopper; what follows is dropped as if seen before. */
const mostEventsInSession = 5_000;
/** With the sessions and counters of a batch this stays within the 100 items of a transaction. */
const mostCustomers = 70;
const mostAttempts = 8;

/** An event that came once as a robot's and once as a shopper's is counted as either. */
const idHash = ({ eventId, isBot }: ShopEvent): string =>
  createHash('sha256')
    .update(isBot ? `bot\n${eventId}` : eventId)
    .digest('base64url')
    .slice(0, 12);

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
  return events.filter((event) => {
    const hash = idHash(event);
    if (known.has(hash) || known.size >= mostEventsInSession) return false;
    known.add(hash);
    return true;
  });
};

/** Hashes of ids by the UTC day of their receipt. */
type SeenIds = Readonly<Record<string, readonly string[]>>;

const seenByDay = (item: Item | undefined): SeenIds => (item?.seen as SeenIds | undefined) ?? {};

const seenBy = (item: Item | undefined): string[] => Object.values(seenByDay(item)).flat();

/** The ids of a session with those of the events; days are forgotten whose events would be refused as too old. */
const rememberIds = (seen: SeenIds, events: readonly ShopEvent[], now: string): SeenIds => {
  const oldest = new Date(Date.parse(now) - rememberIdsMs).toISOString().slice(0, 10);
  const days = new Map(Object.entries(seen).filter(([day]) => day >= oldest));
  for (const event of events) {
    const day = event.receivedAt.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), idHash(event)]);
  }
  return Object.fromEntries(days);
};

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

const isShopper = ({ isBot }: ShopEvent): boolean => !isBot;

/** Increments of all counters by UTC day. */
const countsOf = (fresh: readonly ShopEvent[]): Map<string, Readonly<Record<string, number>>> => {
  const [events, quality] = [countEvents(fresh.filter(isShopper)), countQuality(fresh)];
  return new Map(
    [...new Set([...events.keys(), ...quality.keys()])].map((date) => [
      date,
      { ...events.get(date), ...quality.get(date) },
    ]),
  );
};

const addCounters = (
  table: Table,
  { companyId, counterShard }: SessionBatch,
  fresh: readonly ShopEvent[],
): TransactItem[] =>
  [...countsOf(fresh)].map(([date, increments]) => {
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
  const seen = rememberIds(seenByDay(item), events, now);
  return putNext(table, key, item, { ...stateAfter(item, events.filter(isShopper), now, sessionKeepSeconds), seen });
};

const putCustomers = async (
  table: Table,
  { companyId, now }: SessionBatch,
  fresh: readonly ShopEvent[],
): Promise<TransactItem[]> => {
  const known = fresh.filter((event) => isShopper(event) && event.customerId !== undefined);
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
  const outcome = { fresh: fresh.filter(isShopper), duplicates: received - fresh.length };
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
