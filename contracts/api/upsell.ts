import * as z from 'zod';
import { cartInput } from '#contracts/api/carts';
import { eventEnvelope, eventsResponse, storefrontQuery } from '#contracts/api/events';
import { reasonSchema } from '#contracts/api/recommendations';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { ruleCondition } from '#contracts/rules/condition-schema';
import { ruleOffer } from '#contracts/rules/offer-schema';
import {
  companyId,
  currencyCode,
  emptyObject,
  externalId,
  isoInstant,
  money,
  nonNegativeMoney,
} from '#contracts/scalars';
import { countDays } from '#core/events/daily-counters';
import { offerDecisions } from '#core/offers/offer-decision';
import { lintKinds } from '#core/rules/lint-finding';
import { upsellTypes } from '#core/rules/offer-declarations';
import { combinationModes, defaultCoolDownHours, upsellUrgencies } from '#core/rules/targeting-rule';

export const upsellType = z.enum(upsellTypes);
export const upsellUrgency = z.enum(upsellUrgencies);

const locale = z
  .string()
  .max(35)
  .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$/, 'is a language tag such as en or de-AT');

const ruleText = z.strictObject({
  title: z.string().trim().min(1).max(120),
  message: z.string().trim().min(1).max(300).optional(),
});

const schedule = z
  .strictObject({
    from: isoInstant.optional().describe('Included'),
    until: isoInstant.optional().describe('Not included'),
  })
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'does not lie after from',
  });

const caps = z.strictObject({
  perSession: z.number().int().min(1).max(1000).optional().describe('Most impressions in one session'),
  perCustomer: z.number().int().min(1).max(1000).optional().describe('Most impressions to one customer'),
  coolDownHours: z.number().int().min(0).max(8760).default(defaultCoolDownHours).describe('Silence after a decline'),
});

const budget = z.strictObject({
  mostAccepts: z.number().int().min(1).max(1e9).optional().describe('Accepted offers after which the rule stops'),
  mostDiscount: nonNegativeMoney.optional().describe('Sum of discounts after which the rule stops'),
});

const combination = z
  .strictObject({
    mode: z.enum(combinationModes),
    group: z.string().trim().min(1).max(60).optional().describe('With ONE_OF_GROUP: name of the group'),
  })
  .refine(({ mode, group }) => (mode === 'ONE_OF_GROUP') === (group !== undefined), {
    path: ['group'],
    message: 'is needed with ONE_OF_GROUP, and only there',
  });

/** A rule as a merchant sends it, whole. */
export const ruleInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  enabled: z.boolean().default(true),
  priority: z.number().int().min(0).max(1000).default(100).describe('Higher goes first'),
  urgency: upsellUrgency.default('MEDIUM'),
  conditions: ruleCondition,
  offer: ruleOffer,
  schedule: schedule.default({}),
  caps: caps.default({ coolDownHours: defaultCoolDownHours }),
  budget: budget.default({}),
  combination: combination.default({ mode: 'STACKABLE' }),
  texts: z
    .record(locale, ruleText)
    .refine((texts) => Object.keys(texts).length <= 30, { message: 'holds more than 30 languages' })
    .default({})
    .describe('Own words by language; the empty name is for all others. Without any, the words come from the facts'),
});

export const lintFindingSchema = z.object({
  kind: z.enum(lintKinds),
  ruleId: z.string(),
  otherRuleId: z.string().nullable().describe('The rule it conflicts with'),
  message: z.string(),
});

export const ruleSchema = ruleInput.extend({
  ruleId: z.string(),
  version: z.number().int(),
  createdAt: isoInstant,
  updatedAt: isoInstant,
  updatedBy: z.string(),
});

export const savedRuleSchema = ruleSchema.extend({
  findings: z.array(lintFindingSchema).describe('What the linter finds about this rule beside the enabled ones'),
});

const companyQuery = z.object({ companyId: companyId.optional() });
const ruleParams = z.object({ ruleId: externalId });

