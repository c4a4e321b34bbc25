import * as z from 'zod';
import { recommendedItemSchema } from '#contracts/api/recommendations';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject, externalId, isoInstant } from '#contracts/scalars';

const share = z.number().min(0).max(1);

const idList = z.array(externalId).max(5000);

/** What a merchant may set about recommendations; absent members take the default. */
export const recommendationConfigSchema = z
  .strictObject({
    weights: z
      .strictObject({
        'bought-together': share,
        'also-bought': share,
        'also-viewed': share,
        similar: share,
        popularity: share,
      })
      .refine((weights) => Object.values(weights).some((weight) => weight > 0), {
        message: 'are all zero; give at least one',
      }),
    defaultLimit: z.number().int().min(1).max(24),
    maxLimit: z.number().int().min(1).max(24),
    excludedProductIds: idList,
    excludedCategories: z.array(z.string().min(1).max(120)).max(200),
    onlyProductIds: idList.describe('White list; empty allows all'),
    pins: z
      .array(
        z.strictObject({
          sourceProductId: externalId.nullable().describe('null pins beside every product'),
          productId: externalId,
          position: z.number().int().min(0).max(23),
          expiresAt: isoInstant.optional(),
        }),
      )
      .max(1000),
    hidden: z.array(z.strictObject({ sourceProductId: externalId, productId: externalId })).max(1000),
    stockThreshold: z.number().int().min(0).max(1e6).describe('Products with this stock or less are not offered'),
    maxPerCategory: z
      .number()
      .int()
      .min(0)
      .max(24)
      .describe('Most items of one deepest category in a list; 0 for no cap'),
    marginWeight: share.describe('0 ranks by relevance alone; 1 lets margin decide among relevant items'),
    modelsKept: z.number().int().min(1).max(10).describe('Model versions kept for roll-back'),
    gate: z
      .strictObject({ hitRateLoss: share, coverageLoss: share })
      .describe('How much worse than the live model a new one may be'),
  })
  .refine(({ defaultLimit, maxLimit }) => defaultLimit <= maxLimit, {
    path: ['defaultLimit'],
    message: 'is more than maxLimit',
  });

const configResponse = z.object({
  config: recommendationConfigSchema,
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

const companyQuery = z.object({ companyId: companyId.optional() });

export const getRecommendationConfig = defineOperation({
  id: 'getRecommendationConfig',
  resource: 'recommendation-config',
  summary: 'Reads the effective configuration, defaults included',
  method: 'GET',
  path: '/api/admin/recommendations/config',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: emptyObject,
  query: companyQuery,
  status: 200,
  response: configResponse,
});

export const putRecommendationConfig = defineOperation({
  id: 'putRecommendationConfig',
  resource: 'recommendation-config',
  summary: 'Replaces the configuration; the API heeds it within 60 seconds',
  method: 'PUT',
  path: '/api/admin/recommendations/config',
  auth: { kind: 'member', role: 'editor' },
  family: 'company-admin',
  params: emptyObject,
  query: companyQuery,
  body: recommendationConfigSchema,
  status: 200,
  response: configResponse,
  requiresIfMatch: true,
});

export const previewResponse = z.object({
  modelVersion: z.string().nullable(),
  source: z.string(),
  items: z.array(
    recommendedItemSchema.omit({ token: true }).extend({
      breakdown: z.record(z.string(), z.number()).describe('Contribution of each relation to the score'),
      margin: z.number().nullable().describe('(price − cost) ÷ price, when the cost is known'),
    }),
  ),
  removed: z.array(z.object({ productId: z.string(), title: z.string().nullable(), filter: z.string() })),
});

const previewQuery = companyQuery.extend({
  limit: z.coerce.number().int().min(1).max(24).optional(),
  currency: currencyCode.optional(),
  config: z
    .string()
    // Percent-encoded, the address still fits into the 8 kB that the edge takes.
    .max(3000)
    .optional()
    .describe('Short draft configuration as JSON; longer ones go by POST. The stored one is used when absent'),
});

export const previewRecommendations = defineOperation({
  id: 'previewRecommendations',
  resource: 'recommendation-config',
  summary: 'Shows what a draft configuration would recommend beside a product, and why; records nothing',
  method: 'GET',
  path: '/api/admin/recommendations/preview/{productId}',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: z.object({ productId: externalId }),
  query: previewQuery,
  status: 200,
  response: previewResponse,
  errors: ['not_found'],
});

export const previewDraft = defineOperation({
  id: 'previewDraft',
  resource: 'recommendation-config',
  summary: 'As the GET, with a draft of any length in the body; records nothing',
  method: 'POST',
  path: '/api/admin/recommendations/preview/{productId}',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: z.object({ productId: externalId }),
  query: companyQuery,
  body: z.strictObject({
    config: recommendationConfigSchema,
    limit: z.number().int().min(1).max(24).optional(),
    currency: currencyCode.optional(),
  }),
  status: 200,
  response: previewResponse,
  errors: ['not_found'],
});
