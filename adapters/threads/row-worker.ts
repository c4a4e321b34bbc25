import { parentPort } from 'node:worker_threads';
import { type RowAnswer, type RowTask, takeBlocks } from './row-task.ts';

/** A thread that trains blocks of rows as long as there are any, one job after the other. */
parentPort?.on('message', (task: RowTask) => {
  const answer = (message: RowAnswer, transferred: ArrayBuffer[] = []): void =>
    parentPort?.postMessage(message, transferred);
  takeBlocks(task, (block, lists) => {
    const { offsets, items, scores, counts, fewPeople } = lists;
    const buffers = [offsets, items, scores, counts, fewPeople].map(({ buffer }) => buffer as ArrayBuffer);
    answer({ block, lists }, buffers);
  });
  answer({ done: true });
});
