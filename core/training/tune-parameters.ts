/**
 * Searches a store's training parameters on its own newest past: what happened before a point in time trains, what
 * happened after asks (core/evaluation/temporal-split).
 *
 * Hill climbing from the given parameters: each trial moves one knob of one part to a near value, trains that part alone
 * and keeps the move when the search questions are answered better (hit + reciprocal rank at 20, averaged). A part's
 * winner replaces what it started from only when it also answers the *other* half of the questions better, beyond chance:
 * the paired z-test over the questions' differences, one-sided at 2.5 % (Dietterich 1998 on why to confirm on questions
 * that the search never saw). With too few questions everything stays as it is.
 *
 * Pure and deterministic: the seed is given, trials are counted, and no clock is read; a caller with a time budget stops
 * stepping when it is used up. A trial costs one training of one part on the older data.
 */
import type { Product } from '#core/catalog/product';
import { missingFromBasket, newPurchases, nextViews, type Question, restOfBasket } from '#core/evaluation/questions';
import { splitInTime } from '#core/evaluation/temporal-split';
import type { GroupedLog } from '#core/similarity/grouped-log';
import { type Eligibility, type Neighbours, trainItemKnn } from '#core/similarity/item-knn';
import { type LocalRidgeParameters, trainLocalRidge } from '#core/similarity/local-ridge';
import { invertLog, type Postings } from '#core/similarity/postings';
import { addSecondStep } from '#core/similarity/second-step';
import type { BehaviouralParameters, TrainingParameters } from '#core/training/parameters';
import { eligibilityOf, productsInItemOrder } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

export const tunedParts = ['bought-together', 'also-bought', 'also-viewed', 'cart'] as const;
export type TunedPart = (typeof tunedParts)[number];

type PartParameters = BehaviouralParameters | LocalRidgeParameters;

const orderless = {
  lengthPenalty: [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9],
  decaySpan: [0.25, 0.5, 1, 2, 4],
  popularityPenalty: [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5],
  shrinkage: [0, 1, 2, 4, 8],
  secondStep: [0, 0.05, 0.1, 0.2, 0.3, 0.5],
} as const;

/** Values a knob may take, ascending. */
const knobs: Readonly<Record<TunedPart, Readonly<Record<string, readonly number[]>>>> = {
  'bought-together': orderless,
  'also-bought': orderless,
  'also-viewed': { ...orderless, distancePenalty: [0, 0.25, 0.5, 0.75, 1], backward: [0.4, 0.6, 0.8, 1] },
  cart: {
    ridge: [2, 5, 10, 20, 40],
    diagonalRidge: [0, 0.1, 0.2, 0.4],
    lengthPenalty: [0.3, 0.45, 0.6, 0.75, 0.9],
    decaySpan: [0.25, 0.5, 1, 2, 4],
    popularityPenalty: [0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5],
  },
};

/** What a knob that is not set stands for. */
const absentValues: Readonly<Record<string, number>> = { decaySpan: Number.POSITIVE_INFINITY };

/** Fewer questions than this in either half decide nothing. */
const fewestQuestions = 100;

/** More add time, not certainty. */
const mostQuestions = 8_000;

/** Length of the judged lists. */
const judged = 20;

/** One-sided 97.5 % quantile of the normal distribution. */
const significantDeviations = 1.96;

/** Search and confirmation take turns over runs of questions this long, so that both see all of the held-out time. */
const turn = 30;

export interface Tuning {
  readonly data: TrainingData;
  readonly catalog: Iterable<Product>;
  /** Where the search starts: the defaults, or what the last run ended with. */
  readonly start: TrainingParameters;
  /** Any integer; equal seeds give equal results. */
  readonly seed: number;
  /** Share of each log's newest groups that ask, 0 … 1. */
  readonly holdoutShare?: number;
}

export interface PartReport {
  readonly part: TunedPart;
  readonly trials: number;
  /** Mean of hit + reciprocal rank on the confirming questions, 0 … 2. */
  readonly before: number;
  readonly after: number;
  /** Knobs that differ from the start, and that the confirming questions agreed to. */
  readonly changed: Readonly<Record<string, number>>;
}

export interface TuningResult {
  readonly parameters: TrainingParameters;
  /** A part without enough questions is absent. */
  readonly parts: readonly PartReport[];
}

