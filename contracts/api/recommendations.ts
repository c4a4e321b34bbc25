import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject, externalId, money } from '#contracts/scalars';

const csvOfIds = z
  .string()
  .max(4000)
  .transform((text) => text.split(',').filter((id) => id !== ''))
  .pipe(z.array(externalId).max(100));

export const reasonSchema = z.object({
  code: z.string(),
  text: z.string(),
  evidence: z.record(z.string(), z.number()),
});

export const recommendedItemSchema = z.object({
  productId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  imageUrl: z.string().nullable(),
  price: money,
  position: z.number().int(),
  score: z.number(),
  relation: z.string(),
  reason: reasonSchema,
  token: z.string(),
});

export const recommendationSources = ['model', 'content', 'category', 'popular', 'none', 'holdout'] as const;

/** What a page needs to know whether its visitor is held out; `isHeldOut` in core/hold-out tells. */
export const holdOutShareSchema = z.object({ shareBasisPoints: z.number().int(), salt: z.string() });

/** What a page draws its visitor's variant from. */
export const listAssignmentSchema = z.object({
  experimentId: z.string(),
  salt: z.string(),
  trafficBasisPoints: z.number().int(),
  variants: z.array(z.object({ variant: z.string(), weight: z.number().int() })),
  group: z.object({ name: z.string(), from: z.number().int(), to: z.number().int() }).optional(),
});

export const recommendationListSchema = z.object({
  recommendationId: z.string(),
  modelVersion: z.string().nullable(),
  source: z.enum(recommendationSources).describe('Which rung answered; holdout: this shopper is shown nothing'),
  placement: z.string(),
  disabled: z.boolean().describe('True when the recommendations_enabled flag is off'),
  degraded: z.boolean().describe('True when our side failed and the list is therefore empty'),
  quotaExceeded: z
    .boolean()
    .describe('True when the quota of the month is used up: the list is not personalised, or empty if the plan stops'),
  holdOut: holdOutShareSchema
    .nullable()
    .describe('Pages that ask without a session show nothing to whoever is held out; null: nobody is'),
  experiment: z
    .object({ experimentId: z.string(), variant: z.string() })
    .nullable()
    .describe('The experiment and variant that the list was made under; its tokens prove it'),
  experiments: z
    .array(listAssignmentSchema)
    .describe(
      'In lists that all visitors share: what runs here; `assignVariant` in core/experiments draws the variant',
    ),
  explored: z
    .boolean()
    .describe('True when places try products from further down: impressions then bring the tokens of all items seen'),
  items: z.array(recommendedItemSchema),
});

const recommendationQuery = z.object({
  companyId: companyId.optional(),
  key: z.string().max(120).optional().describe('Publishable key, when not sent as X-Publishable-Key'),
  limit: z.coerce.number().int().min(1).max(24).optional(),
  exclude: csvOfIds.optional().describe('Comma-separated product ids never to answer with, e.g. what is in the cart'),
  currency: currencyCode.optional(),
  sessionId: externalId.optional().describe('Turns blended lists towards this visit; send it only with consent'),
  customerId: externalId
    .optional()
    .describe('Turns blended lists towards what this customer saw and bought; send it only with consent'),
  recent: csvOfIds.optional().describe('Products seen in this visit, newest first, for pages that send no events'),
  cart: csvOfIds.optional().describe('Products in the cart, newest first; never answered with, and completed'),
  reminders: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('false keeps you-might-like from going back to products that were seen in this visit'),
  experimentId: externalId
    .optional()
    .describe('With variant, in requests without session: the list under the variant that the page drew'),
  variant: externalId.optional(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}$/, { message: 'is no language tag like de or de-AT' })
    .optional()
    .describe('Language of the reasons (en, de, fr, es) as a BCP 47 tag; English when it is another'),
});

const recommendationOperation = {
  resource: 'recommendations',
  method: 'GET',
  auth: { kind: 'storefront' },
  cache: 'public',
  family: 'storefront-read',
  params: z.object({ productId: externalId }),
  query: recommendationQuery,
  status: 200,
  response: recommendationListSchema,
  errors: ['not_found'],
} as const;

export const getProductRecommendations = defineOperation({
  ...recommendationOperation,
  id: 'getProductRecommendations',
  summary: 'Recommends products beside one product, blended from all relations',
  path: '/api/products/{productId}/recommendations',
});

export const getAlsoBought = defineOperation({
  ...recommendationOperation,
  id: 'getAlsoBought',
  summary: 'Products that customers of this product also bought',
  path: '/api/products/{productId}/recommendations/also-bought',
});

export const getYouMightLike = defineOperation({
  ...recommendationOperation,
  id: 'getYouMightLike',
  summary: 'Products alike, turned towards what this session or customer looked at',
  path: '/api/products/{productId}/recommendations/you-might-like',
});

export const getFrequentlyViewed = defineOperation({
  ...recommendationOperation,
  id: 'getFrequentlyViewed',
  summary: 'Products viewed in the same visits',
  path: '/api/products/{productId}/recommendations/frequently-viewed',
});

export const getVisitRecommendations = defineOperation({
  ...recommendationOperation,
  id: 'getVisitRecommendations',
  summary: 'Products for a visit, a cart or a customer, on pages without a product; for nobody known, what is popular',
  path: '/api/recommendations',
  params: emptyObject,
  errors: [],
});
