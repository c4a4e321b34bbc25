/**
 * A store's own correction of the blend, learned nightly from what its shoppers did next.
 *
 *   score(b) = blend(b) · e^(w · x(b))                 x: core/ranking/learned/signals, w: weights of the list's kind
 *
 * A log-linear model on top of the formula: with no weights it *is* the formula, the merchant's weights and the origins of
 * a score keep their proportions, and what it learned can be read off. The first `mostReranked` candidates are judged
 * again, the rest follow in their order. The best score of a list stays what it was. O(candidates · inputs).
 */
import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { inputNames, measureInputs, type SignalSource } from '#core/ranking/learned/signals';

/** What a list is asked from. */
export const listKinds = ['page', 'session', 'cart', 'next-purchase'] as const;
export type ListKind = (typeof listKinds)[number];

/** Weight per input; an absent one is 0. */
export type InputWeights = Readonly<Record<string, number>>;

/** Weights by kind of list; a kind without any is answered by the blend alone. */
export type LearnedBlend = Partial<Readonly<Record<ListKind, InputWeights>>>;

/** Candidates of a list that are judged again. */
export const mostReranked = 150;

/** The factor's exponent per candidate. */
export const corrections = (weights: InputWeights, inputs: Float64Array): Float64Array => {
  const width = inputNames.length;
  const used = Int32Array.from(inputNames.keys()).filter((index) => weights[inputNames[index]!]);
  const factors = Float64Array.from(used, (index) => weights[inputNames[index]!]!);
  const exponents = new Float64Array(inputs.length / width);
  for (let slot = 0; slot < exponents.length; slot += 1) {
    let sum = 0;
    for (let at = 0; at < used.length; at += 1) sum += factors[at]! * inputs[slot * width + used[at]!]!;
    exponents[slot] = sum;
  }
  return exponents;
};

/** A thousand candidates of a long visit pass through here: no intermediate lists. */
const scaled = (candidate: Candidate, factor: number): Candidate => {
  if (factor === 1) return candidate;
  // A copy keeps its shape, which is quicker than one that grows part by part.
  const breakdown: Partial<Record<keyof Candidate['breakdown'], number>> = { ...candidate.breakdown };
  for (const part in breakdown) breakdown[part as keyof typeof breakdown]! *= factor;
  return { ...candidate, score: candidate.score * factor, breakdown };
};

/** @param candidates the blend's, best first, without what the list cannot show. @returns them in their corrected order. */
export const correctBlend = (
  candidates: readonly Candidate[],
  weights: InputWeights,
  source: SignalSource,
): Candidate[] => {
  const judged = candidates.slice(0, mostReranked);
  const best = judged[0]?.score ?? 0;
  if (best <= 0) return [...candidates];
  const ids = judged.map(({ productId }) => productId);
  const exponents = corrections(weights, measureInputs(source, ids));
  const logs = exponents.map((exponent, slot) => exponent + Math.log(judged[slot]!.score / best));
  const highest = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const corrected = judged
    .map((candidate, slot) => scaled(candidate, (best * Math.exp(logs[slot]! - highest)) / candidate.score))
    .sort(compareCandidates);
  const rest = candidates.slice(mostReranked);
  const fall = corrected.at(-1)!.score / judged.at(-1)!.score;
  return [...corrected, ...rest.map((candidate) => scaled(candidate, Math.min(1, fall)))];
};