/** Mulberry32 (Ettinger 2017): uniform in [0, 1). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const isConfirming = (question: number): boolean => Math.floor(question / turn) % 2 === 1;

const meanOf = (values: Float64Array, keep: (question: number) => boolean): number => {
  const kept = values.filter((_, question) => keep(question));
  return kept.length === 0 ? 0 : kept.reduce((sum, value) => sum + value, 0) / kept.length;
};

/** Whether the confirming questions are answered better than before, beyond chance. */
const isConfirmed = (before: Float64Array, after: Float64Array): boolean => {
  const gains = after.map((value, question) => value - before[question]!);
  const confirming = gains.filter((_, question) => isConfirming(question));
  const mean = confirming.reduce((sum, gain) => sum + gain, 0) / confirming.length;
  const variance = confirming.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (confirming.length - 1);
  return mean > significantDeviations * Math.sqrt(variance / confirming.length);
};

const valueAt = (rank: number): number => (rank < judged ? 1 + 1 / (rank + 1) : 0);

/** Rank of the first right answer in one row, or the list's end. */
const rankInRow = ({ items }: Neighbours, wanted: ReadonlySet<number>): number => {
  const rank = items.findIndex((item) => wanted.has(item));
  return rank < 0 ? judged : rank;
};

/** Rank of the one right answer when the rows of a cart are added up; nothing of the cart is an answer. */
const rankInSum = (
  rows: readonly Neighbours[],
  { known, wanted }: Question,
  sums: Float64Array,
  touched: number[],
): number => {
  for (const source of known) {
    const { items, scores } = rows[source]!;
    items.forEach((item, slot) => {
      if (sums[item] === 0) touched.push(item);
      sums[item]! += scores[slot]!;
    });
  }
  for (const source of known) sums[source] = 0;
  const [right = -1] = wanted;
  const score = sums[right] ?? 0;
  const above = touched.filter((item) => sums[item]! > score || (sums[item] === score && item < right)).length;
  for (const item of touched) sums[item] = 0;
  touched.length = 0;
  return score > 0 ? above : judged;
};

/** Answers the questions of one part with any parameters. */
class PartJudge {
  readonly questions: readonly Question[];
  readonly #part: TunedPart;
  readonly #log: GroupedLog;
  readonly #postings: Postings;
  readonly #eligibility: Eligibility;

  constructor(part: TunedPart, log: GroupedLog, questions: readonly Question[], eligibility: Eligibility) {
    const step = Math.max(1, Math.ceil(questions.length / mostQuestions));
    this.questions = questions.filter((_, at) => at % step === 0);
    this.#part = part;
    this.#log = log;
    this.#postings = invertLog(log);
    this.#eligibility = eligibility;
  }

