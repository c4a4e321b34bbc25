import { createHash } from 'node:crypto';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
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
import type {
  ImpressionWindow,
  OfferEventBatch,
  OfferEventCounts,
  OfferEventStore,
  RuleDay,
} from '#core/ports/offer-event-store';
import { batchGet, pause } from './batch.ts';
import { indexKeys, keys, type PrimaryKey } from './keys.ts';
import { queryAll, queryPage } from './query-pages.ts';
import { isTransactionLost, type Table } from './table.ts';

type Item = Record<string, unknown>;
type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type ReadItem = (key: PrimaryKey) => Item | undefined;

/** An event writes at most five items: with this many a transaction stays within its hundred. */
const mostEventsTogether = 18;
const mostAttempts = 8;
const impressionKeepSeconds = 30 * 86_400;
/** As long as the session's other state. */
const sessionKeepSeconds = 8 * 86_400;
const customerKeepSeconds = 400 * 86_400;
const dayKeepSeconds = 800 * 86_400;
/** A rule whose impressions all fell into one partition of the index would be held to its 1,000 writes a second. */
const impressionShards = 4;

const nameOf = ({ pk, sk }: PrimaryKey): string => `${pk}\n${sk}`;

const after = (now: string, seconds: number): number => Math.floor(Date.parse(now) / 1000) + seconds;

const shardOf = (offerId: string): number => createHash('sha256').update(offerId).digest()[0]! % impressionShards;

/** Adds to numbers of an item; makes the item when it is not there. */
const addTo = (table: Table, key: PrimaryKey, sums: Readonly<Record<string, number>>, expiresAt?: number): Write => {
  const names = Object.keys(sums).filter((name) => sums[name] !== 0);
  const placeholder = (name: string) => `n${names.indexOf(name)}`;
  const expiry = expiresAt === undefined ? '' : 'SET expiresAt = if_not_exists(expiresAt, :expiresAt) ';
  return {
    Update: {
      TableName: table.tableName,
      Key: { ...key },
      UpdateExpression: `${expiry}ADD ${names.map((name) => `#${placeholder(name)} :${placeholder(name)}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${placeholder(name)}`, name])),
      ExpressionAttributeValues: {
        ...(expiresAt !== undefined && { ':expiresAt': expiresAt }),
        ...Object.fromEntries(names.map((name) => [`:${placeholder(name)}`, sums[name]])),
      },
    },
  };
};

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

/** Sums by the item that they are added to. */
class Sums {
  readonly #byItem = new Map<string, { readonly key: PrimaryKey; readonly sums: Record<string, number> }>();

  add(key: PrimaryKey, sums: Readonly<Record<string, number>>): void {
    const found = this.#byItem.get(nameOf(key)) ?? { key, sums: {} };
    for (const [name, by] of Object.entries(sums)) found.sums[name] = (found.sums[name] ?? 0) + by;
    this.#byItem.set(nameOf(key), found);
  }

