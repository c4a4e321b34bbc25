/**
 * Searches a store's training parameters on its own newest past: what happened before a point in time trains, what
 * happened after asks (core/evaluation/held-out-lists).
 *
 * Hill climbing from the given parameters: each trial moves one knob of one part to a near value, trains that part alone
 * and answers the search questions with the *blended lists that would be served*; a move stays when they are answered
 * better (hit + reciprocal rank at 20). In the end the winner replaces the start only when it also answers the other half
 * of the questions better beyond chance. With too few questions everything stays as it is.
 *
 * Pure and deterministic: the seed is given, trials are counted, and no clock is read; a caller with a time budget stops
 * stepping when it is used up. A trial costs one training of one part on the older data, its rows, and the lists.
 */

import { isBetterBeyondChance, meanOf } from '#core/evaluation/beyond-chance';
import { type AskedList, fewer, type HeldOutLists } from '#core/evaluation/held-out-lists';
import { type ServedModel, servedIds } from '#core/evaluation/list-question';
import {
  heldOutCurrency,
  joinServedModel,
  type ServedModelTraining,
  trainAllRelations,
} from '#core/evaluation/train-served-model';
import { mulberry32 } from '#core/random/mulberry32';
import { listKinds } from '#core/ranking/learned/learned-blend';
import type { TrainingParameters } from '#core/training/parameters';
import { type TrainedRelation, trainRelation } from '#core/training/train-relation';
import { fewestQuestions } from '#core/training/tune-blend';
import { changedKnobs, type Move, moved, movesOf, type TunedPart, tunedParts } from '#core/training/tune-knobs';

/** Of each kind; more add time, not certainty. */
const mostQuestions = 800;

/** Length of the judged lists. */
const judged = 20;

/** Search and confirmation take turns over runs of questions this long, so that both see all of the held-out time. */
const turn = 30;

export interface ParameterTuning extends ServedModelTraining {
  /** Newer than the data. */
  readonly asked: HeldOutLists['asked'];
  /** Any integer; equal seeds give equal results. */
  readonly seed: number;
}

export interface ParameterReport {
  readonly questions: number;
  readonly trials: number;
  /** Mean of hit + reciprocal rank on the confirming questions, 0 … 2. */
  readonly before: number;
  readonly after: number;
  readonly accepted: boolean;
  /** `part.knob` → value, of what the search found best; kept only when accepted. */
  readonly changed: Readonly<Record<string, number>>;
}

const isConfirming = (_: unknown, question: number): boolean => Math.floor(question / turn) % 2 === 1;
const isSearching = (worth: unknown, question: number): boolean => !isConfirming(worth, question);

const worthOf = (model: ServedModel, { question, wanted }: AskedList): number => {
  const ids = servedIds(model, question, { currency: heldOutCurrency, limit: judged });
  const rank = ids.findIndex((id) => wanted.has(id));
  return rank < 0 ? 0 : 1 + 1 / (rank + 1);
};

/** A model on trial. */
interface Trial {
  readonly parameters: TrainingParameters;
  readonly trained: readonly TrainedRelation[];
  readonly model: ServedModel;
  /** Hit + reciprocal rank per question. */
  readonly worths: Float64Array;
}

/** Parts whose log has anything to train from. */
const trainableParts = ({ data, parameters }: ParameterTuning): TunedPart[] => {
  const { baskets, customers, sessions } = data;
  const logs = { 'bought-together': baskets, 'also-bought': customers, 'also-viewed': sessions, cart: baskets };
  return tunedParts.filter((part) => logs[part].items.length > 0 && movesOf(parameters, part).length > 0);
};

/** A search that its caller steps through. */
export class ParameterTuner {
  readonly #tuning: ParameterTuning;
  readonly #questions: readonly AskedList[];
  readonly #parts: readonly TunedPart[];
  readonly #random: () => number;
  readonly #tried = new Set<string>();
  readonly #start: Trial;
  #best: Trial;
  #trials = 0;

  /** Trains the start on the older data. */
  constructor(tuning: ParameterTuning) {
    const { parameters, seed, asked } = tuning;
    this.#tuning = tuning;
    this.#questions = listKinds.flatMap((kind) =>
      asked[kind].length >= fewestQuestions ? fewer(asked[kind], mostQuestions) : [],
    );
    this.#parts = this.#questions.length > 0 ? trainableParts(tuning) : [];
    this.#random = mulberry32(seed);
    this.#start = this.#judge(parameters, trainAllRelations(tuning));
    this.#best = this.#start;
    this.#tried.add(JSON.stringify(parameters));
  }

  /** Spends one trial; the parts take turns. @returns false when nothing is left to try. */
  step(): boolean {
    for (let missed = 0; missed < this.#parts.length; missed += 1) {
      const move = this.#nextMove(this.#parts[(this.#trials + missed) % this.#parts.length]!);
      if (!move) continue;
      this.#try(move);
      return true;
    }
    return false;
  }

  /** What the trials so far have confirmed, and the model of those parameters on the older data. */
  result(): { parameters: TrainingParameters; model: ServedModel; report: ParameterReport } {
    const before = this.#start.worths.filter(isConfirming);
    const after = this.#best.worths.filter(isConfirming);
    const accepted = this.#best !== this.#start && isBetterBeyondChance(before, after);
    const { parameters, model } = accepted ? this.#best : this.#start;
    const report = {
      questions: this.#questions.length,
      trials: this.#trials,
      before: meanOf(before),
      after: meanOf(after),
      accepted,
      changed: changedKnobs(this.#start.parameters, this.#best.parameters),
    };
    return { parameters, model, report };
  }

  #nextMove(part: TunedPart): Move | undefined {
    const { parameters } = this.#best;
    const open = movesOf(parameters, part).filter((move) => !this.#tried.has(JSON.stringify(moved(parameters, move))));
    return open[Math.floor(this.#random() * open.length)];
  }

  #try(move: Move): void {
    const { data, catalog } = this.#tuning;
    const parameters = moved(this.#best.parameters, move);
    this.#tried.add(JSON.stringify(parameters));
    this.#trials += 1;
    const relation = move.part === 'cart' ? 'bought-together' : move.part;
    const again = trainRelation(relation, data, catalog, parameters);
    const trained = this.#best.trained.map((one) => (one.relation === relation ? again : one));
    const trial = this.#judge(parameters, trained);
    const gain = meanOf(trial.worths.filter(isSearching)) - meanOf(this.#best.worths.filter(isSearching));
    if (gain > 0) this.#best = trial;
  }

  #judge(parameters: TrainingParameters, trained: readonly TrainedRelation[]): Trial {
    const model = joinServedModel({ ...this.#tuning, parameters }, trained);
    const worths = Float64Array.from(this.#questions, (question) => worthOf(model, question));
    return { parameters, trained, model, worths };
  }
}
