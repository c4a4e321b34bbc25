import { readFileSync } from 'node:fs';
import type { Product } from '#core/catalog/product';
import { words } from '#core/content/tokenize';
import { type Comparison, compareModels } from '#core/evaluation/compare-models';
import { bootstrapInterval, type Interval, wilsonInterval } from '#core/evaluation/confidence-interval';
import { coverage } from '#core/evaluation/coverage';
import { hitRate } from '#core/evaluation/hit-rate';
import { intraListDiversity } from '#core/evaluation/intra-list-diversity';
import { meanReciprocalRank } from '#core/evaluation/mean-reciprocal-rank';
import { ndcg } from '#core/evaluation/ndcg';
import { novelty } from '#core/evaluation/novelty';
import { popularityBias } from '#core/evaluation/popularity-bias';
import type { RankedQuery } from '#core/evaluation/ranked-query';
import { recall } from '#core/evaluation/recall';
import { groupCount } from '#core/similarity/grouped-log';
import { invertLog } from '#core/similarity/postings';
import type { TrainingData } from '#core/training/training-data';
import type { Question, Truth } from './read-pack.ts';

export interface Prediction {
  readonly q: Question['q'];
  readonly r: readonly string[];
}

export interface Figures {
  readonly queries: number;
  readonly hitRate: number;
  readonly hitRateInterval: Interval;
  readonly mrr: number;
  readonly mrrInterval: Interval;
  readonly recall: number;
  /** At 10. */
  readonly ndcg: number;
  readonly coverage: number;
  /** Bits. */
  readonly novelty: number;
  /** 1: as popular as what shoppers take. */
  readonly popularityBias: number;
  /** Of the titles' words within a list; absent in a pack without titles. */
  readonly diversity?: number;
}

const seed = 1;

/** Packs name their items; metrics number them, those of the training part as the training data does. */
class Numbering {
  readonly #numberOf: Map<string, number>;

  constructor(productIds: readonly string[]) {
    this.#numberOf = new Map(productIds.map((id, item) => [id, item]));
  }

  of(id: string): number {
    const known = this.#numberOf.get(id) ?? this.#numberOf.size;
    this.#numberOf.set(id, known);
    return known;
  }
}

const queriesOf = (predictions: readonly Prediction[], truth: Truth, productIds: readonly string[]): RankedQuery[] => {
  const numbers = new Numbering(productIds);
  const given = new Map(predictions.map(({ q, r }) => [q, r]));
  return Array.from(truth, ([q, wanted]) => ({
    ranked: (given.get(q) ?? []).map((id) => numbers.of(id)),
    wanted: new Set(Array.from(wanted, (id) => numbers.of(id))),
  }));
};

/** Share of two titles' words that they have in common (Jaccard); `undefined` where no product has a title. */
const titleSimilarity = (productIds: readonly string[], cards: ReadonlyMap<string, Product>) => {
  const titles = productIds.map((id) => new Set(words(cards.get(id)?.title ?? '')));
  if (titles.every(({ size }) => size === 0)) return undefined;
  return (a: number, b: number): number => {
    const [one, other] = [titles[a] ?? [], titles[b] ?? new Set()];
    const both = [...one].filter((word) => other.has(word)).length;
    const either = [...one].length + other.size - both;
    return either === 0 ? 0 : both / either;
  };
};

export interface MeasuredLists {
  readonly predictions: readonly Prediction[];
  readonly truth: Truth;
  readonly k: number;
  /** What the model learned from. */
  readonly data: TrainingData;
  readonly cards: ReadonlyMap<string, Product>;
}

/** Figures of the lists that a model gave. */
export const measureLists = ({ predictions, truth, k, data, cards }: MeasuredLists): Figures => {
  const { productIds, baskets, sessions } = data;
  const queries = queriesOf(predictions, truth, productIds);
  const log = groupCount(baskets) > 0 ? baskets : sessions;
  const { support } = invertLog(log);
  const similarity = titleSimilarity(productIds, cards);
  const hits = hitRate(queries, k);
  const reciprocalRanks = Float64Array.from(queries, (query) => meanReciprocalRank([query], k));
  return {
    queries: queries.length,
    hitRate: hits,
    hitRateInterval: wilsonInterval(hits, queries.length),
    mrr: meanReciprocalRank(queries, k),
    mrrInterval: bootstrapInterval(reciprocalRanks, seed),
    recall: recall(queries, k),
    ndcg: ndcg(queries, 10),
    coverage: coverage(queries, k, productIds.length),
    novelty: novelty(queries, k, support, groupCount(log)),
    popularityBias: popularityBias(queries, k, support),
    ...(similarity && { diversity: intraListDiversity(queries, k, similarity) }),
  };
};

/** Two models' lists for the same questions, by hit and by reciprocal rank. */
export const compareLists = (
  first: readonly Prediction[],
  other: readonly Prediction[],
  truth: Truth,
  k: number,
): Readonly<Record<'hitRate' | 'mrr', Comparison>> => {
  const [before, after] = [queriesOf(first, truth, []), queriesOf(other, truth, [])];
  const compare = (figure: typeof hitRate): Comparison => {
    const valuesOf = (queries: readonly RankedQuery[]) => Float64Array.from(queries, (query) => figure([query], k));
    return compareModels(valuesOf(before), valuesOf(after));
  };
  return { hitRate: compare(hitRate), mrr: compare(meanReciprocalRank) };
};

/** What an earlier run wrote with --out. */
export const readPredictions = (file: string): Prediction[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { q, r } = JSON.parse(line) as { q: Question['q']; r: (string | number)[] };
      return { q, r: r.map(String) };
    });
