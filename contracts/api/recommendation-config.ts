import * as z from 'zod';
import { recommendedItemSchema } from '#contracts/api/recommendations';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject, externalId, isoInstant } from '#contracts/scalars';

const share = z.number().min(0).max(1);

const idList = z.array(externalId).max(5000);

const boost = z
  .strictObject({
    kind: z.enum(['product', 'category', 'brand']),
    value: z.string().min(1).max(120).describe('A product id, a category key like Kitchen > Baking, or a brand'),
    factor: z.number().min(0.1).max(10).describe('Multiplies the score; below 1 ranks lower'),
    expiresAt: isoInstant.optional(),
  })
  .describe('Ranks something higher or lower, as far as it is relevant at all');

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
    hidden: z
      .array(z.strictObject({ sourceProductId: externalId, productId: externalId, expiresAt: isoInstant.optional() }))
      .max(1000),
    stockThreshold: z.number().int().min(0).max(1e6).describe('Products with this stock or less are not offered'),
    maxPerCategory: z
      .number()
      .int()
      .min(0)
      .max(24)
      .describe('Most items of one deepest category in a list; 0 for no cap'),
    diversity: share
      .default(0.2)
      .describe('How much variety of category, brand and name counts beside relevance in the blended list of a page'),
    boosts: z.array(boost).max(200).default([]),
    marginWeight: share.describe('0 ranks by relevance alone; 1 lets margin decide among relevant items'),
    lowStockThreshold: z
      .number()
      .int()
      .min(0)
      .max(1e6)
      .default(0)
      .describe('Tracked stock at which a product counts as nearly sold out'),
    lowStockDemotion: share.default(0).describe('How far products that are nearly sold out move down'),
    relevanceGuardrail: share
      .default(0.1)
      .describe('Share of a list\u2019s relevance that margins and low stock may cost at most'),
    explorationShare: z
      .number()
      .min(0)
      .max(0.5)
      .default(0)
      .describe('Probability with which a place of a list tries a product from further down'),
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
  merchant: z
    .object({
      strength: z.number().describe('Share of the wishes for margin and stock that the guardrail let through, 0 to 1'),
      relevanceLoss: z.number().describe('Share of the expected relevance that they cost'),
      marginBefore: z.number().describe('Expected margin by relevance alone, as a share of the price'),
      marginAfter: z.number().describe('Expected margin in the order shown'),
    })
    .nullable()
    .describe('What margins and low stock did to the list; null when they play no part'),
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
