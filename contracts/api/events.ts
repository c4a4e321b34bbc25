import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject, externalId, isoInstant, nonNegativeMoney } from '#contracts/scalars';

const consent = z.object({
  analytics: z.boolean().optional(),
  marketing: z.boolean().optional(),
  personalization: z.boolean().optional(),
  saleOfData: z.boolean().optional(),
});

const context = z.object({
  url: z.string().max(2000).optional(),
  referrer: z.string().max(2000).optional(),
  userAgent: z.string().max(500).optional(),
  locale: z.string().max(35).optional(),
  currency: currencyCode.optional(),
});

/** What every event says about itself. */
export const eventEnvelope = {
  eventId: z
    .string()
    .min(8)
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/, 'holds only letters, digits, _ and -'),
  occurredAt: isoInstant,
  sentAt: isoInstant.optional().describe('When the sender sent it; puts `occurredAt` of a wrong clock right'),
  sessionId: externalId,
  customerId: externalId.optional(),
  consent: consent.optional(),
  context: context.optional(),
};

const feedback = {
  token: z.string().max(3000).optional().describe('Token of the recommended item or the offer, as served'),
  recommendationId: z.string().max(64).optional(),
  position: z.number().int().min(0).max(100).optional(),
};

const tokens = z
  .array(z.string().max(3000))
  .max(24)
  .optional()
  .describe('Of an explored list: tokens of all items that came into view together');

/** One event of `POST /api/events`; `type` may be a canonical name or a known alias (GA4, Segment, Shopify, Meta). */
export const eventInput = z.object({
  ...eventEnvelope,
  ...feedback,
  tokens,
  type: z.string().min(1).max(60),
  productId: externalId.optional(),
  productIds: z.array(externalId).max(100).optional(),
  quantity: z.number().int().min(1).max(1e6).optional(),
  orderId: externalId.optional(),
  value: nonNegativeMoney.optional().describe('What an accepted offer or a purchase brought'),
});
export type EventInput = z.infer<typeof eventInput>;

/** What became of one event; `ignored`: it is not kept, since consent was refused; `rejected`: it is in quarantine. */
export const eventResult = z.object({
  eventId: z.string().nullable(),
  status: z.enum(['accepted', 'ignored', 'rejected']),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
});

export const eventsResponse = z.object({
  accepted: z.number().int(),
  ignored: z.number().int(),
  rejected: z.number().int(),
  results: z.array(eventResult),
});

export const storefrontQuery = z.object({ companyId: companyId.optional(), key: z.string().max(120).optional() });

/** What operations that take events from shop pages have in common. */
export const eventOperation = {
  resource: 'events',
  method: 'POST',
  auth: { kind: 'storefront' },
  family: 'storefront-events',
  params: emptyObject,
  query: storefrontQuery,
  status: 202,
  response: eventsResponse,
  acceptsTextPlain: true,
} as const;

export const recordEvents = defineOperation({
  ...eventOperation,
  id: 'recordEvents',
  summary: 'Takes up to 100 events of any kind and answers for each',
  path: '/api/events',
  body: z.object({ events: z.array(z.unknown()).min(1).max(100).describe('Items of EventInput') }),
});

export const recordView = defineOperation({
  ...eventOperation,
  id: 'recordView',
  summary: 'Records that a product page was viewed',
  path: '/api/recommendations/view',
  body: z.object({ ...eventEnvelope, productId: externalId }),
});

const feedbackBody = z.object({ ...eventEnvelope, ...feedback, productId: externalId });

export const recordImpression = defineOperation({
  ...eventOperation,
  id: 'recordImpression',
  summary: 'Records that recommended products came into view',
  path: '/api/recommendations/impression',
  body: z.object({ ...eventEnvelope, ...feedback, tokens, productIds: z.array(externalId).min(1).max(100) }),
});

export const recordClick = defineOperation({
  ...eventOperation,
  id: 'recordClick',
  summary: 'Records a click on a recommended product',
  path: '/api/recommendations/click',
  body: feedbackBody,
});

export const recordAddToCart = defineOperation({
  ...eventOperation,
  id: 'recordAddToCart',
  summary: 'Records that a recommended product was put in the cart',
  path: '/api/recommendations/add-to-cart',
  body: feedbackBody.extend({ quantity: z.number().int().min(1).max(1e6).optional() }),
});
