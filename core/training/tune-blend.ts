/**
 * Learns a store's corrections of the blend (core/ranking/learned) on its own newest past, kind by kind of list, and keeps
 * those that answer questions they never saw better than the blend alone, beyond chance.
 *
 * The questions take turns of `turn`: two teach, the third judges. A kind's weights are kept when hit + reciprocal rank at
 * 20 of the judging questions rises in a paired z-test, one-sided at 2.5 %; what ships is then learned from all of them.
 * With fewer than `fewestQuestions` the blend stays as it is. Pure and deterministic.
 */
import { type AskedList, fewer, type HeldOutLists } from '#core/evaluation/held-out-lists';
import { requestOf, type ServedModel } from '#core/evaluation/list-question';
import type { Candidate } from '#core/ranking/candidate';
import { candidateTiers } from '#core/ranking/candidate-tiers';
import { signalSource } from '#core/ranking/learned/apply-learned-blend';
import { fitWeights, type LabelledList } from '#core/ranking/learned/fit-weights';
import {
  corrections,
  type InputWeights,
  type LearnedBlend,
  type ListKind,
  listKinds,
  mostReranked,
} from '#core/ranking/learned/learned-blend';
import { measureInputs } from '#core/ranking/learned/signals';
import { isBetterBeyondChance, meanOf } from '#core/training/tune-significance';

/** Fewer questions than this teach chance. */
export const fewestQuestions = 200;

/** More add time, not certainty. */
const mostQuestions = 4_500;

/** Two turns teach, the third judges, so that both see all of the held-out time. */
const turn = 30;

/** Length of the judged lists. */
const judged = 20;

export interface BlendReport {
  readonly kind: ListKind;
  readonly questions: number;
  /** Mean of hit + reciprocal rank on the judging questions, 0 … 2. */
  readonly before: number;
  readonly after: number;
  readonly accepted: boolean;
}

export interface TunedBlend {
  readonly learned: LearnedBlend;
  /** A kind without enough questions is absent. */
  readonly reports: readonly BlendReport[];
}

const isJudging = (question: number): boolean => Math.floor(question / turn) % 3 === 2;

/** The currency of no price: no card is read. */
const asking = { currency: '', limit: judged };

const labelled = (model: ServedModel, { question, wanted }: AskedList): LabelledList => {
  const request = requestOf(model, question, asking);
  const known = new Set([request.sourceProductId, ...request.inCart]);
  const [tier = []] = candidateTiers(request).related;
  const open = tier.filter(({ productId }: Candidate) => !known.has(productId)).slice(0, mostReranked);
  const ids = open.map(({ productId }) => productId);
  return {
    logScores: Float64Array.from(open, ({ score }) => Math.log(score)),
    inputs: measureInputs(signalSource(request, question.kind), ids),
    isRight: Uint8Array.from(ids, (id) => (wanted.has(id) ? 1 : 0)),
  };
};

/** Hit + reciprocal rank of the first right candidate. */
const worthOf = ({ logScores, inputs, isRight }: LabelledList, weights: InputWeights): number => {
  const scores = corrections(weights, inputs).map((correction, slot) => correction + logScores[slot]!);
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const rank = order.slice(0, judged).findIndex((slot) => isRight[slot] === 1);
  return rank < 0 ? 0 : 1 + 1 / (rank + 1);
};

const tuneKind = (model: ServedModel, kind: ListKind, asked: readonly AskedList[]) => {
  const lists = asked.map((one) => labelled(model, one));
  const judging = lists.filter((_, question) => isJudging(question));
  const found = fitWeights(lists.filter((_, question) => !isJudging(question)));
  const before = Float64Array.from(judging, (list) => worthOf(list, {}));
  const after = Float64Array.from(judging, (list) => worthOf(list, found));
  const accepted = isBetterBeyondChance(before, after);
  const report = { kind, questions: lists.length, before: meanOf(before), after: meanOf(after), accepted };
  return { report, weights: accepted ? fitWeights(lists) : undefined };
};

/** @param model trained on what is older than the questions. */
export const tuneBlend = (model: ServedModel, asked: HeldOutLists['asked']): TunedBlend => {
  const tuned = listKinds
    .filter((kind) => asked[kind].length >= fewestQuestions)
    .map((kind) => ({ kind, ...tuneKind(model, kind, fewer(asked[kind], mostQuestions)) }));
  return {
    learned: Object.fromEntries(tuned.flatMap(({ kind, weights }) => (weights ? [[kind, weights]] : []))),
    reports: tuned.map(({ report }) => report),
  };
};
