import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { companyId, emptyObject, isoInstant } from '#contracts/scalars';
import { listKinds } from '#core/ranking/learned/learned-blend';

export const modelStatuses = ['training', 'ready', 'held', 'live', 'retired', 'failed'] as const;

/** Who asked for a training run. */
export const trainingReasons = ['nightly', 'manual'] as const;

const metricSet = z.object({
  queries: z.number().int(),
  hitRate: z.number(),
  mrr: z.number(),
  recall: z.number(),
  ndcg: z.number(),
  coverage: z.number(),
  hitRateInterval: z
    .object({ low: z.number(), high: z.number() })
    .optional()
    .describe('Where the hit rate lies, 95 times out of 100'),
  novelty: z.number().optional().describe('Mean self-information of what is shown, in bits'),
  popularityBias: z.number().optional().describe('How popular what is shown is, where what shoppers take is 1'),
});

export const modelSchema = z.object({
  modelVersion: z.string(),
  status: z.enum(modelStatuses),
  trainer: z.string(),
  runName: z.string(),
  reason: z.enum(trainingReasons).describe('What started the run'),
  counts: z.record(z.string(), z.number()).describe('orders, events, products, rows …'),
  metrics: z.record(z.string(), metricSet).describe('Temporal hold-out, per relation'),
  durations: z.record(z.string(), z.number()).describe('Milliseconds per step'),
  costEstimate: z.object({ amountMicroUsd: z.number().int(), basis: z.string() }).nullable(),
  decision: z.object({ accepted: z.boolean(), reasons: z.array(z.string()) }).nullable(),
  enrichment: z
    .object({
      pairs: z.number().int().describe('Pairs looked at'),
      vetoed: z.number().int().describe('Pairs taken out as nonsensical'),
      cached: z.number().int().describe('Pairs answered from the cache'),
      failed: z.number().int().describe('Pairs that keep their plain reason because no valid answer came'),
    })
    .nullable(),
  tuning: z
    .object({
      knobs: z.record(z.string(), z.number()).describe('Training parameters that differ from the defaults'),
      parameters: z
        .object({
          questions: z.number().int(),
          trials: z.number().int(),
          before: z.number().describe('Mean of hit and reciprocal rank on questions that the search never saw'),
          after: z.number(),
          accepted: z.boolean(),
          changed: z.record(z.string(), z.number()).describe('What the search found best; kept when accepted'),
        })
        .optional()
        .describe('Absent: too few questions to search by'),
      blend: z
        .array(
          z.object({
            kind: z.enum(listKinds),
            questions: z.number().int(),
            before: z.number(),
            after: z.number(),
            accepted: z.boolean(),
          }),
        )
        .describe('What was learned about blending, by kind of list'),
    })
    .nullable()
    .describe('What the run tuned for this store; null when it did not'),
  failure: z.string().nullable(),
  rowsRemovedAt: isoInstant.nullable().describe('Since then the model can no longer go live; its report is kept'),
  createdAt: isoInstant,
  updatedAt: isoInstant,
});

const companyQuery = z.object({ companyId: companyId.optional() });
const modelParams = z.object({ modelVersion: z.string().regex(/^[A-Za-z0-9_-]{4,60}$/) });

const modelOperation = { resource: 'models', family: 'models', query: companyQuery, response: modelSchema } as const;

export const trainModel = defineOperation({
  ...modelOperation,
  id: 'trainModel',
  summary: 'Starts a training run now; one run of a company at a time',
  method: 'POST',
  path: '/api/admin/models/train',
  auth: { kind: 'member', role: 'editor' },
  params: emptyObject,
  body: z.strictObject({
    force: z.boolean().default(false).describe('Put the model live even if the gate would hold it'),
  }),
  status: 202,
  errors: ['conflict'],
});

export const listModels = defineOperation({
  id: 'listModels',
  resource: 'models',
  summary: 'Lists the models of a company, newest first',
  method: 'GET',
  path: '/api/admin/models',
  auth: { kind: 'member', role: 'viewer' },
  family: 'models',
  params: emptyObject,
  query: companyQuery.extend(pageQuery),
  status: 200,
  response: pageOf(modelSchema),
  errors: ['invalid_cursor'],
});

export const getModel = defineOperation({
  ...modelOperation,
  id: 'getModel',
  summary: 'Reads one model with its run report',
  method: 'GET',
  path: '/api/admin/models/{modelVersion}',
  auth: { kind: 'member', role: 'viewer' },
  params: modelParams,
  status: 200,
});

export const holdModel = defineOperation({
  ...modelOperation,
  id: 'holdModel',
  summary: 'Keeps a ready model from going live',
  method: 'POST',
  path: '/api/admin/models/{modelVersion}/hold',
  auth: { kind: 'member', role: 'editor' },
  params: modelParams,
  status: 200,
  errors: ['conflict'],
});

export const releaseModel = defineOperation({
  ...modelOperation,
  id: 'releaseModel',
  summary: 'Puts a held or ready model live',
  method: 'POST',
  path: '/api/admin/models/{modelVersion}/release',
  auth: { kind: 'member', role: 'editor' },
  params: modelParams,
  status: 200,
  errors: ['conflict'],
});

export const rollBackModel = defineOperation({
  ...modelOperation,
  id: 'rollBackModel',
  summary: 'Puts the model that served before the live one back; the API answers with it within 60 seconds',
  method: 'POST',
  path: '/api/admin/models/roll-back',
  auth: { kind: 'member', role: 'editor' },
  params: emptyObject,
  body: z.strictObject({
    to: z.string().optional().describe('Version to go back to; the previous live one when absent'),
  }),
  status: 200,
  errors: ['conflict'],
});
