import * as z from 'zod';
import { planNames } from '#core/plans/plan';

const origin = z.string().regex(/^https?:\/\/[^/?#\s]+$/, 'is an origin such as https://admin.shop.example (no path)');

const stageSchema = z.strictObject({
  stage: z.enum(['dev', 'staging', 'prod', 'local']),
  /** Where to deploy; absent means the account and region of the caller. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'is 12 digits')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is an AWS region such as eu-west-1')
    .optional(),
  /** Keeps table and buckets when their stack is deleted, and refuses to delete the table. */
  protectData: z.boolean(),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']),
  logRetentionDays: z.literal([7, 14, 30, 90, 180, 365]),
  /** Token bucket of one company in one execution environment of a function. */
  rateLimit: z.strictObject({ perSecond: z.number().positive(), burst: z.number().positive() }),
  /** Throttle of the whole HTTP API. */
  apiThrottle: z.strictObject({ perSecond: z.number().int().positive(), burst: z.number().int().positive() }),
  /** Raw events: days until they move to infrequent access, and until they are deleted. */
  archive: z.strictObject({
    infrequentAccessAfterDays: z.number().int().min(30),
    expireAfterDays: z.number().int().min(31),
  }),
  /** Uploaded import files and working files of training runs. */
  artifacts: z.strictObject({ expireAfterDays: z.number().int().min(1) }),
  streamRetentionHours: z.number().int().min(24).max(8760),
  memoryMb: z.strictObject({
    storefront: z.number().int().min(128).max(10240),
    admin: z.number().int().min(128).max(10240),
    pipeline: z.number().int().min(128).max(10240),
    /**
     * Steps that have a company's whole interaction log in memory: build, train, evaluate. Lambda gives a processor for
     * each 1,769 MB, and training takes a thread for each; new accounts may be held to 3,008 MB.
     */
    training: z.number().int().min(128).max(10240),
  }),
  /** Concurrent batches that one Kinesis shard is worked off in. */
  streamParallelization: z.number().int().min(1).max(10),
  /** Local hour of a store at which its nightly training begins. */
  trainingHour: z.number().int().min(0).max(23),
  /** Engines beside the built-in trainer that companies may choose; what they need is made only when named here. */
  trainers: z.array(z.enum(['athena', 'personalize'])),
  /**
   * What companies may use. Off: nobody is limited. On: companies have the plan that an operator gave them, and
   * `defaultPlan` before that.
   */
  plans: z.strictObject({ enabled: z.boolean(), defaultPlan: z.enum(planNames) }),
  /** Model or inference profile that writes reasons; only used by companies that switch it on. */
  bedrockModelId: z.string().min(1),
  /** Model that embeds product texts, in companies that switch language models on. */
  embeddingModelId: z.string().min(1),
  /** What one training run may ask the models: pairs, input and output tokens together, and texts to embed (0: none). */
  enrichment: z.strictObject({
    maxPairs: z.number().int().min(0),
    maxTokens: z.number().int().min(0),
    maxEmbeddings: z.number().int().min(0),
  }),
  /** Addresses that the admin app is served from: sign-in redirects and browser uploads are allowed from these. */
  adminOrigins: z.array(origin).min(1),
  /** Own name of the distribution, with its certificate in us-east-1. */
  customDomain: z
    .strictObject({ name: z.string().min(4), certificateArn: z.string().startsWith('arn:aws:acm:us-east-1:') })
    .optional(),
  /** Receives warnings; without it the topics have no subscriber. */
  alarmEmail: z.email().optional(),
});

export type StageSettings = z.output<typeof stageSchema>;
export type StageName = StageSettings['stage'];

const dev = {
  stage: 'dev',
  protectData: false,
  logLevel: 'INFO',
  logRetentionDays: 14,
  rateLimit: { perSecond: 50, burst: 100 },
  apiThrottle: { perSecond: 500, burst: 1000 },
  archive: { infrequentAccessAfterDays: 30, expireAfterDays: 90 },
  artifacts: { expireAfterDays: 14 },
  streamRetentionHours: 24,
  memoryMb: { storefront: 1024, admin: 512, pipeline: 1024, training: 3008 },
  streamParallelization: 1,
  trainingHour: 3,
  trainers: [] as ('athena' | 'personalize')[],
  plans: { enabled: false, defaultPlan: 'free' },
  bedrockModelId: 'anthropic.claude-3-haiku-20240307-v1:0',
  embeddingModelId: 'amazon.titan-embed-text-v2:0',
  enrichment: { maxPairs: 2000, maxTokens: 1_000_000, maxEmbeddings: 0 },
  adminOrigins: ['http://localhost:5173'],
} satisfies z.input<typeof stageSchema>;

const prod = {
  ...dev,
  stage: 'prod',
  protectData: true,
  logRetentionDays: 90,
  rateLimit: { perSecond: 100, burst: 200 },
  apiThrottle: { perSecond: 5000, burst: 10_000 },
  archive: { infrequentAccessAfterDays: 60, expireAfterDays: 730 },
  artifacts: { expireAfterDays: 30 },
  streamRetentionHours: 72,
  memoryMb: { storefront: 1024, admin: 512, pipeline: 2048, training: 10_240 },
  streamParallelization: 2,
  adminOrigins: ['https://admin.smart-upsell.example'],
} satisfies z.input<typeof stageSchema>;

const stages: Record<StageName, z.input<typeof stageSchema>> = {
  dev,
  staging: {
    ...prod,
    stage: 'staging',
    logRetentionDays: 30,
    adminOrigins: ['https://admin-staging.smart-upsell.example'],
  },
  prod,
  local: {
    ...dev,
    stage: 'local',
    logLevel: 'WARN',
    trainers: ['athena', 'personalize'],
    // Plans can be tried, and hold nobody back before they are.
    plans: { enabled: true, defaultPlan: 'enterprise' },
    // One environment serves everybody on a laptop, imports and benches included.
    rateLimit: { perSecond: 5_000, burst: 10_000 },
    adminOrigins: ['http://127.0.0.1:4300'],
  },
};

/** What may be set per deployment with `cdk … -c name=value`, without editing this file. */
export type StageOverrides = Partial<
  Pick<StageSettings, 'account' | 'region' | 'alarmEmail' | 'bedrockModelId' | 'adminOrigins' | 'customDomain'> & {
    /** Names as they were given; checked with the other settings. */
    readonly trainers: readonly string[];
    /** Texts that one training run may have embedded. */
    readonly maxEmbeddings: number;
    readonly plansEnabled: boolean;
    /** As it was given; checked with the other settings. */
    readonly defaultPlan: string;
  }
>;

/**
 * The settings of a stage, checked.
 * @throws an Error that names the unknown stage, or the setting that is wrong and why.
 */
export const stageSettings = (stage: string, overrides: StageOverrides = {}): StageSettings => {
  const known = Object.keys(stages);
  if (!known.includes(stage)) throw new Error(`Unknown stage "${stage}": use one of ${known.join(', ')}.`);
  const own = stages[stage as StageName];
  const {
    maxEmbeddings = own.enrichment.maxEmbeddings,
    plansEnabled = own.plans.enabled,
    defaultPlan = own.plans.defaultPlan,
    ...others
  } = overrides;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  const result = stageSchema.safeParse({
    ...own,
    ...given,
    enrichment: { ...own.enrichment, maxEmbeddings },
    plans: { enabled: plansEnabled, defaultPlan },
  });
  if (!result.success) throw new Error(`Settings of stage "${stage}" are wrong:\n${z.prettifyError(result.error)}`);
  const { adminOrigins, customDomain } = result.data;
  const ownOrigins = customDomain ? [`https://${customDomain.name}`] : [];
  return { ...result.data, adminOrigins: [...new Set([...ownOrigins, ...adminOrigins])] };
};
