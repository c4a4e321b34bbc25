/**
 * How well each relation answers what really happened next, measured on the newest part of its own log:
 * - bought-together: one product of a held-out basket → the rest of that basket;
 * - also-bought: each product that a customer had before → what the customer bought anew after the cut;
 * - also-viewed: a view → the next different view of that session;
 * - similar: as also-viewed, or as bought-together in a store without sessions.
 * Trained by the same code as the model itself, on the older part only.
 */
import type { Product } from '#core/catalog/product';
import { type Interval, wilsonInterval } from '#core/evaluation/confidence-interval';
import { coverage } from '#core/evaluation/coverage';
import { hitRate } from '#core/evaluation/hit-rate';
import { meanReciprocalRank } from '#core/evaluation/mean-reciprocal-rank';
import { ndcg } from '#core/evaluation/ndcg';
import { novelty } from '#core/evaluation/novelty';
import { popularityBias } from '#core/evaluation/popularity-bias';
import { newPurchases, nextViews, type Question, restOfBasket } from '#core/evaluation/questions';
import type { RankedQuery } from '#core/evaluation/ranked-query';
import { recall } from '#core/evaluation/recall';
import { splitInTime } from '#core/evaluation/temporal-split';
import { type Relation, relations } from '#core/recommend/relation';
import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';
import { invertLog } from '#core/similarity/postings';
import type { TrainingParameters } from '#core/training/parameters';
import { logOf, type TrainedRelation, trainRelation } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

export interface RelationMetrics {
  readonly queries: number;
  readonly hitRate: number;
  readonly mrr: number;
  readonly recall: number;
  /** At 10. */
  readonly ndcg: number;
  readonly coverage: number;
  /** 95 % interval of the hit rate; absent in reports of older models, as are the figures below. */
  readonly hitRateInterval?: Interval;
  /** Bits. */
  readonly novelty?: number;
  /** 1: as popular as what shoppers take. */
  readonly popularityBias?: number;
}

export interface EvaluationReport {
  readonly k: number;
  readonly holdoutShare: number;
  /** A relation without a single question is absent. */
  readonly relations: Partial<Readonly<Record<Relation, RelationMetrics>>>;
}

export interface Evaluation {
  readonly data: TrainingData;
  readonly catalog: Iterable<Product>;
  readonly parameters: TrainingParameters;
  /** Share of each log's newest groups that ask, 0 … 1. */
  readonly holdoutShare?: number;
  /** Length of the judged lists. */
  readonly k?: number;
}

/** Every question is about one product. */
const answer = (trained: TrainedRelation, { known, wanted }: Question): RankedQuery => ({
  ranked: trained.candidates.subarray(trained.offsets[known[0]!]!, trained.offsets[known[0]! + 1]!),
  wanted,
});

const measure = (queries: readonly RankedQuery[], k: number, catalogSize: number, log: GroupedLog): RelationMetrics => {
  const hits = hitRate(queries, k);
  const { support } = invertLog(log);
  return {
    queries: queries.length,
    hitRate: hits,
    mrr: meanReciprocalRank(queries, k),
    recall: recall(queries, k),
    ndcg: ndcg(queries, 10),
    coverage: coverage(queries, k, catalogSize),
    hitRateInterval: wilsonInterval(hits, queries.length),
    novelty: novelty(queries, k, support, groupCount(log)),
    popularityBias: popularityBias(queries, k, support),
  };
};

/** The log whose popularity the lists of a relation are held against. */
const askedLog = (relation: Relation, data: TrainingData): GroupedLog => {
  if (relation !== 'similar') return logOf(relation, data);
  return groupCount(data.sessions) > 0 ? data.sessions : data.baskets;
};

/** Trains on the older part of each log and asks about the newer. Deterministic. */
export const evaluateModel = (evaluation: Evaluation): EvaluationReport => {
  const { data, parameters, holdoutShare = 0.1, k = 20 } = evaluation;
  const catalog = [...evaluation.catalog];
  const activeCount = catalog.filter(({ status }) => status === 'active').length;
  const baskets = splitInTime(data.baskets, holdoutShare);
  const customers = splitInTime(data.customers, holdoutShare);
  const sessions = splitInTime(data.sessions, holdoutShare);
  const older = { ...data, baskets: baskets.train, customers: customers.train, sessions: sessions.train };
  const viewQuestions = nextViews(sessions);
  const questions: Record<Relation, Question[]> = {
    'bought-together': restOfBasket(baskets),
    'also-bought': newPurchases(customers),
    'also-viewed': viewQuestions,
    similar: viewQuestions.length > 0 ? viewQuestions : restOfBasket(baskets),
  };
  const metrics: Partial<Record<Relation, RelationMetrics>> = {};
  for (const relation of relations) {
    if (questions[relation].length === 0) continue;
    const trained = trainRelation(relation, older, catalog, parameters);
    const answers = questions[relation].map((question) => answer(trained, question));
    metrics[relation] = measure(answers, k, activeCount, askedLog(relation, older));
  }
  return { k, holdoutShare, relations: metrics };
};
