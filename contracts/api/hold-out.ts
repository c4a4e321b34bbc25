import * as z from 'zod';
import { comparisonSchema, sampleRatioSchema } from '#contracts/api/experiments';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject, isoInstant } from '#contracts/scalars';
import { holdOutVerdictCodes } from '#core/hold-out/hold-out-verdict';

const share = {
  shareBasisPoints: z
    .number()
    .int()
    .min(0)
    .max(5000)
    .describe('Share of shoppers who see neither recommendations nor offers; 0: nobody, and nothing can be compared'),
  salt: z
    .string()
    .max(60)
    .regex(/^\P{Cc}*$/u, 'may not hold control characters')
    .describe('Another salt deals everybody anew'),
};

/** The permanent hold-out of a company. */
export const holdOutInput = z.strictObject({ ...share, salt: share.salt.default('') });

const holdOutResponse = z.object({
  holdOut: z.object({
    ...share,
    earlier: z
      .array(z.object({ ...share, until: isoInstant }))
      .describe('What was in force before, oldest first, each until the next one'),
  }),
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

const settingOperation = {
  resource: 'hold-out',
  path: '/api/admin/hold-out',
  family: 'company-admin',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  status: 200,
  response: holdOutResponse,
} as const;

export const getHoldOut = defineOperation({
  ...settingOperation,
  id: 'getHoldOut',
  summary: 'Reads the share of shoppers who are permanently held out',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
});

export const putHoldOut = defineOperation({
  ...settingOperation,
  id: 'putHoldOut',
  summary: 'Replaces the held-out share within a minute; a larger share keeps everybody held out who was',
  method: 'PUT',
  auth: { kind: 'member', role: 'editor' },
  body: holdOutInput,
  requiresIfMatch: true,
});

const isoDate = z.iso.date();
const arm = z.object({
  units: z.number().int().describe('Shoppers, counted anew each week'),
  buyers: z.number().int(),
  orders: z.number().int(),
  revenue: z.number().int().describe('Minor units that were kept'),
});

const metric = z.object({
  held: z.number().nullable(),
  shown: z.number().nullable(),
  comparison: comparisonSchema
    .nullable()
    .describe('Of those who are shown something with those held out; null before anything may be said'),
});

export const holdOutResultsSchema = z.object({
  currency: currencyCode.describe('Orders in other currencies count as bought, not as money'),
  weeks: z
    .object({ from: isoDate, to: isoDate, count: z.number().int() })
    .nullable()
    .describe('Mondays of the weeks that were judged: the last ones in a row with one share'),
  share: z.object(share),
  arms: z.object({ held: arm, shown: arm }),
  sampleRatio: sampleRatioSchema,
  metrics: z.object({
    conversion: metric.describe('Share of shoppers who bought in a week'),
    revenue: metric.describe('Minor units per shopper and week'),
    'order-value': metric.describe('Minor units per order'),
  }),
  incrementalRevenue: z
    .object({ amount: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('Minor units that would not have come without recommendations and offers'),
  verdict: z.object({ code: z.enum(holdOutVerdictCodes), text: z.string() }),
});

export const getHoldOutResults = defineOperation({
  resource: 'hold-out',
  id: 'getHoldOutResults',
  summary: 'What recommendations and offers bring, by shoppers who are held out; at most 26 weeks, 12 when not asked',
  method: 'GET',
  path: '/api/analytics/hold-out',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: emptyObject,
  query: z.object({
    companyId: companyId.optional(),
    from: isoDate.optional().describe('Weeks that begin on this day or later'),
    to: isoDate.optional().describe('Weeks that begin on this day or earlier; today when absent'),
  }),
  status: 200,
  response: holdOutResultsSchema,
  errors: ['unprocessable'],
});
