/**
 * Learns a store's corrections of the blend (core/ranking/learned) on its own newest past, kind by kind of list, and keeps
 * those that answer questions they never saw better than the blend alone, beyond chance.
 *
 * Forward in time, as they will serve: the second third of the questions is answered with what the first taught, the last
 * third with what the first two taught. A kind's weights are kept when hit + reciprocal rank at 20 of those answers rises in
 * a paired z-test, one-sided at 2.5 % over the four kinds together; what ships is then learned from all questions (Hyndman & Athanasopoulos,
 * Forecasting, 5.10, on rolling origins). Folds that share the same days promised gains that the days after did not keep.
 * With fewer than `fewestQuestions` the blend stays as it is. Pure and deterministic.
 */

import { isBetterBeyondChance, meanOf, oneOfFourDeviations } from '#core/evaluation/beyond-chance';
import { type AskedList, fewer, type HeldOutLists } from '#core/evaluation/held-out-lists';
import { requestOf, type ServedModel, servedIds } from '#core/evaluation/list-question';
import { heldOutCurrency } from '#core/evaluation/train-served-model';
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

/** Fewer questions than this teach chance. */
export const fewestQuestions = 200;

/** More add time, not certainty. */
const mostQuestions: Readonly<Record<ListKind, number>> = {
  /** Their lists are varied, and making them as served takes the longest. */
  page: 2_000,
  session: 5_000,
  cart: 5_000,
  'next-purchase': 5_000,
};

/** The first third only teaches. */
const folds = 3;

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

const foldOf = (question: number, questions: number): number => Math.floor((folds * question) / questions);

const asking = { currency: heldOutCurrency, limit: judged };

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

const worthOfRank = (rank: number): number => (rank < 0 || rank >= judged ? 0 : 1 + 1 / (rank + 1));

/** Hit + reciprocal rank of the first right candidate of a list that is served in the order of its scores. */
const worthInOrder = ({ logScores, inputs, isRight }: LabelledList, weights: InputWeights): number => {
  const scores = corrections(weights, inputs).map((correction, slot) => correction + logScores[slot]!);
  const best = isRight.reduce((most, right, slot) => (right ? Math.max(most, scores[slot]!) : most), -Infinity);
  return best === -Infinity ? 0 : worthOfRank(scores.filter((score) => score > best).length);
};

/** The same for a list that variety reorders. */
const worthAsServed = (model: ServedModel, { question, wanted }: AskedList, weights: InputWeights): number => {
  const ids = servedIds({ ...model, learned: { [question.kind]: weights } }, question, asking);
  return worthOfRank(ids.findIndex((id) => wanted.has(id)));
};

const tuneKind = (model: ServedModel, kind: ListKind, asked: readonly AskedList[]) => {
  const lists = asked.map((one) => labelled(model, one));
  const taught = Array.from({ length: folds }, (_, fold) =>
    fitWeights(lists.filter((_list, question) => foldOf(question, lists.length) < fold)),
  );
  const firstJudging = asked.findIndex((_, question) => foldOf(question, asked.length) > 0);
  const worths = (weightsOf: (question: number) => InputWeights): Float64Array =>
    Float64Array.from(asked.slice(firstJudging), (one, at) => {
      const weights = weightsOf(firstJudging + at);
      return kind === 'page' ? worthAsServed(model, one, weights) : worthInOrder(lists[firstJudging + at]!, weights);
    });
  const before = worths(() => ({}));
  const after = worths((question) => taught[foldOf(question, asked.length)]!);
  const accepted = isBetterBeyondChance(before, after, oneOfFourDeviations);
  const report = { kind, questions: asked.length, before: meanOf(before), after: meanOf(after), accepted };
  return { report, weights: accepted ? fitWeights(lists) : undefined };
};

/** @param model trained on what is older than the questions. */
export const tuneBlend = (model: ServedModel, asked: HeldOutLists['asked']): TunedBlend => {
  const tuned = listKinds
    .filter((kind) => asked[kind].length >= fewestQuestions)
    .map((kind) => ({ kind, ...tuneKind(model, kind, fewer(asked[kind], mostQuestions[kind])) }));
  return {
    learned: Object.fromEntries(tuned.flatMap(({ kind, weights }) => (weights ? [[kind, weights]] : []))),
    reports: tuned.map(({ report }) => report),
  };
};
