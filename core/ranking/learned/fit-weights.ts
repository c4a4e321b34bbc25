/**
 * Learns the weights of a log-linear correction from lists of which some candidates turned out right.
 *
 *   p(b) = blend(b)^w₀ · e^(w · x(b)) / Σ …          loss = − mean ln Σ_right p(b) + ½ λ/n · Σ (σ_j·w_j)² + (w₀ − 1)²
 *
 * The likelihood that *any* right answer leads the list, since the first hit is what a shopper notices; pulled towards
 * the blend itself (w = 0, w₀ = 1) as if `priorQuestions` more lists had been answered by it, so little data changes
 * little. Minimised by full-batch Adam (Kingma & Ba 2015) with a falling step: deterministic.
 * O(iterations · candidates · inputs). Lists without a right candidate say nothing; without any list there are no weights.
 */
import type { InputWeights } from '#core/ranking/learned/learned-blend';
import { inputNames } from '#core/ranking/learned/signals';

/** One list's candidates, best of the blend first. */
export interface LabelledList {
  /** ln of each candidate's blended score. */
  readonly logScores: Float64Array;
  /** As `measureInputs` gives them. */
  readonly inputs: Float64Array;
  /** 1 where the candidate was right. */
  readonly isRight: Uint8Array;
}

const iterations = 60;
const firstStep = 0.05;
const lastStepShare = 0.1;

/** λ: lists' worth of trust in the blend. */
const priorQuestions = 600;

/** The least that the blend's own score keeps to say. */
const leastBlendExponent = 0.25;

/** Weights whose effect over an input's whole spread is below this are left out. */
const leastEffect = 0.002;

const decimals = 10_000;

/** Candidates that teach: the first ones, the right ones, and every third of the rest. */
const teaches = (isRight: number, rank: number): boolean => isRight === 1 || rank < 40 || rank % 3 === 0;

/** Lists side by side, inputs divided by their standard deviation; input 0 is the blend's logarithm. */
interface Standardised {
  readonly offsets: Int32Array;
  readonly columns: readonly Float32Array[];
  readonly isRight: Uint8Array;
  readonly deviations: Float64Array;
}

const deviationOf = (values: Float32Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return variance > 1e-8 ? Math.sqrt(variance) : 0;
};

const standardise = (lists: readonly LabelledList[]): Standardised => {
  const width = inputNames.length;
  const taught = lists.map(({ isRight }) => Array.from(isRight.keys()).filter((rank) => teaches(isRight[rank]!, rank)));
  const offsets = new Int32Array(lists.length + 1);
  taught.forEach((ranks, list) => {
    offsets[list + 1] = offsets[list]! + ranks.length;
  });
  const columns = Array.from({ length: width + 1 }, () => new Float32Array(offsets[lists.length]!));
  const isRight = new Uint8Array(offsets[lists.length]!);
  lists.forEach((one, list) => {
    taught[list]!.forEach((rank, at) => {
      const slot = offsets[list]! + at;
      isRight[slot] = one.isRight[rank]!;
      columns[0]![slot] = one.logScores[rank]!;
      for (let input = 0; input < width; input += 1) columns[input + 1]![slot] = one.inputs[rank * width + input]!;
    });
  });
  const deviations = Float64Array.from(columns, deviationOf);
  columns.forEach((column, input) => {
    for (let slot = 0; slot < column.length; slot += 1) column[slot]! /= deviations[input]! || 1;
  });
  return { offsets, columns, isRight, deviations };
};

/** Σ over the used inputs of weight · input, per candidate. */
const scoreAll = ({ columns, isRight }: Standardised, used: readonly number[], weights: Float64Array): Float64Array => {
  const scores = new Float64Array(isRight.length);
  for (const input of used) {
    const weight = weights[input]!;
    const column = columns[input]!;
    if (weight !== 0) for (let slot = 0; slot < scores.length; slot += 1) scores[slot]! += weight * column[slot]!;
  }
  return scores;
};

/** Turns the scores into d loss / d score, list by list. */
const toResiduals = ({ offsets, isRight }: Standardised, scores: Float64Array): void => {
  for (let list = 0; list + 1 < offsets.length; list += 1) {
    const [from, to] = [offsets[list]!, offsets[list + 1]!];
    let highest = Number.NEGATIVE_INFINITY;
    for (let slot = from; slot < to; slot += 1) highest = Math.max(highest, scores[slot]!);
    let all = 0;
    let right = Number.MIN_VALUE;
    for (let slot = from; slot < to; slot += 1) {
      scores[slot] = Math.exp(scores[slot]! - highest);
      all += scores[slot]!;
      if (isRight[slot] === 1) right += scores[slot]!;
    }
    for (let slot = from; slot < to; slot += 1) {
      scores[slot] = scores[slot]! / all - (isRight[slot] === 1 ? scores[slot]! / right : 0);
    }
  }
};

const minimise = (data: Standardised, used: readonly number[], start: Float64Array): Float64Array => {
  const lists = data.offsets.length - 1;
  const weights = start.slice();
  const first = new Float64Array(start.length);
  const second = new Float64Array(start.length);
  for (let round = 1; round <= iterations; round += 1) {
    const residuals = scoreAll(data, used, weights);
    toResiduals(data, residuals);
    const step = firstStep * (1 - (1 - lastStepShare) * (round / iterations));
    for (const input of used) {
      const column = data.columns[input]!;
      let slope = 0;
      for (let slot = 0; slot < column.length; slot += 1) slope += residuals[slot]! * column[slot]!;
      const gradient = (slope + priorQuestions * (weights[input]! - start[input]!)) / lists;
      first[input] = 0.9 * first[input]! + 0.1 * gradient;
      second[input] = 0.99 * second[input]! + 0.01 * gradient * gradient;
      const mean = first[input]! / (1 - 0.9 ** round);
      weights[input]! -= (step * mean) / (Math.sqrt(second[input]! / (1 - 0.99 ** round)) + 1e-8);
    }
  }
  return weights;
};

/** @returns weights of the correction, where the blend itself has the exponent 1. */
export const fitWeights = (lists: readonly LabelledList[]): InputWeights => {
  const telling = lists.filter(({ isRight }) => isRight.includes(1));
  if (telling.length === 0) return {};
  const data = standardise(telling);
  const used = Array.from(data.deviations.keys()).filter((input) => data.deviations[input]! > 0);
  const start = new Float64Array(data.columns.length);
  start[0] = data.deviations[0]!;
  const weights = minimise(data, used, start);
  const exponent = data.deviations[0]! > 0 ? Math.max(leastBlendExponent, weights[0]! / data.deviations[0]!) : 1;
  const learned = used.flatMap((input): [string, number][] => {
    if (input === 0 || Math.abs(weights[input]!) < leastEffect) return [];
    const weight = weights[input]! / data.deviations[input]! / exponent;
    return [[inputNames[input - 1]!, Math.round(weight * decimals) / decimals]];
  });
  return Object.fromEntries(learned);
};