const ruleOperation = { resource: 'upsell', family: 'company-admin' } as const;
const asViewer = { kind: 'member', role: 'viewer' } as const;
const asEditor = { kind: 'member', role: 'editor' } as const;

export const listRules = defineOperation({
  ...ruleOperation,
  id: 'listRules',
  summary: 'Lists targeting rules by id; with a filter a page may be shorter than its limit',
  method: 'GET',
  path: '/api/upsell/rules',
  auth: asViewer,
  params: emptyObject,
  query: companyQuery.extend({
    ...pageQuery,
    enabled: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional(),
    type: upsellType.optional(),
  }),
  status: 200,
  response: pageOf(ruleSchema),
  errors: ['invalid_cursor'],
});

export const createRule = defineOperation({
  ...ruleOperation,
  id: 'createRule',
  summary: 'Creates a targeting rule; shoppers see it within 60 seconds',
  method: 'POST',
  path: '/api/upsell/rules',
  auth: asEditor,
  params: emptyObject,
  query: companyQuery,
  body: ruleInput,
  status: 201,
  response: savedRuleSchema,
  errors: ['conflict'],
  idempotencyKey: true,
});

export const getRule = defineOperation({
  ...ruleOperation,
  id: 'getRule',
  summary: 'Reads one targeting rule',
  method: 'GET',
  path: '/api/upsell/rules/{ruleId}',
  auth: asViewer,
  params: ruleParams,
  query: companyQuery,
  status: 200,
  response: ruleSchema,
});

export const putRule = defineOperation({
  ...ruleOperation,
  id: 'putRule',
  summary: 'Replaces a targeting rule; shoppers see the change within 60 seconds',
  method: 'PUT',
  path: '/api/upsell/rules/{ruleId}',
  auth: asEditor,
  params: ruleParams,
  query: companyQuery,
  body: ruleInput,
  status: 200,
  response: savedRuleSchema,
  errors: ['conflict'],
  requiresIfMatch: true,
});

export const deleteRule = defineOperation({
  ...ruleOperation,
  id: 'deleteRule',
  summary: 'Deletes a targeting rule; deleting an absent one is not an error. What it was shown for stays counted',
  method: 'DELETE',
  path: '/api/upsell/rules/{ruleId}',
  auth: asEditor,
  params: ruleParams,
  query: companyQuery,
  status: 204,
});

export const listRuleRevisions = defineOperation({
  ...ruleOperation,
  id: 'listRuleRevisions',
  summary: 'Lists what a rule was at each of its versions, newest first; also of a deleted rule',
  method: 'GET',
  path: '/api/upsell/rules/{ruleId}/revisions',
  auth: asViewer,
  params: ruleParams,
  query: companyQuery.extend(pageQuery),
  status: 200,
  response: pageOf(
    z.object({
      version: z.number().int(),
      changedAt: isoInstant,
      changedBy: z.string(),
      rule: ruleSchema.nullable().describe('null: it was deleted'),
    }),
  ),
  errors: ['invalid_cursor'],
});

export const lintRules = defineOperation({
  ...ruleOperation,
  id: 'lintRules',
  summary: 'Finds enabled rules that can never hold or never be shown, contradict themselves, or overlap',
  method: 'GET',
  path: '/api/upsell/lint',
  auth: asViewer,
  params: emptyObject,
  query: companyQuery,
  status: 200,
  response: z.object({ rules: z.number().int(), findings: z.array(lintFindingSchema) }),
});

const offeredProduct = z.object({
  productId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  imageUrl: z.string().nullable(),
  quantity: z.number().int().describe('Units that the offer adds, or that the line has under it'),
  inCart: z.boolean(),
  listPrice: money.describe('Of a unit'),
  offerPrice: money.describe('Of a unit under the offer'),
});

