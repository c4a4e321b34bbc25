import * as z from 'zod';
import { recommendationConfigSchema } from '#contracts/api/recommendation-config';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject } from '#contracts/scalars';
import { refusals } from '#core/counterfactual/logged-decision';
import { placements } from '#core/recommend/recommendation-request';

const isoDate = z.iso.date();
const interval = z.object({
  value: z.number(),
  low: z.number().describe('Of the 95 % interval'),
  high: z.number(),
});

const counterfactualOperation = {
  resource: 'counterfactual',
  method: 'POST',
  auth: { kind: 'member', role: 'viewer' },
  family: 'counterfactual',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  status: 200,
  errors: ['unprocessable'],
} as const;

const logSchema = z
  .object({
    events: z.number().int().describe('Archived events that were read'),
    isComplete: z.boolean().describe('False when the archive holds more than one answer reads'),
    lists: z.number().int().describe('Lists shown that depended on nothing but page and placement'),
  })
  .describe('What the archive told');

const side = z.object({
  items: z.number().int(),
  products: z.number().int().describe('Different products'),
  emptyLists: z.number().int(),
  lowStockShare: z.number().describe('Share of items that are nearly sold out or gone'),
  expectedClicks: z.number().describe('Per list'),
  expectedMargin: z.number().describe('Per list: minor units that clicked products would keep if they were bought'),
});

export const replayResponse = z.object({
  currency: currencyCode,
  log: logSchema,
  lists: z.number().int().describe('Lists that were made again'),
  changedLists: z.number().int(),
  changedItemShare: z.number().describe("Share of the draft's items that do not stand in the present list"),
  now: side,
  draft: side,
  clickChange: interval.describe('Expected clicks per list, draft less now; over the sample of lists'),
  marginChange: interval.describe('Minor units per list, draft less now; over the sample of lists'),
  text: z.string(),
});

export const replayLists = defineOperation({
  ...counterfactualOperation,
  id: 'replayLists',
  summary: 'Makes lists that were shown on a day again under a draft or another model, and tells what would change',
  path: '/api/counterfactual/replay',
  body: z
    .strictObject({
      placement: z.enum(placements),
      day: isoDate.describe('Day of the archive, UTC'),
      config: recommendationConfigSchema.optional().describe('Draft; the stored configuration when absent'),
      modelVersion: z.string().min(1).max(64).optional().describe('The live model when absent'),
      lists: z.number().int().min(1).max(1000).default(200).describe('Sample of the lists shown'),
    })
    .refine(({ config, modelVersion }) => config !== undefined || modelVersion !== undefined, {
      path: ['config'],
      message: 'or modelVersion is needed; without them nothing would change',
    }),
  response: replayResponse,
});

export const estimateResponse = z.object({
  log: logSchema,
  judgedLists: z.number().int().describe('Lists of the pages that were shown most'),
  observed: z.number().nullable().describe('Clicks per place as it was'),
  kind: z.enum(['estimated', 'refused']),
  reason: z.enum(refusals).nullable(),
  overlap: z.object({
    decisions: z.number().int(),
    clusters: z.number().int().describe('Sessions'),
    effectiveClusters: z.number().describe('Sessions under the draft itself that would tell as much'),
    largestWeight: z.number(),
    meanWeight: z.number(),
  }),
  estimates: z
    .object({ ips: interval, snips: interval, doublyRobust: interval })
    .nullable()
    .describe('Clicks per place under the draft'),
  text: z.string(),
});

export const estimateDraft = defineOperation({
  ...counterfactualOperation,
  id: 'estimateDraft',
  summary: 'What a draft would have earned in clicks, from logged propensities; refuses where the log says too little',
  path: '/api/counterfactual/estimate',
  body: z.strictObject({
    placement: z.enum(placements),
    config: recommendationConfigSchema,
    from: isoDate.describe('First day of the archive, UTC'),
    to: isoDate.describe('Last day; at most 14 days in all'),
  }),
  response: estimateResponse,
});
