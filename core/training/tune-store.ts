/**
 * Self-tuning of one store: training parameters first, then the corrections of the blend on top of them, both on what the
 * store's shoppers did newest and both only where it holds on questions that no choice was made by.
 */
import type { Product } from '#core/catalog/product';
import { type HeldOutLists, holdOutLists } from '#core/evaluation/held-out-lists';
import { type LearnedBlend, listKinds } from '#core/ranking/learned/learned-blend';
import type { TrainingParameters } from '#core/training/parameters';
import type { TrainingData } from '#core/training/training-data';
import { type BlendReport, fewestQuestions, tuneBlend } from '#core/training/tune-blend';
import { type ParameterReport, ParameterTuner } from '#core/training/tune-parameters';

export interface StoreTuning {
  readonly data: TrainingData;
  readonly catalog: readonly Product[];
  /** Where the search starts: the defaults, or what the last run ended with. */
  readonly start: TrainingParameters;
  /** Any integer; equal seeds give equal results. */
  readonly seed: number;
  /** Share of each log's newest groups that ask, 0 … 1. */
  readonly holdoutShare?: number;
}

export interface TunedStore {
  readonly parameters: TrainingParameters;
  readonly learned: LearnedBlend;
  readonly report: TuningReport;
}

export interface TuningReport {
  /** Absent: too few questions. */
  readonly parameters?: ParameterReport;
  readonly blend: readonly BlendReport[];
}

/** Steps are trials of training parameters; the blend is learned when the result is asked for. */
export class StoreTuner {
  readonly #start: TrainingParameters;
  readonly #asked: HeldOutLists['asked'];
  readonly #parameters: ParameterTuner | undefined;

  constructor({ data, catalog, start, seed, holdoutShare = 0.1 }: StoreTuning) {
    const { older, asked } = holdOutLists(data, holdoutShare);
    const isTelling = listKinds.some((kind) => asked[kind].length >= fewestQuestions);
    this.#start = start;
    this.#asked = asked;
    this.#parameters = isTelling
      ? new ParameterTuner({ data: older, catalog, parameters: start, asked, seed })
      : undefined;
  }

  /** Spends one trial. @returns false when nothing is left to try. */
  step(): boolean {
    return this.#parameters?.step() ?? false;
  }

  result(): TunedStore {
    if (!this.#parameters) return { parameters: this.#start, learned: {}, report: { blend: [] } };
    const { parameters, model, report } = this.#parameters.result();
    const { learned, reports } = tuneBlend(model, this.#asked);
    return { parameters, learned, report: { parameters: report, blend: reports } };
  }
}

/** How much a run may spend. */
export interface TuningBudget {
  readonly trials: number;
  readonly milliseconds: number;
}

/** What a night spends; the search goes on where the last one ended. */
export const nightlyBudget: TuningBudget = { trials: 12, milliseconds: 20_000 };

/**
 * Steps until trials or time are used up.
 * @param elapsedMs milliseconds since the run's tuning began, from the caller's clock.
 */
export const tuneStore = (
  tuning: StoreTuning,
  { trials, milliseconds }: TuningBudget,
  elapsedMs: () => number,
): TunedStore => {
  const tuner = new StoreTuner(tuning);
  for (let trial = 0; trial < trials && elapsedMs() < milliseconds && tuner.step(); trial += 1);
  return tuner.result();
};