/** One offer for a cart. Which of the last three members is given depends on its type. */
export const offerSchema = z.object({
  offerId: z.string(),
  ruleId: z.string(),
  type: upsellType,
  urgency: upsellUrgency,
  experimentId: z.string().nullable(),
  variant: z.string().nullable(),
  products: z.array(offeredProduct),
  priceEffect: z.object({
    cartTotal: money.describe('What the cart costs now'),
    cartTotalWithOffer: money.describe('What it costs with this offer alone taken'),
    saving: money.nullable().describe('Off list prices and shipping; null when it is not known'),
  }),
  text: z.object({ title: z.string(), message: z.string().nullable() }),
  reason: reasonSchema,
  quantityStep: z
    .object({ extraUnits: z.number().int(), quantity: z.number().int(), savingBasisPoints: z.number().int() })
    .optional(),
  subscription: z
    .object({ frequency: z.string(), discountBasisPoints: z.number().int(), perDelivery: money })
    .optional(),
  shipping: z
    .object({
      threshold: money,
      remaining: money,
      progressBasisPoints: z.number().int().min(0).max(10_000),
      unlocked: z.boolean(),
    })
    .optional(),
  token: z.string().describe('Comes back with the impression, accept or decline'),
});

export const emptyReasons = ['off', 'unknown-cart', 'too-large', 'failed'] as const;

export const offerListSchema = z.object({
  cartId: z.string().nullable(),
  currency: currencyCode.nullable(),
  disabled: z.boolean().describe('True when the smart_upsell_enabled flag is off'),
  degraded: z.boolean().describe('True when our side failed and the list is therefore empty'),
  reason: z.enum(emptyReasons).nullable().describe('Why there can be no offers'),
  offers: z.array(offerSchema),
});

const offerLimit = z.coerce.number().int().min(1).max(10).default(3);

export const getCartOffers = defineOperation({
  resource: 'upsell',
  id: 'getCartOffers',
  summary: 'Offers for a stored cart, best first; an empty list that says why instead of an error',
  method: 'GET',
  path: '/api/upsell/cart/{cartId}',
  auth: { kind: 'storefront' },
  family: 'storefront-read',
  params: z.object({ cartId: externalId }),
  query: z.object({
    companyId: companyId.optional(),
    key: z.string().max(120).optional(),
    limit: offerLimit,
    locale: locale.optional().describe('Language of the texts'),
  }),
  status: 200,
  response: offerListSchema,
});

export const evaluateCart = defineOperation({
  resource: 'upsell',
  id: 'evaluateCart',
  summary: 'Offers for a cart that comes with the request, for servers; nothing is stored',
  method: 'POST',
  path: '/api/upsell/evaluate',
  auth: { kind: 'server' },
  family: 'storefront-read',
  params: emptyObject,
  query: emptyObject,
  body: z.strictObject({ cart: cartInput, limit: offerLimit, locale: locale.optional() }),
  status: 200,
  response: offerListSchema,
});

export const traceEntrySchema = z.object({
  ruleId: z.string(),
  name: z.string(),
  type: upsellType,
  rank: z.number().int().nullable().describe('Place in the order of precedence, from 0, of rules that had an offer'),
  decision: z.enum(offerDecisions),
  detail: z.string().describe('In words'),
  pointer: z.string().nullable().describe('The condition that failed, as JSON Pointer below /conditions'),
  byRuleId: z.string().nullable().describe('The rule that stood in the way'),
  expectedValue: money.nullable().describe('What decides between rules of one priority and urgency'),
});

export const traceCart = defineOperation({
  ...ruleOperation,
  id: 'traceCart',
  summary: 'Evaluates a cart as shoppers get it and tells for each rule why it was offered or not; records nothing',
  method: 'POST',
  path: '/api/upsell/trace',
  auth: asViewer,
  params: emptyObject,
  query: companyQuery,
  body: z
    .strictObject({
      cartId: externalId.optional().describe('A stored cart'),
      cart: cartInput.optional().describe('A cart of this request'),
      draft: ruleInput.optional().describe('A rule that is not saved; it joins the enabled ones as rule "draft"'),
      draftOf: externalId.optional().describe('The saved rule that the draft stands in for'),
      at: isoInstant.optional().describe('Moment to evaluate at; now when absent'),
      limit: offerLimit,
    })
    .refine(({ cart, cartId }) => (cart === undefined) !== (cartId === undefined), {
      path: ['cart'],
      message: 'give either cart or cartId',
    }),
  status: 200,
  response: z.object({ offers: z.array(offerSchema.omit({ token: true })), trace: z.array(traceEntrySchema) }),
  errors: ['not_found', 'unprocessable'],
});