  writes(table: Table, expiresAt?: number): Write[] {
    return [...this.#byItem.values()]
      .filter(({ sums }) => Object.values(sums).some((sum) => sum !== 0))
      .map(({ key, sums }) => addTo(table, key, sums, expiresAt));
  }
}

/** Puts the successor of a history; lost when somebody else was faster. */
const putHistory = (
  table: Table,
  key: PrimaryKey,
  item: Item | undefined,
  rules: OfferHistory,
  expiresAt: number,
): Write => ({
  Put: {
    TableName: table.tableName,
    Item: { ...key, rules, expiresAt, version: ((item?.version as number | undefined) ?? 0) + 1 },
    ...(item
      ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': item.version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

const putImpression = (table: Table, companyId: string, state: ImpressionState, now: string): Write => {
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
): Write[] => {
  const writeFor = (key: PrimaryKey, own: readonly Applied[], keepSeconds: number): Write =>
    putHistory(table, key, read(key), historyAfter(read(key), own), after(now, keepSeconds));
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
): Write[] => {
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

const plus = (a: OfferEventCounts, b: OfferEventCounts): OfferEventCounts => ({
  impressions: a.impressions + b.impressions,
  accepts: a.accepts + b.accepts,
  declines: a.declines + b.declines,
  orphans: a.orphans + b.orphans,
});

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
  return applied.reduce((sum, { step }) => plus(sum, step.counts), noCounts);
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
    counts = plus(counts, await applyPatiently(table, { ...batch, events }));
  }
  return counts;
};

const stateOf = (item: Item): ImpressionState => item.state as ImpressionState;

const byTime = (a: ImpressionState, b: ImpressionState): number => {
  const [timeA, timeB] = [a.shownAt ?? '', b.shownAt ?? ''];
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return a.offerId < b.offerId ? -1 : 1;
};

const ofRule = async (
  table: Table,
  companyId: string,
  ruleId: string,
  { from, until, limit }: ImpressionWindow,
): Promise<ImpressionState[]> => {
  const ofShard = async (shard: number): Promise<Item[]> => {
    const { gsi1pk } = indexKeys.impressionsOfRule(companyId, ruleId, shard, from, '');
    const query = {
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :shard AND gsi1sk BETWEEN :from AND :until',
      // The instant itself sorts before it with an offer behind it: `until` is not included.
      ExpressionAttributeValues: { ':shard': gsi1pk, ':from': from, ':until': until },
    };
    return (await queryPage(table, query, limit)).items;
  };
  const shards = await Promise.all(Array.from({ length: impressionShards }, (_, shard) => ofShard(shard)));
  return shards.flat().map(stateOf).sort(byTime).slice(0, limit);
};

const ofSession = async (table: Table, companyId: string, sessionId: string): Promise<ImpressionState[]> => {
  const { pk, sk } = keys.offerImpression(companyId, sessionId, '');
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
  });
  return items.map(stateOf).sort(byTime);
};

const moneyOf = (item: Item, name: string): Money[] =>
  Object.entries(item)
    .filter(([attribute]) => attribute.startsWith(`${name}:`))
    .map(([attribute, amount]) => ({ amount: Number(amount), currency: attribute.slice(name.length + 1) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));

const addMoney = (a: readonly Money[], b: readonly Money[]): Money[] => {
  const sums = new Map(a.map(({ currency, amount }) => [currency, amount]));
  for (const { currency, amount } of b) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums]
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((x, y) => (x.currency < y.currency ? -1 : 1));
};

const dayOf = (item: Item): RuleDay => {
  const [, date = '', , ...variant] = String(item.sk).split('#');
  const count = (name: string): number => Number(item[name] ?? 0);
  return {
    date,
    variant: variant.join('#') || null,
    impressions: count('impressions'),
    accepts: count('accepts'),
    declines: count('declines'),
    orphans: count('orphans'),
    value: moneyOf(item, 'value'),
    discount: moneyOf(item, 'discount'),
  };
};

const joinShards = (shards: readonly RuleDay[]): RuleDay =>
  shards.reduce((sum, day) => ({
    date: sum.date,
    variant: sum.variant,
    ...plus(sum, day),
    value: addMoney(sum.value, day.value),
    discount: addMoney(sum.discount, day.discount),
  }));

const days = async (table: Table, companyId: string, ruleId: string, from: string, to: string): Promise<RuleDay[]> => {
  const [first, last] = [from, to].map((date) => keys.ruleDay(companyId, ruleId, date, '', 0));
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    // Behind every shard and variant of the last day.
    ExpressionAttributeValues: { ':pk': first!.pk, ':from': first!.sk, ':to': last!.sk.replace(/00#$/, '~') },
  });
  const groups = Map.groupBy(items.map(dayOf), ({ date, variant }) => `${date}\n${variant ?? ''}`);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shards]) => joinShards(shards));
};

/**
 * Impressions and what came of them. The state of an impression tells which events it has seen, and the history of its
 * session, whose version guards the transaction, moves together with it, with the sums of the day and with the budget: so
 * each event counts once or, when the writer died, when it comes again.
 */
export const makeOfferEventStore = (table: Table): OfferEventStore => ({
  apply: (batch) => apply(table, batch),
  ofRule: (companyId, ruleId, window) => ofRule(table, companyId, ruleId, window),
  ofSession: (companyId, sessionId) => ofSession(table, companyId, sessionId),
  days: (companyId, ruleId, from, to) => days(table, companyId, ruleId, from, to),
});
