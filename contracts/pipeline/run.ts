import * as z from 'zod';
import { trainingReasons } from '#contracts/api/models';
import { companyId } from '#contracts/scalars';
import { personalizeStages } from '#core/ports/personalizer';
import { relations } from '#core/recommend/relation';
import { personalizeRelations } from '#core/training/personalize/relations';
import { behaviouralRelations, sqlQueryNames } from '#core/training/sql/query-names';

/** What an execution of the retraining machine is started with. */
export const runInputSchema = z.object({
  companyId,
  /** Unique within the company; part of the execution's name and of the run's file keys. */
  runName: z.string().regex(/^[A-Za-z0-9-]{1,38}$/),
  /** Go live whatever the gate says. */
  force: z.boolean().default(false),
  reason: z.enum(trainingReasons),
});

/** What every state after the first knows of its run. */
export const trainingRunSchema = runInputSchema.extend({
  modelVersion: z.string(),
  /** ISO-8601 UTC; the *now* of the whole run, so that a repeated state gives the same result. */
  startedAt: z.iso.datetime(),
});
export type TrainingRun = z.output<typeof trainingRunSchema>;

/** Where a partition's records are. */
export const partitionedSchema = z.object({
  kind: z.enum(['orders', 'events']),
  file: z.string(),
  /** Order lines, or events; a bound of what they add to the log. */
  interactions: z.number().int().min(0),
});
export type Partitioned = z.output<typeof partitionedSchema>;

/** Payloads of the machine's states: keys and small facts only, the data itself rests in the bucket. */
export const stepInputs = {
  run: z.object({ run: trainingRunSchema }),
  partition: z.object({ run: trainingRunSchema, partition: z.string() }),
  partitions: z.object({ run: trainingRunSchema, partitions: z.array(partitionedSchema) }),
  log: z.object({
    run: trainingRunSchema,
    partitions: z.array(partitionedSchema),
    /** Share of the people that the log holds, above 0. */
    share: z.number().positive().max(1),
  }),
  query: z.object({ run: trainingRunSchema, query: z.enum(sqlQueryNames) }),
  startedQuery: z.object({ run: trainingRunSchema, query: z.enum(sqlQueryNames), queryId: z.string() }),
  personalize: z.object({ run: trainingRunSchema, relations: z.array(z.enum(personalizeRelations)) }),
  personalizeStage: z.object({
    run: trainingRunSchema,
    relations: z.array(z.enum(personalizeRelations)),
    stage: z.enum(personalizeStages),
  }),
  removal: z.object({ run: trainingRunSchema, keepsOwn: z.boolean() }),
  sqlRelation: z.object({ run: trainingRunSchema, relation: z.enum(behaviouralRelations) }),
  relation: z.object({ run: trainingRunSchema, relation: z.enum(relations) }),
  chunk: z.object({ run: trainingRunSchema, chunk: z.string() }),
  chunks: z.object({ run: trainingRunSchema, chunks: z.array(z.string()) }),
  reports: z.object({
    run: trainingRunSchema,
    partitions: z.array(partitionedSchema),
    share: z.number().positive().max(1),
    /** Files of the night's rows. */
    chunks: z.array(z.string()),
  }),
  /** The whole state, wherever the run failed. */
  failure: z.object({
    companyId,
    runName: z.string(),
    error: z.object({ Error: z.string().optional(), Cause: z.string().optional() }),
  }),
} as const;
