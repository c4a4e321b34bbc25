import { defaultTrainingParameters } from '#core/training/parameters';
import {
  nightlyBudget,
  type StoreTuning,
  type TunedStore,
  type TuningReport,
  tuneStore,
} from '#core/training/tune-store';
import { answer } from './answer.ts';
import { type HoldOut, holdOut } from './hold-out.ts';
import { compareLists, type Figures, measureLists, type Prediction, readPredictions } from './measure-lists.ts';
import type { EvaluateOptions, Task } from './options.ts';
import { trainPackModel } from './pack-model.ts';
import { packTrainingData } from './pack-training-data.ts';
import { aPackProduct, type PackRow, readProducts, readQuestions, readTrainingRows, readTruth } from './read-pack.ts';

/** The same for every pack. */
const tuningSeed = 1;

export interface PackEvaluation {
  readonly predictions: readonly Prediction[];
  /** Absent when the pack has no answers. */
  readonly figures?: Figures;
  /** Present with `against`. */
  readonly comparison?: ReturnType<typeof compareLists>;
  /** What self-tuning tried and changed. */
  readonly tuned: TuningReport;
  readonly tuneSeconds: number;
  readonly trainSeconds: number;
  readonly answerSeconds: number;
  /** Milliseconds per list, ascending. */
  readonly latencies: Float64Array;
}

const readRows = async (packDir: string): Promise<PackRow[]> => {
  const rows: PackRow[] = [];
  for await (const row of readTrainingRows(packDir)) rows.push(row);
  return rows;
};

const asked = async (task: Task, { packDir, validate }: EvaluateOptions): Promise<Omit<HoldOut, 'truth'>> => {
  const rows = await readRows(packDir);
  return validate ? holdOut(task, rows) : { train: rows, questions: await readQuestions(packDir, task) };
};

/** As a night does, but for the trials, which can be told. */
const tune = (tuning: StoreTuning, { untuned = false, trials }: EvaluateOptions): TunedStore => {
  if (untuned) return { parameters: tuning.start, learned: {}, report: { blend: [] } };
  const startedAt = performance.now();
  const budget = trials === undefined ? nightlyBudget : { trials, milliseconds: Number.POSITIVE_INFINITY };
  return tuneStore(tuning, budget, () => performance.now() - startedAt);
};

/** Trains, answers and, where the right answers are known, measures. They are read last. */
export const evaluatePack = async (options: EvaluateOptions): Promise<PackEvaluation> => {
  const { packDir, task, k, against } = options;
  const part = await asked(task, options);
  const described = await readProducts(packDir);
  const trainedIds = [...new Set(part.train.map(({ item }) => item))];
  const cards = new Map(trainedIds.map((id) => [id, described.get(id) ?? aPackProduct(id)]));
  const startedAt = performance.now();
  const start = defaultTrainingParameters;
  const data = packTrainingData(part.train, cards.keys(), task, start.windowDays);
  const loadedAt = performance.now();
  const { parameters, learned, report } = tune(
    { data, catalog: [...cards.values()], start, seed: tuningSeed },
    options,
  );
  const tunedAt = performance.now();
  const model = { ...(await trainPackModel(data, cards, parameters)), learned };
  const trainedAt = performance.now();
  const latencies = new Float64Array(part.questions.length);
  const predictions = part.questions.map((question, at): Prediction => {
    const askedAt = performance.now();
    const r = answer(model, task, question, k);
    latencies[at] = performance.now() - askedAt;
    return { q: question.q, r };
  });
  const answeredAt = performance.now();
  const truth = options.validate ? (part as HoldOut).truth : await readTruth(packDir, task);
  return {
    predictions,
    ...(truth && { figures: measureLists({ predictions, truth, k, data, cards }) }),
    ...(truth &&
      against !== undefined && { comparison: compareLists(readPredictions(against), predictions, truth, k) }),
    tuned: report,
    tuneSeconds: (tunedAt - loadedAt) / 1000,
    trainSeconds: (trainedAt - tunedAt + loadedAt - startedAt) / 1000,
    answerSeconds: (answeredAt - trainedAt) / 1000,
    latencies: latencies.sort(),
  };
};
