import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, emptyObject, isoInstant } from '#contracts/scalars';

const days = z.number().int().min(1).max(10_000);
const minorUnits = z.number().int().min(0).max(1e12).describe("Minor units of the company's currency");

/** Limits of the computed customer segments. */
export const segmentConfigSchema = z
  .strictObject({
    atRiskAfterDays: days.describe('Days without an order after which a customer is at risk'),
    lapsedAfterDays: days.describe('Days without an order after which a customer has lapsed'),
    vipOrders: z.number().int().min(1).max(100_000),
    vipSpent: minorUnits,
    valueBands: z
      .strictObject({ mid: minorUnits, high: minorUnits })
      .refine(({ mid, high }) => mid < high, { path: ['high'], message: 'is not above mid' })
      .describe('Mean value of an order from which it is middling, and high'),
  })
  .refine(({ atRiskAfterDays, lapsedAfterDays }) => atRiskAfterDays < lapsedAfterDays, {
    path: ['lapsedAfterDays'],
    message: 'is not above atRiskAfterDays',
  });

const segmentsResponse = z.object({
  segments: segmentConfigSchema,
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

const segmentOperation = {
  resource: 'segments',
  path: '/api/admin/segments',
  family: 'company-admin',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  status: 200,
  response: segmentsResponse,
} as const;

export const getSegmentConfig = defineOperation({
  ...segmentOperation,
  id: 'getSegmentConfig',
  summary: 'Reads the limits of the customer segments, defaults included',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
});

export const putSegmentConfig = defineOperation({
  ...segmentOperation,
  id: 'putSegmentConfig',
  summary: 'Replaces the limits of the customer segments; rules heed them within 60 seconds',
  method: 'PUT',
  auth: { kind: 'member', role: 'editor' },
  body: segmentConfigSchema,
  requiresIfMatch: true,
});
