import type { NeighbourLists } from '#core/similarity/neighbour-lists';
import { type RowJob, rowsOf, rowTrainer } from '#core/training/row-job';

/** What a worker thread is given; it takes the next block from the counter until none is left. */
export interface RowTask {
  readonly job: RowJob;
  readonly blockRows: number;
  readonly nextBlock: Int32Array;
}

export type RowAnswer = { readonly block: number; readonly lists: NeighbourLists } | { readonly done: true };

/** Trains the blocks that nobody has taken yet. */
export const takeBlocks = (
  { job, blockRows, nextBlock }: RowTask,
  give: (block: number, lists: NeighbourLists) => void,
): void => {
  const rows = rowsOf(job);
  const blocks = Math.ceil(rows / blockRows);
  const next = (): number => Atomics.add(nextBlock, 0, 1);
  let block = next();
  if (block >= blocks) return;
  const trainer = rowTrainer(job);
  for (; block < blocks; block = next()) {
    give(block, trainer.train(block * blockRows, Math.min(rows, (block + 1) * blockRows)));
  }
};
