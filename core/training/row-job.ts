/**
 * Training cut into jobs whose rows do not depend on each other: any thread can train any block of rows, and the blocks
 * joined in order are the same bytes however many threads there were.
 */
import { ContentRows, type ContentRowsInput } from '#core/content/content-similarity';
import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';
import { type Eligibility, type ItemKnnParameters, ItemKnnRows } from '#core/similarity/item-knn';
import { type RidgeInput, RidgeTargets } from '#core/similarity/local-ridge';
import { logLikelihoodRatio } from '#core/similarity/log-likelihood-ratio';
import { type NeighbourLists, NeighbourListsBuilder, rowCount } from '#core/similarity/neighbour-lists';
import { EvidenceCounter } from '#core/similarity/pair-evidence';
import type { Postings } from '#core/similarity/postings';
import { type SecondStep, SecondStepRows } from '#core/similarity/second-step';
import type { EvidenceFloor } from '#core/training/parameters';

interface LogJob {
  readonly log: GroupedLog;
  readonly postings: Postings;
  readonly eligibility: Eligibility;
}

/** Plain data: it can be given to another thread. */
export type RowJob =
  | (LogJob &
      (
        | { readonly kind: 'item-knn'; readonly parameters: ItemKnnParameters & EvidenceFloor }
        | { readonly kind: 'second-step'; readonly rows: NeighbourLists; readonly step: SecondStep }
      ))
  | ({ readonly kind: 'local-ridge' } & RidgeInput)
  | ({ readonly kind: 'content' } & ContentRowsInput);

export interface RowTrainer {
  /** The rows `from … to − 1`. */
  train(from: number, to: number): NeighbourLists;
}

export const rowsOf = ({ eligibility }: RowJob): number => eligibility.active.length;

/** How much there is to read: entries of the log, or terms of the catalog. */
export const sizeOf = (job: RowJob): number =>
  job.kind === 'content'
    ? Object.values(job.index).reduce((sum, { terms }) => sum + terms.length, 0)
    : job.log.items.length;

/** Drops the candidates that are too weakly evidenced, in place of guessing from chance meetings. */
const aboveFloor = (
  lists: NeighbourLists,
  firstRow: number,
  { support }: Postings,
  groups: number,
  { leastPairCount, leastLogLikelihoodRatio }: EvidenceFloor,
): NeighbourLists => {
  if (leastPairCount <= 1 && leastLogLikelihoodRatio <= 0) return lists;
  const kept = new NeighbourListsBuilder(rowCount(lists));
  for (let row = 0; row < rowCount(lists); row += 1) {
    const own = support[firstRow + row]!;
    for (let at = lists.offsets[row]!; at < lists.offsets[row + 1]!; at += 1) {
      const [item, both] = [lists.items[at]!, lists.counts[at]!];
      const ratio = leastLogLikelihoodRatio > 0 ? logLikelihoodRatio(both, own, support[item]!, groups) : 0;
      if (both < leastPairCount || ratio < leastLogLikelihoodRatio) continue;
      kept.add(item, lists.scores[at]!, both, lists.fewPeople[at]!);
    }
    kept.endRow();
  }
  return kept.finish();
};

const withEvidence = (lists: NeighbourLists, firstRow: number, evidence: EvidenceCounter): NeighbourLists => {
  const counts = new Int32Array(lists.items.length);
  const fewPeople = new Uint8Array(lists.items.length);
  for (let row = 0; row < rowCount(lists); row += 1) {
    const from = lists.offsets[row]!;
    const counted = evidence.count(firstRow + row, lists.items.subarray(from, lists.offsets[row + 1]!));
    counts.set(counted.counts, from);
    fewPeople.set(counted.fewPeople, from);
  }
  return { ...lists, counts, fewPeople };
};

const itemKnnTrainer = ({ log, postings, eligibility, parameters }: RowJob & { kind: 'item-knn' }): RowTrainer => {
  const rows = new ItemKnnRows(log, postings, eligibility, parameters, true);
  return { train: (from, to) => aboveFloor(rows.train(from, to), from, postings, groupCount(log), parameters) };
};

const secondStepTrainer = ({
  log,
  postings,
  eligibility,
  rows,
  step,
}: RowJob & { kind: 'second-step' }): RowTrainer => {
  const steps = new SecondStepRows(rows, eligibility, step);
  const evidence = new EvidenceCounter(log, postings);
  return { train: (from, to) => withEvidence(steps.train(from, to), from, evidence) };
};

/** Prepares the scratch memory that all blocks of one thread share. */
export const rowTrainer = (job: RowJob): RowTrainer => {
  if (job.kind === 'content') return new ContentRows(job);
  if (job.kind === 'item-knn') return itemKnnTrainer(job);
  if (job.kind === 'second-step') return secondStepTrainer(job);
  return new RidgeTargets(job, true);
};

/** Training as a sequence of jobs: yields each and is resumed with its rows. */
export type RowSteps<T> = Generator<RowJob, T, NeighbourLists>;

/** Runs all jobs in the calling thread. */
export const runInline = <T>(steps: RowSteps<T>): T => {
  let step = steps.next();
  while (!step.done) step = steps.next(rowTrainer(step.value).train(0, rowsOf(step.value)));
  return step.value;
};
