import { createHash } from 'node:crypto';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { pause } from '#adapters/dynamodb/batch';
import { makeCustomerHistoryAggregate } from '#adapters/dynamodb/customer-history-aggregate';
import { makeDailyCounterAggregate } from '#adapters/dynamodb/daily-counter-aggregate';
import { makeHoldOutAggregate } from '#adapters/dynamodb/hold-out-aggregate';
import { keys } from '#adapters/dynamodb/keys';
import { isAnonymous, makeLiveSignalAggregate } from '#adapters/dynamodb/live-signal-aggregate';
import { learnedOf } from '#adapters/dynamodb/live-signal-item';
import { makeProductActivityAggregate } from '#adapters/dynamodb/product-activity-aggregate';
import { readItems, readItemsNow } from '#adapters/dynamodb/read-items';
import { makeRollUpAggregate } from '#adapters/dynamodb/roll-up-aggregate';
import {
  type CountedBatch,
  type CountedSession,
  fitTogether,
  isShopper,
  type SessionAggregate,
} from '#adapters/dynamodb/session-aggregate';
import { packLists, shopperItemAfter, shownListsOf } from '#adapters/dynamodb/shopper-item';
import { makeShopperReader } from '#adapters/dynamodb/shopper-reader';
import { isTransactionLost, type Table } from '#adapters/dynamodb/table';
import { makeTouchAggregate } from '#adapters/dynamodb/touch-aggregate';
import { type Item, putNext, type ReadItem, type TransactItem } from '#adapters/dynamodb/transact-items';
import { daysOfSession } from '#core/analytics/roll-up-events';
import { rememberIdsMs } from '#core/events/event-window';
import type { ShopEvent } from '#core/events/shop-event';
import { rememberLists } from '#core/events/shown-lists';
import { weeksSeen } from '#core/hold-out/count-hold-out';
import { rememberPerson } from '#core/live/person-memory';
import type { SessionBatch, SessionOutcome, ShopperStore } from '#core/ports/shopper-store';

const sessionKeepSeconds = rememberIdsMs / 1000;
/** A session with more events than this in eight days is no shopper; what follows is dropped as if seen before. */
const mostEventsInSession = 5_000;
const mostAttempts = 8;

/** An event that came once as a robot's and once as a shopper's is counted as either. */
const idHash = ({ eventId, isBot }: ShopEvent): string =>
  createHash('sha256')
    .update(isBot ? `bot\n${eventId}` : eventId)
    .digest('base64url')
    .slice(0, 12);

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

/** Store days on which the session was there, oldest first; as many as may lie in the stream together. */
const daysBefore = (item: Item | undefined): readonly string[] => (item?.days as string[] | undefined) ?? [];
const mostDays = 10;

/** Weeks in which the hold-out saw the session; more than two cannot lie in the stream together. */
const weeksBefore = (item: Item | undefined): readonly string[] => (item?.weeks as string[] | undefined) ?? [];
const mostWeeks = 3;

const putSession = (
  table: Table,
  { companyId, now }: SessionBatch,
  { sessionId, events, newDays, newWeeks, learned: before }: CountedSession,
  read: ReadItem,
): TransactItem => {
  const key = keys.session(companyId, sessionId);
  const item = read(key);
  const seen = rememberIds(seenByDay(item), events, now);
  const next = shopperItemAfter(item, events.filter(isShopper), now, sessionKeepSeconds);
  const days = [...daysBefore(item), ...newDays].sort().slice(-mostDays);
  const weeks = [...weeksBefore(item), ...newWeeks].sort().slice(-mostWeeks);
  const learned = rememberPerson(before, events.filter(isAnonymous), now);
  const lists = packLists(rememberLists(shownListsOf(item), events.filter(isShopper)));
  return putNext(table.tableName, key, item, { ...next, seen, days, weeks, learned, lists });
};

