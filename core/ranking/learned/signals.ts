/**
 * What is known about a candidate when a list is made, measured the same way for learning and for serving.
 *
 * Each relation of each row that led to the candidate says: how strongly (score times the trust in its evidence), how
 * often, and at which rank; added up steeply and flatly over the steps back, and the best single one. Beside them: the
 * cart's list, how many rows lead here, popularity, what the shopper has seen and bought before.
 *
 * A signal x of a list enters as x/max and as ln(ε + x/max), max over the list's candidates: what matters is how
 * candidates compare within one list, and neither popularity nor the number of rows may change its unit.
 * O(candidates of all rows). Without rows all signals but the shopper's own are 0.
 */
import { confidence } from '#core/ranking/blend';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { type Relation, relations } from '#core/recommend/relation';

const perRelation = ['steep', 'flat', 'most', 'share', 'newest', 'count', 'rank'] as const;

/** Signals that are compared within their list. */
export const comparedSignals = [
  ...relations.flatMap((relation) => perRelation.map((signal) => `${relation}.${signal}`)),
  'cart.sum',
  'cart.most',
  'cart.steep',
  'cart.rows',
  'rows',
  'popularity',
  'seen.count',
  'bought.count',
  'bought.recent',
  'bought.latest',
] as const;

/** Signals between 0 and 1 that mean the same in every list. */
export const plainSignals = ['seen.newest', 'seen.recency', 'bought.newest', 'bought.recency', 'bought.share'] as const;

/** Everything that a weight can be learned for. */
export const inputNames: readonly string[] = [
  ...comparedSignals,
  ...comparedSignals.map((name) => `ln ${name}`),
  ...plainSignals,
];

/** ε: what a candidate has at least of a signal, as a share of the list's best. */
const leastShare = 0.02;
const lnLeastShare = Math.log(leastShare);

/** How fast a past purchase fades per basket back: slowly, and at once. */
const recentPurchase = 0.9;
const latestPurchase = 0.6;

/** One row that leads to candidates. */
export interface SignalRow {
  readonly row: RecommendationRow;
  /** Its worth where only the newest counts, 0 … 1. */
  readonly steep: number;
  /** Its worth where all count, 0 … 1. */
  readonly flat: number;
}

export interface SignalSource {
  /** Newest first. */
  readonly rows: readonly SignalRow[];
  /** Score 0 … 1 per popular product. */
  readonly popularity: ReadonlyMap<string, number>;
  /** Products seen in the session, newest first; repeats count. */
  readonly seenIds: readonly string[];
  /** Newest first. */
  readonly pastBaskets: readonly (readonly string[])[];
}

const compared = comparedSignals.length;

const indexOf = (name: string): number => inputNames.indexOf(name);

const at = {
  relation: new Map(relations.map((relation) => [relation, indexOf(`${relation}.steep`)])),
  cartSum: indexOf('cart.sum'),
  cartMost: indexOf('cart.most'),
  cartSteep: indexOf('cart.steep'),
  cartRows: indexOf('cart.rows'),
  rows: indexOf('rows'),
  popularity: indexOf('popularity'),
  seenCount: indexOf('seen.count'),
  seenNewest: indexOf('seen.newest'),
  seenRecency: indexOf('seen.recency'),
  boughtCount: indexOf('bought.count'),
  boughtRecent: indexOf('bought.recent'),
  boughtLatest: indexOf('bought.latest'),
  boughtNewest: indexOf('bought.newest'),
  boughtRecency: indexOf('bought.recency'),
  boughtShare: indexOf('bought.share'),
} as const;

const supportOf = ({ support }: RecommendationRow, relation: Relation): number => {
  if (relation === 'bought-together') return support.baskets;
  if (relation === 'also-bought') return support.customers;
  return relation === 'also-viewed' ? support.sessions : 0;
};

/** The inputs of one list's candidates, row by row. */
class InputMatrix {
  readonly values: Float64Array;
  readonly #startOf: ReadonlyMap<string, number>;
  /** By the start of a candidate's inputs: one more than the number of the last row that led to it. */
  readonly #lastRow: Int32Array;

  constructor(productIds: readonly string[]) {
    const width = inputNames.length;
    this.values = new Float64Array(productIds.length * width);
    this.#startOf = new Map(productIds.map((id, slot) => [id, slot * width]));
    this.#lastRow = new Int32Array(productIds.length);
  }

  /** Where the candidate's inputs begin; undefined when it is not in the list. */
  startOf(productId: string): number | undefined {
    return this.#startOf.get(productId);
  }

