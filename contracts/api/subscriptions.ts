import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, externalId, isoInstant, money } from '#contracts/scalars';
import { subscriptionFrequencies } from '#core/subscriptions/frequency';
import { evidenceLevels } from '#core/subscriptions/product-forecast';
import { eligibilityReasonCodes } from '#core/subscriptions/subscription-eligibility';

export const subscriptionFrequency = z
  .enum(subscriptionFrequencies)
  .describe('WEEKLY 7 days, BIWEEKLY 14, MONTHLY 1 month, BIMONTHLY 2, QUARTERLY 3, BIANNUALLY 6, ANNUALLY 12');

const basisPoints = z.number().int().min(0).max(10_000);

const trial = z.strictObject({
  deliveries: z.number().int().min(1).max(24).describe('Deliveries that the lower price holds for'),
  discountBasisPoints: basisPoints.describe('Off the list price, instead of the usual discount'),
});

/** What a merchant sets about subscriptions to one product. */
export const subscriptionConfigInput = z
  .strictObject({
    eligible: z.boolean(),
    allowedFrequencies: z
      .array(subscriptionFrequency)
      .max(subscriptionFrequencies.length)
      .refine((allowed) => new Set(allowed).size === allowed.length, { message: 'holds a frequency twice' }),
    defaultFrequency: subscriptionFrequency.nullable().describe('Offered when nothing better is known'),
    discountBasisPoints: basisPoints.describe('Off the list price of every delivery'),
    trial: trial.nullable().default(null),
  })
  .refine(({ eligible, allowedFrequencies }) => !eligible || allowedFrequencies.length > 0, {
    path: ['allowedFrequencies'],
    message: 'is empty; allow at least one frequency to offer subscriptions',
  })
  .refine(
    ({ allowedFrequencies, defaultFrequency }) =>
      defaultFrequency === null ? allowedFrequencies.length === 0 : allowedFrequencies.includes(defaultFrequency),
    { path: ['defaultFrequency'], message: 'is not one of the allowed frequencies' },
  );

const productParams = z.object({ productId: externalId });
const companyQuery = z.object({ companyId: companyId.optional() });
const storefrontQuery = companyQuery.extend({
  key: z.string().max(120).optional().describe('Publishable key, when not sent as X-Publishable-Key'),
});
const currency = currencyCode.optional().describe("The company's own when absent");

const configBody = z.object({
  productId: z.string(),
  eligible: z.boolean(),
  allowedFrequencies: z.array(subscriptionFrequency),
  defaultFrequency: subscriptionFrequency.nullable(),
  discountBasisPoints: basisPoints,
  trial: trial.nullable(),
});

