import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, emptyObject, isoInstant } from '#contracts/scalars';

export const featureFlagsSchema = z.strictObject({
  smart_upsell_enabled: z.boolean(),
  bulk_discounts_enabled: z.boolean(),
  recommendations_enabled: z.boolean(),
  mi_recommendations_enabled: z.boolean(),
  subscription_intelligence_enabled: z.boolean(),
});

const flagsResponse = z.object({
  flags: featureFlagsSchema,
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

export const getFlags = defineOperation({
  id: 'getFlags',
  resource: 'flags',
  summary: 'Reads the feature flags of a company, defaults included',
  method: 'GET',
  path: '/api/companies/{companyId}/flags',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: z.object({ companyId }),
  query: emptyObject,
  status: 200,
  response: flagsResponse,
});

export const putFlags = defineOperation({
  id: 'putFlags',
  resource: 'flags',
  summary: 'Changes feature flags; the API heeds them within 60 seconds',
  method: 'PUT',
  path: '/api/companies/{companyId}/flags',
  auth: { kind: 'member', role: 'editor' },
  family: 'company-admin',
  params: z.object({ companyId }),
  query: emptyObject,
  body: featureFlagsSchema.partial(),
  status: 200,
  response: flagsResponse,
  requiresIfMatch: true,
  errors: ['not_in_plan'],
});