  /** Counts a row once for a candidate, whichever of its lists lead there. */
  countRow(start: number, row: number): void {
    const slot = start / inputNames.length;
    if (this.#lastRow[slot] === row + 1) return;
    this.#lastRow[slot] = row + 1;
    this.values[start + at.rows]! += 1;
  }

  add(index: number, value: number): void {
    this.values[index]! += value;
  }

  raise(index: number, value: number): void {
    if (value > this.values[index]!) this.values[index] = value;
  }
}

const addRelation = (matrix: InputMatrix, one: SignalRow, relation: Relation, index: number): void => {
  const { row, steep, flat } = one;
  const support = supportOf(row, relation);
  const first = at.relation.get(relation)!;
  row.relations[relation]?.forEach((candidate, rank) => {
    const start = matrix.startOf(candidate.productId);
    if (start === undefined) return;
    matrix.countRow(start, index);
    const points = candidate.score * confidence(relation, candidate);
    matrix.add(start + first, steep * points);
    matrix.add(start + first + 1, flat * points);
    matrix.raise(start + first + 2, flat * points);
    if (support > 0) matrix.add(start + first + 3, (flat * candidate.pairCount) / support);
    if (index === 0) matrix.raise(start + first + 4, points);
    matrix.raise(start + first + 5, candidate.pairCount);
    matrix.raise(start + first + 6, flat / (1 + rank));
  });
};

const addCart = (matrix: InputMatrix, { row, steep }: SignalRow, index: number): void => {
  for (const { productId, score } of row.cart?.candidates ?? []) {
    const start = matrix.startOf(productId);
    if (start === undefined) continue;
    matrix.countRow(start, index);
    const points = row.cart!.strength * score;
    matrix.add(start + at.cartSum, points);
    matrix.raise(start + at.cartMost, points);
    matrix.add(start + at.cartSteep, steep * points);
    matrix.add(start + at.cartRows, 1);
  }
};

const addSeen = (matrix: InputMatrix, seenIds: readonly string[]): void =>
  seenIds.forEach((id, back) => {
    const start = matrix.startOf(id);
    if (start === undefined) return;
    matrix.add(start + at.seenCount, 1);
    if (back === 0) matrix.raise(start + at.seenNewest, 1);
    matrix.raise(start + at.seenRecency, 1 / (1 + back));
  });

const addBought = (matrix: InputMatrix, pastBaskets: readonly (readonly string[])[]): void =>
  pastBaskets.forEach((basket, back) => {
    for (const id of new Set(basket)) {
      const start = matrix.startOf(id);
      if (start === undefined) continue;
      matrix.add(start + at.boughtCount, 1);
      matrix.add(start + at.boughtRecent, recentPurchase ** back);
      matrix.add(start + at.boughtLatest, latestPurchase ** back);
      if (back === 0) matrix.raise(start + at.boughtNewest, 1);
      matrix.raise(start + at.boughtRecency, 1 / (1 + back));
      matrix.add(start + at.boughtShare, 1 / pastBaskets.length);
    }
  });

/** Turns each compared signal into its share of the list's best and the logarithm of that share. */
const compareWithin = ({ values }: InputMatrix): void => {
  const width = inputNames.length;
  for (let signal = 0; signal < compared; signal += 1) {
    let most = 0;
    for (let start = 0; start < values.length; start += width) most = Math.max(most, values[start + signal]!);
    if (most <= 0) continue;
    for (let start = 0; start < values.length; start += width) {
      const share = values[start + signal]! / most;
      // Most signals of most candidates are 0, and so is the logarithm of that.
      if (share === 0) continue;
      values[start + signal] = share;
      values[start + compared + signal] = Math.log(leastShare + share) - lnLeastShare;
    }
  }
};

/** @returns `inputNames.length` numbers per candidate, in the order of the ids. */
export const measureInputs = (source: SignalSource, productIds: readonly string[]): Float64Array => {
  const matrix = new InputMatrix(productIds);
  source.rows.forEach((one, index) => {
    for (const relation of relations) addRelation(matrix, one, relation, index);
    addCart(matrix, one, index);
  });
  for (const id of productIds) {
    matrix.raise(matrix.startOf(id)! + at.popularity, source.popularity.get(id) ?? 0);
  }
  addSeen(matrix, source.seenIds);
  addBought(matrix, source.pastBaskets);
  compareWithin(matrix);
  return matrix.values;
};
