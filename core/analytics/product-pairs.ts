/**
 * Products that are bought together more often than chance would have it.
 *
 *   support     n_ab / N                    share of the orders that hold both
 *   confidence  n_ab / n_a                  of the orders with a, the share that holds b too
 *   lift        n_ab · N / (n_a · n_b)      how many times as often as if the two had nothing to do with each other
 *   evidence    log-likelihood ratio of the 2×2 table (core/similarity/log-likelihood-ratio), compared with χ² of one degree
 *
 * n are orders, N all orders of the log. Support and confidence: Agrawal, Imieliński & Swami, SIGMOD 1993; lift (interest):
 * Brin, Motwani, Ullman & Tsur, SIGMOD 1997. A pair is beyond chance when its p value, times the number of pairs that were
 * looked at, is at most 0.05 (Bonferroni). O(Σ |order|²) time; memory for one product's pairs and twice what is kept.
 * No orders, or none with two products: no pairs.
 */
import { chiSquareTail } from '#core/experiments/chi-square';
import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';
import { logLikelihoodRatio } from '#core/similarity/log-likelihood-ratio';
import { MeetingCounter } from '#core/similarity/meeting-counter';
import { invertLog } from '#core/similarity/postings';

/** Two products by item number, `a` < `b`. */
export interface ProductPair {
  readonly a: number;
  readonly b: number;
  /** Orders with both. */
  readonly orders: number;
  readonly ordersWithA: number;
  readonly ordersWithB: number;
  /** Log-likelihood ratio, > 0. */
  readonly evidence: number;
}

export interface ProductPairs {
  /** Surest first; equal ones by more orders, then by items. */
  readonly pairs: readonly ProductPair[];
  /** All orders of the log. */
  readonly orders: number;
  /** Pairs with enough orders, kept or not: what chance had to work with. */
  readonly pairsSeen: number;
}

export interface PairLimits {
  /** Fewest orders with both, ≥ 1. */
  readonly leastOrders: number;
  /** Most pairs kept, ≥ 1. */
  readonly mostPairs: number;
}

const highestError = 0.05;

const surestFirst = (one: ProductPair, other: ProductPair): number =>
  other.evidence - one.evidence || other.orders - one.orders || one.a - other.a || one.b - other.b;

/** Keeps the surest, and never more than twice as many as are wanted. */
class SurestPairs {
  readonly #most: number;
  #kept: ProductPair[] = [];
  /** Evidence of the weakest that was kept when there were too many. */
  #floor = 0;

  constructor(most: number) {
    this.#most = most;
  }

  offer(pair: ProductPair): void {
    if (pair.evidence < this.#floor) return;
    this.#kept.push(pair);
    if (this.#kept.length >= 2 * this.#most) this.#floor = this.settle().at(-1)?.evidence ?? 0;
  }

  settle(): readonly ProductPair[] {
    this.#kept = this.#kept.sort(surestFirst).slice(0, this.#most);
    return this.#kept;
  }
}

/** @param baskets one group an order. Pairs that meet as often as chance would have it, or less, are left out. */
export const findPairs = (baskets: GroupedLog, { leastOrders, mostPairs }: PairLimits): ProductPairs => {
  const postings = invertLog(baskets);
  const { support } = postings;
  const counter = new MeetingCounter(baskets, postings);
  const orders = groupCount(baskets);
  const surest = new SurestPairs(mostPairs);
  let pairsSeen = 0;
  for (let a = 0; a < baskets.itemCount; a += 1) {
    if (support[a]! < leastOrders) continue;
    for (const [b, both] of counter.of(a)) {
      if (b <= a || both < leastOrders) continue;
      pairsSeen += 1;
      const evidence = logLikelihoodRatio(both, support[a]!, support[b]!, orders);
      const [ordersWithA, ordersWithB] = [support[a]!, support[b]!];
      if (evidence > 0) surest.offer({ a, b, orders: both, ordersWithA, ordersWithB, evidence });
    }
  }
  return { pairs: surest.settle(), orders, pairsSeen };
};

/** Whether so many pairs would hardly ever have shown one as sure by accident. */
export const isBeyondChance = (evidence: number, pairsSeen: number): boolean =>
  chiSquareTail(evidence, 1) * pairsSeen <= highestError;

/** The ratios of a pair. @param all orders of the log, ≥ 1. */
export const pairRatios = (
  { orders, ordersWithA, ordersWithB }: Pick<ProductPair, 'orders' | 'ordersWithA' | 'ordersWithB'>,
  all: number,
): { support: number; confidenceAToB: number; confidenceBToA: number; lift: number } => ({
  support: orders / all,
  confidenceAToB: orders / ordersWithA,
  confidenceBToA: orders / ordersWithB,
  lift: (orders * all) / (ordersWithA * ordersWithB),
});
