import { createHash } from 'node:crypto';
import type { Money } from '#core/money/money';
import type { ImpressionState } from '#core/offers/impression-state';
import type { ImpressionWindow, OfferEventCounts, RuleDay } from '#core/ports/offer-event-store';
import { indexKeys, keys } from './keys.ts';
import { queryAll, queryPage } from './query-pages.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

/** A rule whose impressions all fell into one partition of the index would be held to its 1,000 writes a second. */
const impressionShards = 4;

/** The share of a rule's impressions that an offer belongs to. */
export const shardOf = (offerId: string): number =>
  createHash('sha256').update(offerId).digest()[0]! % impressionShards;

export const addCounts = (a: OfferEventCounts, b: OfferEventCounts): OfferEventCounts => ({
  impressions: a.impressions + b.impressions,
  accepts: a.accepts + b.accepts,
  declines: a.declines + b.declines,
  orphans: a.orphans + b.orphans,
});

const stateOf = (item: Item): ImpressionState => item.state as ImpressionState;

const byTime = (a: ImpressionState, b: ImpressionState): number => {
  const [timeA, timeB] = [a.shownAt ?? '', b.shownAt ?? ''];
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return a.offerId < b.offerId ? -1 : 1;
};

/** Impressions of a rule by time, oldest first. */
export const impressionsOfRule = async (
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

/** All impressions of a session. */
export const impressionsOfSession = async (
  table: Table,
  companyId: string,
  sessionId: string,
): Promise<ImpressionState[]> => {
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
    ...addCounts(sum, day),
    value: addMoney(sum.value, day.value),
    discount: addMoney(sum.discount, day.discount),
  }));

/** Sums by day, then variant. */
export const ruleDays = async (
  table: Table,
  companyId: string,
  ruleId: string,
  from: string,
  to: string,
): Promise<RuleDay[]> => {
  const [first, last] = [from, to].map((date) => keys.ruleDay(companyId, ruleId, date, '', 0));
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    // Behind every shard and variant of the last day.
    ExpressionAttributeValues: { ':pk': first!.pk, ':from': first!.sk, ':to': last!.sk.replace(/00#$/, '~') },
  });
  const groups = Map.groupBy(items.map(dayOf), ({ date, variant }) => `${date}\n${variant ?? ''}`);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shards]) => joinShards(shards));
};
