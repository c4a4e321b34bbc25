import type { GroupedLog } from '#core/similarity/grouped-log';
import { cutInteractions } from '#core/similarity/interaction-cut';
import type { Eligibility } from '#core/similarity/item-knn';
import { bestTargets, type LocalRidgeParameters } from '#core/similarity/local-ridge';
import { type NeighbourLists, rowCount } from '#core/similarity/neighbour-lists';
import { invertLog, type Postings } from '#core/similarity/postings';
import type { BehaviouralParameters } from '#core/training/parameters';
import type { RowSteps } from '#core/training/row-job';
import type { TrainedCart, TrainedLists } from '#core/training/train-relation';

/** One relation's rows before they are named. */
export interface TrainedBehaviour extends TrainedLists {
  readonly support: Int32Array;
  readonly cart?: TrainedCart;
}

/** How the lists that complete carts are trained. */
export interface CartTraining {
  readonly parameters: LocalRidgeParameters;
  /** Per product what is like it, 0 … 1. */
  readonly likes?: NeighbourLists;
}

const bestOfRow = ({ offsets, scores }: NeighbourLists, row: number): number =>
  offsets[row]! < offsets[row + 1]! ? scores[offsets[row]!]! : 0;

/** Scores are divided by the best of each row. */
export const toTrainedLists = (lists: NeighbourLists): TrainedLists => {
  const { offsets, items, counts, fewPeople } = lists;
  const scores = new Float32Array(items.length);
  for (let row = 0; row < rowCount(lists); row += 1) {
    const best = bestOfRow(lists, row);
    for (let at = offsets[row]!; at < offsets[row + 1]!; at += 1) scores[at] = lists.scores[at]! / best;
  }
  return { offsets, candidates: items, scores, pairCounts: counts, fewPeople };
};

function* trainCart(
  log: GroupedLog,
  postings: Postings,
  eligibility: Eligibility,
  { parameters, likes }: CartTraining,
): RowSteps<TrainedCart> {
  const explained = yield { kind: 'local-ridge', log, postings, eligibility, parameters, likes };
  const lists = bestTargets(explained, eligibility, parameters.neighbours);
  const bests = Float64Array.from({ length: rowCount(lists) }, (_, row) => bestOfRow(lists, row));
  const strongest = bests.reduce((most, best) => Math.max(most, best), Number.MIN_VALUE);
  return { ...toTrainedLists(lists), strengths: Float32Array.from(bests, (best) => best / strongest) };
}

/**
 * Learns one relation from its log, in jobs that the caller runs.
 * @param cart what completes a cart is learned from the same log where this is given.
 */
export function* trainBehaviour(
  wholeLog: GroupedLog,
  eligibility: Eligibility,
  parameters: BehaviouralParameters,
  cart: CartTraining | undefined,
): RowSteps<TrainedBehaviour> {
  const log = cutInteractions(wholeLog, parameters.windowSteps);
  const postings = invertLog(log);
  const met = yield { kind: 'item-knn', log, postings, eligibility, parameters };
  const { secondStep: weight = 0, neighbours } = parameters;
  const step = { weight, neighbours };
  const rows = weight > 0 ? yield { kind: 'second-step', log, postings, eligibility, rows: met, step } : met;
  return {
    ...toTrainedLists(rows),
    support: postings.support,
    ...(cart && { cart: yield* trainCart(log, postings, eligibility, cart) }),
  };
}