  /** Hit + reciprocal rank per question. */
  values(parameters: PartParameters): Float64Array {
    if (this.#part === 'cart') {
      const rows = trainLocalRidge(this.#log, this.#postings, this.#eligibility, parameters as LocalRidgeParameters);
      const sums = new Float64Array(this.#log.itemCount);
      return Float64Array.from(this.questions, (question) => valueAt(rankInSum(rows, question, sums, [])));
    }
    const own = parameters as BehaviouralParameters;
    const met = trainItemKnn(this.#log, this.#postings, this.#eligibility, own);
    const weight = own.secondStep ?? 0;
    const rows = weight > 0 ? addSecondStep(met, this.#eligibility, { ...own, weight }) : met;
    return Float64Array.from(this.questions, ({ known, wanted }) => valueAt(rankInRow(rows[known[0]!]!, wanted)));
  }
}

/** The search over one part. */
class PartSearch {
  readonly part: TunedPart;
  readonly #judge: PartJudge;
  readonly #start: PartParameters;
  readonly #tried = new Set<string>();
  #best: PartParameters;
  #startValues: Float64Array | undefined;
  #bestValues: Float64Array = new Float64Array(0);
  trials = 0;

  constructor(part: TunedPart, judge: PartJudge, start: PartParameters) {
    this.part = part;
    this.#judge = judge;
    this.#start = start;
    this.#best = start;
    this.#tried.add(JSON.stringify(start));
  }

  /** One training. @returns false when no untried move is near. */
  step(random: () => number): boolean {
    if (!this.#startValues) {
      this.#startValues = this.#judge.values(this.#start);
      this.#bestValues = this.#startValues;
      this.trials += 1;
      return true;
    }
    const moves = this.#moves();
    const move = moves[Math.floor(random() * moves.length)];
    if (!move) return false;
    this.#tried.add(JSON.stringify(move));
    this.trials += 1;
    const values = this.#judge.values(move);
    const isSearching = (question: number): boolean => !isConfirming(question);
    if (meanOf(values, isSearching) <= meanOf(this.#bestValues, isSearching)) return true;
    this.#best = move;
    this.#bestValues = values;
    return true;
  }

  result(): { parameters: PartParameters; report: PartReport } {
    const before = this.#startValues ?? this.#bestValues;
    const wins = this.#best !== this.#start && isConfirmed(before, this.#bestValues);
    const parameters = wins ? this.#best : this.#start;
    const changed = Object.entries(parameters).filter(([name, value]) => this.#valueOf(this.#start, name) !== value);
    const report = {
      part: this.part,
      trials: this.trials,
      before: meanOf(before, isConfirming),
      after: meanOf(wins ? this.#bestValues : before, isConfirming),
      changed: Object.fromEntries(changed),
    };
    return { parameters, report };
  }

  #valueOf(parameters: PartParameters, name: string): number | undefined {
    return Object.entries(parameters).find(([knob]) => knob === name)?.[1];
  }

  /** The best parameters with one knob moved by one or two values, as far as not tried yet. */
  #moves(): PartParameters[] {
    return Object.entries(knobs[this.part])
      .flatMap(([name, values]) => {
        const current = this.#valueOf(this.#best, name) ?? absentValues[name] ?? 0;
        const at = values.filter((value) => value < current).length;
        const near = values.slice(Math.max(0, at - 2), at + 3).filter((value) => value !== current);
        return near.map((value) => ({ ...this.#best, [name]: value }));
      })
      .filter((move) => !this.#tried.has(JSON.stringify(move)));
  }
}

const partSearches = ({ data, catalog, start, holdoutShare = 0.1 }: Tuning): PartSearch[] => {
  const eligibility = eligibilityOf(productsInItemOrder(data.productIds, catalog));
  const baskets = splitInTime(data.baskets, holdoutShare);
  const customers = splitInTime(data.customers, holdoutShare);
  const sessions = splitInTime(data.sessions, holdoutShare);
  const asked: Record<TunedPart, [GroupedLog, Question[]]> = {
    'bought-together': [baskets.train, restOfBasket(baskets)],
    'also-bought': [customers.train, newPurchases(customers)],
    'also-viewed': [sessions.train, nextViews(sessions)],
    cart: [baskets.train, missingFromBasket(baskets)],
  };
  return tunedParts.flatMap((part) => {
    const [log, questions] = asked[part];
    const from = part === 'cart' ? start.cart : start.relations[part];
    if (!from || questions.length < 2 * fewestQuestions) return [];
    return [new PartSearch(part, new PartJudge(part, log, questions, eligibility), from)];
  });
};

/** A search that its caller steps through. */
export class ParameterTuner {
  readonly #start: TrainingParameters;
  readonly #searches: readonly PartSearch[];
  readonly #random: () => number;
  #turn = 0;

  constructor(tuning: Tuning) {
    this.#start = tuning.start;
    this.#searches = partSearches(tuning);
    this.#random = randomFrom(tuning.seed);
  }

  /** Spends one trial; the parts take turns. @returns false when nothing is left to try. */
  step(): boolean {
    for (let missed = 0; missed < this.#searches.length; missed += 1) {
      const search = this.#searches[this.#turn % this.#searches.length]!;
      this.#turn += 1;
      if (search.step(this.#random)) return true;
    }
    return false;
  }

  /** What the trials so far have confirmed. */
  result(): TuningResult {
    const results = this.#searches.map((search) => search.result());
    let { relations, cart } = this.#start;
    for (const { parameters, report } of results) {
      if (report.part === 'cart') cart = parameters as LocalRidgeParameters;
      else relations = { ...relations, [report.part]: parameters };
    }
    return {
      parameters: { ...this.#start, relations, ...(cart && { cart }) },
      parts: results.map(({ report }) => report),
    };
  }
}

/** Spends all the trials at once. */
export const tuneParameters = (tuning: Tuning, trials: number): TuningResult => {
  const tuner = new ParameterTuner(tuning);
  for (let trial = 0; trial < trials && tuner.step(); trial += 1);
  return tuner.result();
};
