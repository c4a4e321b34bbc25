import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { ShopEvent } from '#core/events/shop-event';
import type { Money } from '#core/money/money';
import {
  applyOfferEvent,
  type ImpressionCounts,
  type ImpressionState,
  type ImpressionStep,
} from '#core/offers/impression-state';
import type { OfferHistory } from '#core/offers/offer-history';
import { rememberOffer } from '#core/offers/remember-offer';
import type { OfferEventBatch, OfferEventCounts, OfferEventStore } from '#core/ports/offer-event-store';
import { batchGet, pause } from './batch.ts';
import { indexKeys, keys, type PrimaryKey } from './keys.ts';
import { addCounts, impressionsOfRule, impressionsOfSession, ruleDays, shardOf } from './offer-event-queries.ts';
import { isTransactionLost, type Table } from './table.ts';
import { addNumbers, type Item, putNext, type TransactItem } from './transact-items.ts';

type ReadItem = (key: PrimaryKey) => Item | undefined;

/** An event writes at most five items: with this many a transaction stays within its hundred. */
const mostEventsTogether = 18;
const mostAttempts = 8;
const impressionKeepSeconds = 30 * 86_400;
/** As long as the session's other state. */
const sessionKeepSeconds = 8 * 86_400;
const customerKeepSeconds = 400 * 86_400;
const dayKeepSeconds = 800 * 86_400;
const nameOf = ({ pk, sk }: PrimaryKey): string => `${pk}\n${sk}`;

const after = (now: string, seconds: number): number => Math.floor(Date.parse(now) / 1000) + seconds;

const moneySum = (name: string, money: Money | undefined): Record<string, number> =>
  money && money.amount !== 0 ? { [`${name}:${money.currency}`]: money.amount } : {};

const daySums = ({ impressions, accepts, declines, orphans, value, discount }: ImpressionCounts) => ({
  impressions,
  accepts,
  declines,
  orphans,
  ...moneySum('value', value),
  ...moneySum('discount', discount),
});

const withoutZeros = (sums: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));

/** Sums by the item that they are added to. */
class Sums {
  readonly #byItem = new Map<string, { readonly key: PrimaryKey; readonly sums: Record<string, number> }>();

  add(key: PrimaryKey, sums: Readonly<Record<string, number>>): void {
    const found = this.#byItem.get(nameOf(key)) ?? { key, sums: {} };
    for (const [name, by] of Object.entries(sums)) found.sums[name] = (found.sums[name] ?? 0) + by;
    this.#byItem.set(nameOf(key), found);
  }

