import { availableParallelism } from 'node:os';
import type { Trainer } from '#core/ports/trainer';
import { builtInTrainer } from '#core/training/built-in-trainer';
import { trainingSteps } from '#core/training/train-relation';
import type { RowThreads } from './row-threads.ts';

/** Lambda gives one vCPU for this much memory (Developer Guide, "Configure Lambda function memory"). */
const megabytesPerProcessor = 1_769;

/** Threads that a function of this size keeps busy, at most as many as there are processors. */
export const threadsFor = (memoryMb: number, processors = availableParallelism()): number =>
  Math.max(1, Math.min(processors, Math.round(memoryMb / megabytesPerProcessor)));

/** The built-in trainer on several threads; it makes the same bytes as on one. */
export const makeThreadedTrainer = (threads: RowThreads): Trainer => ({
  ...builtInTrainer,
  trainRelation: (relation, { data, catalog, parameters }) =>
    threads.run(trainingSteps(relation, data, catalog, parameters)),
});