const storedConfig = configBody.extend({
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

/** What purchases say, for a merchant to decide by. */
const forecastBody = z.object({
  daysPerUnit: z.number().describe('Days that a unit lasts a typical buyer'),
  nearestFrequency: subscriptionFrequency,
  intervals: z.number().int().describe('Gaps between purchases'),
  repeatBuyers: z.number().int().describe('Buyers who came back'),
  buyers: z.number().int(),
  isEnough: z.boolean().describe('False: too little to predict from'),
  computedAt: isoInstant,
});

const degraded = z.boolean().describe('True when our side failed and nothing is therefore offered');

export const getSubscriptionConfig = defineOperation({
  id: 'getSubscriptionConfig',
  resource: 'subscriptions',
  summary: 'How a product may be subscribed to; not at all until the merchant says so',
  method: 'GET',
  path: '/api/products/{productId}/subscription-config',
  auth: { kind: 'storefront' },
  cache: 'public',
  family: 'storefront-read',
  params: productParams,
  query: storefrontQuery,
  status: 200,
  response: configBody.extend({ degraded }),
  errors: ['not_found'],
});

export const putSubscriptionConfig = defineOperation({
  id: 'putSubscriptionConfig',
  resource: 'subscriptions',
  summary: 'Replaces how a product may be subscribed to; shoppers see it within 5 minutes',
  method: 'PUT',
  path: '/api/products/{productId}/subscription-config',
  auth: { kind: 'member', role: 'editor' },
  family: 'company-admin',
  params: productParams,
  query: companyQuery,
  body: subscriptionConfigInput,
  status: 200,
  response: storedConfig,
  errors: ['not_found'],
  requiresIfMatch: true,
});

export const getStoredSubscriptionConfig = defineOperation({
  id: 'getStoredSubscriptionConfig',
  resource: 'subscriptions',
  summary: 'How a product may be subscribed to as it is stored, with the ETag that a change needs',
  method: 'GET',
  path: '/api/admin/products/{productId}/subscription-config',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: productParams,
  query: companyQuery,
  status: 200,
  response: storedConfig.extend({
    forecast: forecastBody
      .nullable()
      .describe('null while subscription_intelligence_enabled is off, or nobody came back'),
  }),
});

const reasonSchema = z.object({
  code: z.enum(eligibilityReasonCodes),
  prevents: z.enum(['subscription', 'prediction']).describe('What the reason stands in the way of'),
  message: z.string(),
});

export const getSubscriptionEligibility = defineOperation({
  id: 'getSubscriptionEligibility',
  resource: 'subscriptions',
  summary: 'Whether a product may be subscribed to, whether its frequency can be predicted, and why not',
  method: 'GET',
  path: '/api/upsell/subscription-eligibility/{productId}',
  auth: { kind: 'storefront' },
  family: 'storefront-read',
  params: productParams,
  query: storefrontQuery.extend({ currency }),
  status: 200,
  response: z.object({
    productId: z.string(),
    eligible: z.boolean(),
    predictable: z.boolean().describe('True when purchases of others say how often'),
    reasons: z.array(reasonSchema),
    degraded,
  }),
  errors: ['not_found'],
});

const deliveryPrice = z.object({
  unitPrice: money.describe('Rounded by itself; the total is rounded once over all units'),
  total: money,
  saving: money,
  savingBasisPoints: basisPoints,
});

const offerSchema = z.object({
  frequency: subscriptionFrequency,
  source: z.enum(['predicted', 'default']).describe('From purchases, or the default of the merchant'),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('Chance that this frequency is the best; null for a default'),
  evidence: z
    .object({
      level: z.enum(evidenceLevels).describe('Whose purchases spoke: those of the customer, or of all buyers'),
      intervals: z.number().int().describe('Gaps between purchases'),
      buyers: z.number().int(),
      days: z.number().describe('Days between deliveries as reckoned'),
    })
    .nullable(),
  allowedFrequencies: z.array(subscriptionFrequency),
  quantity: z.number().int(),
  perDelivery: deliveryPrice,
  trial: deliveryPrice.extend({ deliveries: z.number().int() }).nullable().describe('Price of the first deliveries'),
  deliveries: z.array(isoInstant).describe('The first three deliveries of a subscription that begins now'),
});

export const getSubscriptionOffer = defineOperation({
  id: 'getSubscriptionOffer',
  resource: 'subscriptions',
  summary: 'A subscription to a product: how often suits this shopper, and what a delivery costs and saves',
  method: 'GET',
  path: '/api/upsell/subscription-offer/{productId}',
  auth: { kind: 'storefront' },
  family: 'storefront-read',
  params: productParams,
  query: storefrontQuery.extend({
    currency,
    quantity: z.coerce.number().int().min(1).max(10_000).default(1).describe('Units of a delivery'),
    customerId: externalId
      .optional()
      .describe('Turns the offer towards how often this customer bought the product; send it only with consent'),
  }),
  status: 200,
  response: z.object({
    productId: z.string(),
    offer: offerSchema.nullable().describe('null when the product may not be subscribed to'),
    reasons: z.array(reasonSchema).describe('Why nothing is offered, or only the default'),
    degraded,
  }),
  errors: ['not_found'],
});