  writes(table: Table, expiresAt?: number): TransactItem[] {
    return [...this.#byItem.values()]
      .filter(({ sums }) => Object.values(sums).some((sum) => sum !== 0))
      .map(({ key, sums }) => addNumbers(table.tableName, key, withoutZeros(sums), expiresAt));
  }
}

const putImpression = (table: Table, companyId: string, state: ImpressionState, now: string): TransactItem => {
  const { sessionId, offerId, ruleId, shownAt } = state;
  const index =
    shownAt !== undefined && indexKeys.impressionsOfRule(companyId, ruleId, shardOf(offerId), shownAt, offerId);
  const Item = {
    ...keys.offerImpression(companyId, sessionId, offerId),
    ...index,
    state,
    expiresAt: after(now, impressionKeepSeconds),
  };
  return { Put: { TableName: table.tableName, Item } };
};

interface Applied {
  readonly event: ShopEvent;
  readonly step: ImpressionStep;
}

/** Steps that change something, each on what the one before it left. */
const stepsOf = (events: readonly ShopEvent[], read: (event: ShopEvent) => Item | undefined): Applied[] => {
  const states = new Map<string, ImpressionState | undefined>();
  return events.flatMap((event) => {
    const { offerId } = event.offer!;
    const before = states.has(offerId) ? states.get(offerId) : (read(event)?.state as ImpressionState | undefined);
    const step = applyOfferEvent(before, event);
    states.set(offerId, step.state);
    return step.isChanged ? [{ event, step }] : [];
  });
};

const historyAfter = (item: Item | undefined, applied: readonly Applied[]): OfferHistory =>
  applied.reduce(
    (history, { event, step }) => rememberOffer(history, event, step.counts),
    (item?.rules as OfferHistory | undefined) ?? {},
  );

const historyWrites = (
  table: Table,
  { companyId, sessionId, now }: OfferEventBatch,
  applied: readonly Applied[],
  read: ReadItem,
): TransactItem[] => {
  const writeFor = (key: PrimaryKey, own: readonly Applied[], keepSeconds: number): TransactItem =>
    putNext(table.tableName, key, read(key), {
      rules: historyAfter(read(key), own),
      expiresAt: after(now, keepSeconds),
    });
  const ofCustomers = Map.groupBy(applied, ({ event }) => event.customerId);
  return [
    writeFor(keys.sessionOffers(companyId, sessionId), applied, sessionKeepSeconds),
    ...[...ofCustomers].flatMap(([customerId, own]) =>
      customerId === undefined ? [] : [writeFor(keys.customerOffers(companyId, customerId), own, customerKeepSeconds)],
    ),
  ];
};

const sumWrites = (
  table: Table,
  { companyId, counterShard, now }: OfferEventBatch,
  applied: readonly Applied[],
): TransactItem[] => {
  const [days, usage] = [new Sums(), new Sums()];
  for (const { event, step } of applied) {
    const { ruleId, variant = '' } = event.offer!;
    const { counts } = step;
    days.add(keys.ruleDay(companyId, ruleId, event.receivedAt.slice(0, 10), variant, counterShard), daySums(counts));
    if (counts.accepts === 0) continue;
    usage.add(keys.ruleUsage(companyId, ruleId), {
      accepts: counts.accepts,
      ...moneySum('discount', counts.discount),
    });
  }
  return [...days.writes(table, after(now, dayKeepSeconds)), ...usage.writes(table)];
};

const keysOf = ({ companyId, sessionId, events }: OfferEventBatch): PrimaryKey[] => {
  const wanted = [
    keys.sessionOffers(companyId, sessionId),
    ...events.flatMap(({ customerId }) =>
      customerId === undefined ? [] : [keys.customerOffers(companyId, customerId)],
    ),
    ...events.map(({ offer }) => keys.offerImpression(companyId, sessionId, offer!.offerId)),
  ];
  return [...new Map(wanted.map((key) => [nameOf(key), key])).values()];
};

const noCounts: OfferEventCounts = { impressions: 0, accepts: 0, declines: 0, orphans: 0 };

const tryApply = async (table: Table, batch: OfferEventBatch): Promise<OfferEventCounts> => {
  const { companyId, sessionId, events, now } = batch;
  const items = await batchGet(table, keysOf(batch), { consistentRead: true });
  const byName = new Map(items.map((item) => [nameOf(item as Item & PrimaryKey), item]));
  const read: ReadItem = (key) => byName.get(nameOf(key));
  const applied = stepsOf(events, ({ offer }) => read(keys.offerImpression(companyId, sessionId, offer!.offerId)));
  if (applied.length === 0) return noCounts;
  const states = new Map(applied.map(({ step }) => [step.state.offerId, step.state]));
  const TransactItems = [
    ...historyWrites(table, batch, applied, read),
    ...[...states.values()].map((state) => putImpression(table, companyId, state, now)),
    ...sumWrites(table, batch, applied),
  ];
  await table.client.send(new TransactWriteCommand({ TransactItems }));
  return applied.reduce((sum, { step }) => addCounts(sum, step.counts), noCounts);
};

const applyPatiently = async (table: Table, batch: OfferEventBatch): Promise<OfferEventCounts> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryApply(table, batch);
    } catch (error) {
      if (!isTransactionLost(error) || attempt >= mostAttempts) throw error;
      await pause(attempt);
    }
  }
};

const apply = async (table: Table, batch: OfferEventBatch): Promise<OfferEventCounts> => {
  let counts = noCounts;
  for (let start = 0; start < batch.events.length; start += mostEventsTogether) {
    const events = batch.events.slice(start, start + mostEventsTogether);
    counts = addCounts(counts, await applyPatiently(table, { ...batch, events }));
  }
  return counts;
};

/**
 * Impressions and what came of them. The state of an impression tells which events it has seen, and the history of its
 * session, whose version guards the transaction, moves together with it, with the sums of the day and with the budget: so
 * each event counts once or, when the writer died, when it comes again.
 */
export const makeOfferEventStore = (table: Table): OfferEventStore => ({
  apply: (batch) => apply(table, batch),
  ofRule: (companyId, ruleId, window) => impressionsOfRule(table, companyId, ruleId, window),
  ofSession: (companyId, sessionId) => impressionsOfSession(table, companyId, sessionId),
  days: (companyId, ruleId, from, to) => ruleDays(table, companyId, ruleId, from, to),
});
