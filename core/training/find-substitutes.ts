/**
 * Substitutes told from complements: who looks at both buys one of the two.
 *
 *   lift(a,b) = c_ab / E,   E = v_ab · buy(a) · buy(b),   buy(x) = min(1, n_x / v_x)
 *
 * v are sessions and c, n orders of the time that both logs cover. E is how many orders would hold both, if those who saw
 * both decided on each by itself. A complement has a lift above 1, a substitute below. Two products are called substitutes
 * when they stand in the same deepest category, are seen together in at least `leastCoViews` sessions, and are bought
 * together so rarely that a lift of `highestLift` would give as few with a chance of at most `chance` (exact Poisson test).
 * Co-viewed against co-bought as in McAuley et al., Inferring Networks of Substitutable and Complementary Products, 2015.
 *
 * Without views, without categories or with too little of both nothing is called a substitute: colours of one range that
 * people do buy together stay together. O(sessions of the sources · their length), only for candidates that
 * `bought-together` and the carts would offer.
 */
import type { Product } from '#core/catalog/product';
import { categoryKey } from '#core/recommend/popularity-list';
import { type GroupedLog, groupCount, groupTime, sliceGroups } from '#core/similarity/grouped-log';
import { EvidenceCounter } from '#core/similarity/pair-evidence';
import { invertLog } from '#core/similarity/postings';
import { productsInItemOrder, type TrainedLists, type TrainedRelation } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

/** Fewer sessions with both say nothing. */
const leastCoViews = 10;

/** Pairs are judged against being bought together half as often as independent decisions would make it. */
const highestLift = 0.5;

/** Of calling a pair substitutes by accident. */
const chance = 0.025;

/** P(X ≤ count) of a Poisson variable; in logarithms, so that a great mean does not underflow to certainty. */
export const poissonAtMost = (count: number, mean: number): number => {
  if (mean <= 0) return 1;
  let logTerm = -mean;
  let sum = Math.exp(logTerm);
  for (let at = 1; at <= count; at += 1) {
    logTerm += Math.log(mean / at);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
};

/** What is known about one pair, over the time that both logs cover. */
export interface PairFacts {
  readonly coViews: number;
  readonly coPurchases: number;
  /** Sessions that hold each. */
  readonly views: readonly [number, number];
  /** Orders that hold each. */
  readonly purchases: readonly [number, number];
}

/** Whether shoppers choose between the two. */
export const areSubstitutes = ({ coViews, coPurchases, views, purchases }: PairFacts): boolean => {
  if (coViews < leastCoViews) return false;
  const buys = (side: 0 | 1): number => Math.min(1, purchases[side] / views[side]);
  return poissonAtMost(coPurchases, coViews * buys(0) * buys(1) * highestLift) <= chance;
};

/** The groups from `time` on. */
const since = (log: GroupedLog, time: number): GroupedLog => {
  let first = 0;
  while (first < groupCount(log) && groupTime(log, first) < time) first += 1;
  return sliceGroups(log, first, groupCount(log));
};

const oldestTime = (log: GroupedLog): number => (groupCount(log) > 0 ? groupTime(log, 0) : Number.POSITIVE_INFINITY);

/** One of the two logs: who met how often. */
interface Meetings {
  readonly support: Int32Array;
  readonly counter: EvidenceCounter;
}

const meetingsIn = (log: GroupedLog): Meetings => {
  const postings = invertLog(log);
  return { support: postings.support, counter: new EvidenceCounter(log, postings) };
};

const candidatesOf = ({ offsets, candidates }: TrainedLists, source: number): Int32Array =>
  candidates.subarray(offsets[source]!, offsets[source + 1]!);

const rivalsThatReplace = (
  source: number,
  rivals: readonly number[],
  sessions: Meetings,
  baskets: Meetings,
): readonly number[] => {
  if (rivals.length === 0) return rivals;
  const items = Int32Array.from(rivals);
  const { counts: coViews } = sessions.counter.count(source, items);
  // Orders are only counted where enough was seen together.
  if (coViews.every((count) => count < leastCoViews)) return [];
  const { counts: coPurchases } = baskets.counter.count(source, items);
  return rivals.filter((rival, slot) =>
    areSubstitutes({
      coViews: coViews[slot]!,
      coPurchases: coPurchases[slot]!,
      views: [sessions.support[source]!, sessions.support[rival]!],
      purchases: [baskets.support[source]!, baskets.support[rival]!],
    }),
  );
};

/** Per item the items that shoppers choose it against; items without any are absent. */
export type Substitutes = ReadonlyMap<number, readonly number[]>;

/** Judges each product's `bought-together` candidates, borrowed ones too, and what its cart list would add. */
export const findSubstitutes = (
  trained: readonly TrainedRelation[],
  data: TrainingData,
  catalog: Iterable<Product>,
): Substitutes => {
  const found = new Map<number, readonly number[]>();
  const offered = trained.find(({ relation }) => relation === 'bought-together');
  if (!offered || groupCount(data.sessions) === 0 || groupCount(data.baskets) === 0) return found;
  const products = productsInItemOrder(data.productIds, catalog);
  const leaves = products.map((product) => categoryKey(product?.categoryPath ?? []));
  const from = Math.max(oldestTime(data.sessions), oldestTime(data.baskets));
  const [sessions, baskets] = [meetingsIn(since(data.sessions, from)), meetingsIn(since(data.baskets, from))];
  for (const [source, leaf] of leaves.entries()) {
    if (leaf === '' || sessions.support[source]! < leastCoViews) continue;
    const candidates = [offered, offered.cart].flatMap((lists) => (lists ? [...candidatesOf(lists, source)] : []));
    const rivals = [...new Set(candidates.filter((item) => leaves[item] === leaf))].sort((a, b) => a - b);
    const substitutes = rivalsThatReplace(source, rivals, sessions, baskets);
    if (substitutes.length > 0) found.set(source, substitutes);
  }
  return found;
};
