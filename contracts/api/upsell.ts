import * as z from 'zod';
import { cartInput } from '#contracts/api/carts';
import { reasonSchema } from '#contracts/api/recommendations';
import { ruleInput, upsellType, upsellUrgency } from '#contracts/api/upsell-rules';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject, externalId, isoInstant, languageTag, money } from '#contracts/scalars';
import { offerDecisions } from '#core/offers/offer-decision';

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

export const emptyReasons = ['off', 'unknown-cart', 'too-large', 'held-out', 'failed'] as const;

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
    locale: languageTag.optional().describe('Language of the texts'),
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
  body: z.strictObject({ cart: cartInput, limit: offerLimit, locale: languageTag.optional() }),
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
  resource: 'upsell',
  family: 'company-admin',
  id: 'traceCart',
  summary: 'Evaluates a cart as shoppers get it and tells for each rule why it was offered or not; records nothing',
  method: 'POST',
  path: '/api/upsell/trace',
  auth: { kind: 'member', role: 'viewer' },
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
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
