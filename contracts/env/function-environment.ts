import * as z from 'zod';
import type { FunctionFamily } from '#contracts/operation';
import { planNames } from '#core/plans/plan';

/** Environment that every function has. */
const base = z.object({
  STAGE: z.string().min(1),
  SERVICE_VERSION: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  POWERTOOLS_SERVICE_NAME: z.string().min(1),
  POWERTOOLS_METRICS_NAMESPACE: z.string().min(1),
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']),
});

/** The plan of companies for which nothing was agreed; `none`: plans are off and nothing is limited. */
const plans = { DEFAULT_PLAN: z.enum(['none', ...planNames]) };

/** How far the use of the API is limited. */
const limits = {
  ...plans,
  /** Sustained requests per second of one company in one execution environment. */
  RATE_LIMIT_PER_SECOND: z.coerce.number().positive(),
  RATE_LIMIT_BURST: z.coerce.number().positive(),
};

/** `built-in`, and those that the stage switches on. */
const trainers = z.string().min(1);

/** What each family of API functions is configured with; CDK must give exactly these. */
export const familyEnvironments = {
  health: base,
  'storefront-read': base.extend(limits),
  'storefront-events': base.extend({ ...limits, EVENT_STREAM_NAME: z.string().min(1) }),
  'event-admin': base.extend({ ...limits, EVENT_STREAM_NAME: z.string().min(1) }),
  carts: base.extend(limits),
  ingest: base.extend(limits),
  'company-admin': base.extend(limits),
  imports: base.extend({ ...limits, ARTIFACT_BUCKET_NAME: z.string().min(1), IMPORT_MACHINE_ARN: z.string().min(1) }),
  privacy: base.extend({ ...limits, ARTIFACT_BUCKET_NAME: z.string().min(1), PRIVACY_MACHINE_ARN: z.string().min(1) }),
  counterfactual: base.extend({ ...limits, ARCHIVE_BUCKET_NAME: z.string().min(1) }),
  analytics: base.extend({ ...limits, ARTIFACT_BUCKET_NAME: z.string().min(1) }),
  models: base.extend({ ...limits, RETRAIN_MACHINE_ARN: z.string().min(1), TRAINERS: trainers }),
} satisfies Record<FunctionFamily, z.ZodObject>;

/** Environments of functions that no route leads to. */
export const workerEnvironments = {
  'archive-consumer': base.extend({ ARCHIVE_BUCKET_NAME: z.string().min(1) }),
  'aggregate-consumer': base,
  'order-consumer': base,
  'import-step': base.extend({ ARTIFACT_BUCKET_NAME: z.string().min(1) }),
  'privacy-step': base.extend({ ARCHIVE_BUCKET_NAME: z.string().min(1), ARTIFACT_BUCKET_NAME: z.string().min(1) }),
  'pipeline-step': base.extend({
    ...plans,
    ARCHIVE_BUCKET_NAME: z.string().min(1),
    ARTIFACT_BUCKET_NAME: z.string().min(1),
    /** Trainers that this deployment has, by commas. */
    TRAINERS: trainers,
    /** Megabytes of the steps that hold a company's whole log. */
    TRAINING_MEMORY_MB: z.coerce.number().int().min(128),
  }),
  /** Starts and watches queries of Amazon Athena; `none` where it is not switched on. */
  'athena-step': base.omit({ TABLE_NAME: true }).extend({
    ARTIFACT_BUCKET_NAME: z.string().min(1),
    ATHENA_WORK_GROUP: z.string().min(1),
    ATHENA_DATABASE: z.string().min(1),
  }),
  /** Works with Amazon Personalize; `none` where it is not switched on. */
  'personalize-step': base.omit({ TABLE_NAME: true }).extend({
    ARTIFACT_BUCKET_NAME: z.string().min(1),
    /** The role by which Personalize reads and writes the bucket. */
    PERSONALIZE_ROLE_ARN: z.string().min(1),
    PERSONALIZE_ARN_PREFIX: z.string().min(1),
  }),
  'enrich-step': base.extend({
    ...plans,
    ARTIFACT_BUCKET_NAME: z.string().min(1),
    BEDROCK_MODEL_ID: z.string().min(1),
    /** Pairs that one run may ask about; the rest keep their plain reasons. */
    ENRICH_MAX_PAIRS: z.coerce.number().int().min(0).default(2_000),
    /** Input and output tokens that one run may spend. */
    ENRICH_MAX_TOKENS: z.coerce.number().int().min(0).default(1_000_000),
    EMBEDDING_MODEL_ID: z.string().min(1).default('amazon.titan-embed-text-v2:0'),
    /** Product texts that one run may have embedded; 0 switches embeddings off. */
    ENRICH_MAX_EMBEDDINGS: z.coerce.number().int().min(0).default(0),
  }),
  'usage-watcher': base.extend(plans),
  optimiser: base,
  'nightly-starter': base.extend({
    RETRAIN_MACHINE_ARN: z.string().min(1),
    /** Hour of the store's own clock from which its nightly run is due. */
    TRAINING_HOUR: z.coerce.number().int().min(0).max(23).default(3),
  }),
} satisfies Record<string, z.ZodObject>;

export type WorkerKind = keyof typeof workerEnvironments;