/** The part of a batch that is new, as the sessions' own items tell. */
const countedBatch = (batch: SessionBatch, readSession: ReadItem): CountedBatch => {
  const sessions = batch.sessions
    .map(({ sessionId, events: received }) => {
      const item = readSession(keys.session(batch.companyId, sessionId));
      const events = freshEvents(received, seenBy(item));
      const days = daysOfSession(events.filter(isShopper), batch.timeZone);
      const newDays = days.filter((day) => !daysBefore(item).includes(day));
      const newWeeks = weeksSeen(events, batch.timeZone).filter((week) => !weeksBefore(item).includes(week));
      return { sessionId, events, newDays, newWeeks, learned: learnedOf(item) };
    })
    .filter(({ events }) => events.length > 0);
  return { ...batch, sessions, fresh: sessions.flatMap(({ events }) => events) };
};

const writesOf = async (
  table: Table,
  aggregates: readonly SessionAggregate[],
  counted: CountedBatch,
  readSession: ReadItem,
): Promise<TransactItem[]> => {
  const read = await readItemsNow(
    table,
    aggregates.flatMap((aggregate) => aggregate.keysOf(counted)),
  );
  return [
    ...counted.sessions.map((session) => putSession(table, counted, session, readSession)),
    ...aggregates.flatMap((aggregate) => aggregate.writesOf(counted, read)),
  ];
};

const joinOutcomes = (outcomes: readonly SessionOutcome[]): SessionOutcome => ({
  fresh: outcomes.flatMap(({ fresh }) => fresh),
  duplicates: outcomes.reduce((sum, { duplicates }) => sum + duplicates, 0),
});

/** Sessions that write more than a transaction takes are counted in two halves, each all or nothing. */
const applyHalves = async (
  table: Table,
  aggregates: readonly SessionAggregate[],
  batch: SessionBatch,
): Promise<SessionOutcome> => {
  const { sessions } = batch;
  const middle = Math.ceil(sessions.length / 2);
  const first = await applyPatiently(table, aggregates, { ...batch, sessions: sessions.slice(0, middle) });
  const second = await applyPatiently(table, aggregates, { ...batch, sessions: sessions.slice(middle) });
  return joinOutcomes([first, second]);
};

const tryApply = async (
  table: Table,
  aggregates: readonly SessionAggregate[],
  batch: SessionBatch,
): Promise<SessionOutcome> => {
  const { companyId, sessions } = batch;
  const readSession = await readItemsNow(
    table,
    sessions.map(({ sessionId }) => keys.session(companyId, sessionId)),
  );
  const counted = countedBatch(batch, readSession);
  const { fresh } = counted;
  const received = sessions.reduce((sum, { events }) => sum + events.length, 0);
  const outcome = { fresh: fresh.filter(isShopper), duplicates: received - fresh.length };
  if (fresh.length === 0) return outcome;
  const TransactItems = await writesOf(table, aggregates, counted, readSession);
  if (!fitTogether(TransactItems) && sessions.length > 1) return applyHalves(table, aggregates, batch);
  await table.client.send(new TransactWriteCommand({ TransactItems }));
  return outcome;
};

const applyPatiently = async (
  table: Table,
  aggregates: readonly SessionAggregate[],
  batch: SessionBatch,
): Promise<SessionOutcome> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryApply(table, aggregates, batch);
    } catch (error) {
      if (!isTransactionLost(error) || attempt >= mostAttempts) throw error;
      await pause(attempt);
    }
  }
};

/** All that is kept from events beside the sessions themselves. */
const standardAggregates = ({ tableName }: Table): readonly SessionAggregate[] => [
  makeDailyCounterAggregate(tableName),
  makeCustomerHistoryAggregate(tableName),
  makeRollUpAggregate(tableName),
  makeTouchAggregate(tableName),
  makeLiveSignalAggregate(tableName),
  makeProductActivityAggregate(tableName),
  makeHoldOutAggregate(tableName),
];

/**
 * Shopper state in the table. The ids that a session has seen lie in the very item whose version guards the
 * transaction, so events, state and all that is kept from them move together or not at all. A batch costs one write for
 * each session, and what its aggregates cost.
 */
export const makeShopperStore = (table: Table, aggregates = standardAggregates(table)): ShopperStore => ({
  ...makeShopperReader(table),
  listsShown: async (companyId, sessionId, from, until) => {
    const key = keys.session(companyId, sessionId);
    const lists = shownListsOf((await readItems(table, [key], false))(key));
    return lists.filter(({ shownAt }) => from <= shownAt && shownAt < until);
  },
  apply: (batch) => applyPatiently(table, aggregates, batch),
});
