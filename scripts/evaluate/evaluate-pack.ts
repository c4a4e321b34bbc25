import { coverage } from '#core/evaluation/coverage';
import { hitRate } from '#core/evaluation/hit-rate';
import { meanReciprocalRank } from '#core/evaluation/mean-reciprocal-rank';
import { ndcg } from '#core/evaluation/ndcg';
import type { RankedQuery } from '#core/evaluation/ranked-query';
import { recall } from '#core/evaluation/recall';
import { defaultTrainingParameters } from '#core/training/parameters';
import { type PartReport, tuneParameters } from '#core/training/tune-parameters';
import { answer } from './answer.ts';
import { type HoldOut, holdOut } from './hold-out.ts';
import type { EvaluateOptions, Task } from './options.ts';
import { trainPackModel } from './pack-model.ts';
import { packTrainingData } from './pack-training-data.ts';
import {
  aPackProduct,
  type PackRow,
  type Question,
  readProducts,
  readQuestions,
  readTrainingRows,
  readTruth,
  type Truth,
} from './read-pack.ts';

/** The same for every pack. */
const tuningSeed = 1;

export interface Figures {
  readonly queries: number;
  readonly hitRate: number;
  readonly mrr: number;
  readonly recall: number;
  /** At 10. */
  readonly ndcg: number;
  readonly coverage: number;
}

export interface Prediction {
  readonly q: Question['q'];
  readonly r: readonly string[];
}

export interface PackEvaluation {
  readonly predictions: readonly Prediction[];
  /** Absent when the pack has no answers. */
  readonly figures?: Figures;
  /** What self-tuning tried and changed. */
  readonly tuned: readonly PartReport[];
  readonly tuneSeconds: number;
  readonly trainSeconds: number;
  readonly answerSeconds: number;
}

/** Packs number their items; lists of the model hold texts. */
const measure = (predictions: readonly Prediction[], truth: Truth, k: number, catalog: readonly string[]): Figures => {
  const numberOf = new Map(catalog.map((id, item) => [id, item]));
  const number = (id: string): number => {
    const known = numberOf.get(id) ?? numberOf.size;
    numberOf.set(id, known);
    return known;
  };
  const given = new Map(predictions.map(({ q, r }) => [q, r]));
  const queries = Array.from(
    truth,
    ([q, wanted]): RankedQuery => ({
      ranked: (given.get(q) ?? []).map(number),
      wanted: new Set([...wanted].map(number)),
    }),
  );
  return {
    queries: queries.length,
    hitRate: hitRate(queries, k),
    mrr: meanReciprocalRank(queries, k),
    recall: recall(queries, k),
    ndcg: ndcg(queries, 10),
    coverage: coverage(queries, k, catalog.length),
  };
};

const readRows = async (packDir: string): Promise<PackRow[]> => {
  const rows: PackRow[] = [];
  for await (const row of readTrainingRows(packDir)) rows.push(row);
  return rows;
};

const asked = async (task: Task, { packDir, validate }: EvaluateOptions): Promise<Omit<HoldOut, 'truth'>> => {
  const rows = await readRows(packDir);
  return validate ? holdOut(task, rows) : { train: rows, questions: await readQuestions(packDir, task) };
};

/** Trains, answers and, where the right answers are known, measures. They are read last. */
export const evaluatePack = async (options: EvaluateOptions): Promise<PackEvaluation> => {
  const { packDir, task, k, trials } = options;
  const part = await asked(task, options);
  const described = await readProducts(packDir);
  const trainedIds = [...new Set(part.train.map(({ item }) => item))];
  const cards = new Map(trainedIds.map((id) => [id, described.get(id) ?? aPackProduct(id)]));
  const startedAt = performance.now();
  const start = defaultTrainingParameters;
  const data = packTrainingData(part.train, cards.keys(), task, start.windowDays);
  const loadedAt = performance.now();
  const { parameters, parts } = tuneParameters({ data, catalog: cards.values(), start, seed: tuningSeed }, trials);
  const tunedAt = performance.now();
  const model = trainPackModel(data, cards, parameters);
  const trainedAt = performance.now();
  const predictions = part.questions.map((question) => ({ q: question.q, r: answer(model, task, question, k) }));
  const answeredAt = performance.now();
  const truth = options.validate ? (part as HoldOut).truth : await readTruth(packDir, task);
  return {
    predictions,
    ...(truth && { figures: measure(predictions, truth, k, trainedIds) }),
    tuned: parts,
    tuneSeconds: (tunedAt - loadedAt) / 1000,
    trainSeconds: (trainedAt - tunedAt + loadedAt - startedAt) / 1000,
    answerSeconds: (answeredAt - trainedAt) / 1000,
  };
};