const offerToken = z.string().min(1).max(1000).describe('Token of the offer, as served');

/** An offer that came into view. */
export const offerImpressionInput = z.object({ ...eventEnvelope, token: offerToken });

const offerEventOperation = {
  resource: 'upsell',
  method: 'POST',
  auth: { kind: 'storefront' },
  family: 'storefront-events',
  params: emptyObject,
  query: storefrontQuery,
  status: 202,
  response: eventsResponse,
  acceptsTextPlain: true,
} as const;

export const recordOfferImpressions = defineOperation({
  ...offerEventOperation,
  id: 'recordOfferImpressions',
  summary: 'Records that one offer, or up to 100, came into view; an offer counts once per session',
  path: '/api/upsell/impressions',
  body: z.union([
    offerImpressionInput,
    z.object({
      impressions: z.array(z.unknown()).min(1).max(100).describe('Items of OfferImpressionInput'),
    }),
  ]),
});

export const recordOfferAccept = defineOperation({
  ...offerEventOperation,
  id: 'recordOfferAccept',
  summary: 'Records that a shopper took an offer; again adds only an order or a value that was missing',
  path: '/api/upsell/impressions/accept',
  body: offerImpressionInput.extend({
    orderId: externalId.optional(),
    value: nonNegativeMoney.optional().describe('What the offer brought'),
  }),
});

export const recordOfferDecline = defineOperation({
  ...offerEventOperation,
  id: 'recordOfferDecline',
  summary: 'Records that a shopper turned an offer down; its rule keeps silent for the cool-down',
  path: '/api/upsell/impressions/decline',
  body: offerImpressionInput,
});

const offerImpressionSchema = z.object({
  offerId: z.string(),
  ruleId: z.string(),
  type: upsellType,
  experimentId: z.string().nullable(),
  variant: z.string().nullable(),
  sessionId: z.string(),
  shownAt: isoInstant.nullable().describe('null: its answer came, its impression did not'),
  acceptedAt: isoInstant.nullable(),
  declinedAt: isoInstant.nullable(),
  orderId: z.string().nullable(),
  value: money.nullable(),
});

export const listRuleImpressions = defineOperation({
  ...ruleOperation,
  id: 'listRuleImpressions',
  summary: 'The impressions of a rule within at most 31 days, oldest first; single ones are kept for 30 days',
  method: 'GET',
  path: '/api/upsell/rules/{ruleId}/impressions',
  auth: asViewer,
  params: ruleParams,
  query: companyQuery.extend({
    from: isoInstant.optional().describe('Included; 24 hours before the end when absent'),
    until: isoInstant.optional().describe('Not included; now when absent'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  status: 200,
  response: z.object({ data: z.array(offerImpressionSchema) }),
});

export const ruleDaySchema = z.object({
  date: z.iso.date().describe('UTC day of receipt'),
  variant: z.string().nullable(),
  impressions: z.number().int(),
  accepts: z.number().int(),
  declines: z.number().int(),
  orphans: z.number().int().describe('Answers that came without an impression; in no rate'),
  value: z.array(money).describe('What accepted offers brought, by currency'),
  discount: z.array(money).describe('What they gave away'),
});

export const getRuleDays = defineOperation({
  ...ruleOperation,
  id: 'getRuleDays',
  summary: 'Impressions, accepts and declines of a rule by day and variant; at most 92 days',
  method: 'GET',
  path: '/api/upsell/rules/{ruleId}/days',
  auth: asViewer,
  params: ruleParams,
  query: companyQuery
    .extend({ from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => countDays(from, to) >= 1 && countDays(from, to) <= 92, {
      path: ['to'],
      message: 'is at least from and at most 91 days later',
    }),
  status: 200,
  response: z.object({ data: z.array(ruleDaySchema) }),
});
