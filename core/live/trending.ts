/**
 * Products that more people look at now than their own past makes one expect.
 *
 *   f(p) = Σ people · 2^(−age / 3 h)                         now: the last hours, fading
 *   b(p) = Σ people · (2^(−age / 3 d) − 2^(−age / 3 h))      before: the last days without what is now
 *   share(p) = (b(p) + κ · prior(p)) / (Σ b + κ)             prior: the model's popular list, else all alike
 *   e(p) = share(p) · Σ f,   z(p) = (f(p) − e(p)) / √(e(p) + 1)
 *
 * A product trends when z ≥ 3 and at least five people looked at it in the last 24 hours. Shares take out that all of a
 * shop is busier in the evening; each person counts once a day (core/live/person-memory), so neither a robot nor an eager
 * session makes a trend. z is the deviation of a Poisson count as in core/training/train-popularity; weights below 1 make
 * its variance smaller than e, so 3 is on the careful side. The fading of both windows: forward decay, Cormode et al. 2009.
 * O(entries + products · log products). Nothing seen, or one product only: nothing trends.
 */
import type { Product } from '#core/catalog/product';
import { type LiveSignals, slotAgeMs } from '#core/live/live-signals';
import { categoryKeys, type PopularityList } from '#core/recommend/popularity-list';
import { fewestQuotablePeople } from '#core/similarity/pair-evidence';

const hourMs = 3_600_000;
const nowHalfMs = 3 * hourMs;
const beforeHalfMs = 72 * hourMs;
const peopleWindowMs = 24 * hourMs;
/** κ: what the prior weighs, in people. */
const priorPeople = 30;
const leastDeviation = 3;
/** Products that trend at a time, the store over. */
export const mostTrending = 60;

export interface TrendingProduct {
  readonly productId: string;
  /** z. */
  readonly deviation: number;
  /** People of the last 24 hours. */
  readonly people: number;
  /** f and e, in fading people. */
  readonly now: number;
  readonly expected: number;
}

interface Interest {
  now: number;
  before: number;
  people: number;
}

const interestOf = (signals: LiveSignals, nowMs: number): Map<string, Interest> => {
  const interest = new Map<string, Interest>();
  for (const { kind, slot, ids, count } of signals.values()) {
    const [productId] = ids;
    if (kind !== 'view' || productId === undefined) continue;
    const known = interest.get(productId) ?? { now: 0, before: 0, people: 0 };
    const ageMs = slotAgeMs(slot, nowMs);
    const now = 2 ** (-ageMs / nowHalfMs);
    known.now += count * now;
    known.before += count * (2 ** (-ageMs / beforeHalfMs) - now);
    if (ageMs <= peopleWindowMs) known.people += count;
    interest.set(productId, known);
  }
  return interest;
};

/** Share of each product by what the model says; what its list does not name is wanted less than anything on it. */
const priorOf = (productIds: Iterable<string>, popular: PopularityList | undefined): Map<string, number> => {
  const counts = new Map(popular?.candidates.map(({ productId, count }) => [productId, Math.max(1, count)]));
  const least = Math.min(...counts.values(), Number.MAX_SAFE_INTEGER);
  const unlisted = counts.size === 0 ? 1 : least;
  for (const productId of productIds) if (!counts.has(productId)) counts.set(productId, unlisted);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([productId, count]) => [productId, count / total]));
};

const sumOf = (values: Iterable<Interest>, name: 'now' | 'before'): number => {
  let sum = 0;
  for (const value of values) sum += value[name];
  return sum;
};

/**
 * What trends, most surprising first, at most `mostTrending`.
 * @param signals of all shards
 * @param popular the model's list of the whole store
 * @param nowMs epoch milliseconds
 */
export const trendingProducts = (
  signals: LiveSignals,
  popular: PopularityList | undefined,
  nowMs: number,
): TrendingProduct[] => {
  // In order of id, so that sums of fractions are the same whatever came first.
  const interest = [...interestOf(signals, nowMs)].sort(([a], [b]) => (a < b ? -1 : 1));
  const prior = priorOf(
    interest.map(([productId]) => productId),
    popular,
  );
  const each = interest.map(([, value]) => value);
  const [allNow, allBefore] = [sumOf(each, 'now'), sumOf(each, 'before')];
  return interest
    .map(([productId, { now, before, people }]): TrendingProduct => {
      const share = (before + priorPeople * prior.get(productId)!) / (allBefore + priorPeople);
      const expected = share * allNow;
      return { productId, deviation: (now - expected) / Math.sqrt(expected + 1), people, now, expected };
    })
    .filter(({ deviation, people }) => deviation >= leastDeviation && people >= fewestQuotablePeople)
    .sort((a, b) => b.deviation - a.deviation || (a.productId < b.productId ? -1 : 1))
    .slice(0, mostTrending);
};

/** Lists of the store (`''`) and of the categories of what trends; products without a card or not for sale are left out. */
export const trendingLists = (
  trending: readonly TrendingProduct[],
  cards: ReadonlyMap<string, Product>,
): PopularityList[] => {
  const shown = trending.filter(({ productId }) => cards.get(productId)?.status === 'active');
  const places = shown.flatMap((product) =>
    ['', ...categoryKeys(cards.get(product.productId)!)].map((category) => ({ category, product })),
  );
  return [...Map.groupBy(places, ({ category }) => category)].map(([category, of]): PopularityList => {
    const highest = of[0]!.product.deviation;
    const candidates = of.map(({ product: { productId, deviation, people } }) => ({
      productId,
      score: Math.round((deviation / highest) * 1000) / 1000,
      count: people,
    }));
    return { kind: 'trending', category, candidates };
  });
};
