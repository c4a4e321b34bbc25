import * as z from 'zod';
import { companyId, currencyCode, externalId, money } from '#contracts/scalars';
import { type ShopEvent, type ShopEventType, shopEventTypes } from '#core/events/shop-event';
import {
  mostPayloadLength,
  type QuarantinedEvent,
  quarantineReasons,
  quarantineSources,
} from '#core/quarantine/quarantined-event';
import { upsellTypes } from '#core/rules/offer-declarations';

/** What consumers may select by without looking into the event; views and impressions are kept apart. */
export const streamRecordTypes = ['view', 'impression', 'interaction'] as const;
export type StreamRecordType = (typeof streamRecordTypes)[number];

/** The record type of an event: `product_view` → view, `…_impression` → impression, all others → interaction. */
export const recordTypeOf = (type: ShopEventType): StreamRecordType => {
  if (type === 'product_view') return 'view';
  return type.endsWith('_impression') ? 'impression' : 'interaction';
};

/** Items of the longest list. */
export const mostPlaces = 24;

const instant = z.iso.datetime();
const optional = { flag: z.boolean().optional(), text: z.string().max(2000).optional(), id: externalId.optional() };

/** A `ShopEvent` as it travels: already checked at the edge, and checked again because a stream outlives a release. */
export const shopEventSchema = z.object({
  eventId: z.string().min(1).max(64),
  companyId,
  type: z.enum(shopEventTypes),
  occurredAt: instant,
  receivedAt: instant,
  sessionId: externalId,
  customerId: optional.id,
  productId: optional.id,
  productIds: z.array(externalId).max(100).optional(),
  quantity: z.number().int().min(1).optional(),
  orderId: optional.id,
  value: money.optional(),
  recommendationId: z.string().max(64).optional(),
  placement: z.string().max(64).optional(),
  relation: z.string().max(64).optional(),
  modelVersion: z.string().max(64).optional(),
  sourceProductId: optional.id,
  plainLength: z.number().int().min(1).optional(),
  places: z
    .array(
      z.object({
        productId: externalId,
        position: z.number().int().min(0),
        propensity: z.number().gt(0).max(1),
      }),
    )
    .max(mostPlaces)
    .optional(),
  position: z.number().int().min(0).optional(),
  propensity: z.number().gt(0).max(1).optional(),
  experimentId: optional.id,
  variant: optional.id,
  variantShare: z.number().gt(0).max(1).optional(),
  offer: z
    .object({
      offerId: z.string().min(1).max(64),
      ruleId: externalId,
      type: z.enum(upsellTypes),
      experimentId: optional.id,
      variant: optional.id,
      productIds: z.array(externalId).max(20).optional(),
      discount: money,
      value: money.optional(),
    })
    .optional(),
  isBot: optional.flag,
  isClockCorrected: optional.flag,
  consent: z
    .object({
      analytics: optional.flag,
      marketing: optional.flag,
      personalization: optional.flag,
      saleOfData: optional.flag,
    })
    .optional(),
  context: z
    .object({
      url: optional.text,
      referrer: optional.text,
      userAgent: optional.text,
      locale: z.string().max(35).optional(),
      currency: currencyCode.optional(),
    })
    .optional(),
}) satisfies z.ZodType<ShopEvent>;

/** One record of the event stream: UTF-8 JSON; its partition key is the session. */
export const streamRecordSchema = z.object({ recordType: z.enum(streamRecordTypes), event: shopEventSchema });
export type StreamRecord = z.infer<typeof streamRecordSchema>;

/** An event that failed the firewall, on its way into quarantine. */
export const quarantinedEventSchema = z.object({
  companyId,
  entryId: z.string().regex(/^[0-9a-f]{32}$/),
  source: z.enum(quarantineSources),
  reason: z.enum(quarantineReasons),
  faults: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
  eventId: z.string().nullable(),
  receivedAt: instant,
  payload: z.string().max(mostPayloadLength),
  isCut: z.boolean(),
  isBot: z.boolean(),
}) satisfies z.ZodType<QuarantinedEvent>;

/** A failed event takes the same way as the good ones, so that it is counted exactly once where they are. */
export const rejectionRecordSchema = z.object({
  recordType: z.literal('rejection'),
  rejection: quarantinedEventSchema,
});

export const rejectionRecordOf = (
  rejection: QuarantinedEvent,
): { recordType: 'rejection'; rejection: QuarantinedEvent } => ({
  recordType: 'rejection',
  rejection,
});

/** The record of an event, ready to be encoded as JSON. */
export const streamRecordOf = (event: ShopEvent): { recordType: StreamRecordType; event: ShopEvent } => ({
  recordType: recordTypeOf(event.type),
  event,
});
