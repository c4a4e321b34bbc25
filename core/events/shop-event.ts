import type { Money } from '#core/money/money';
import type { UpsellType } from '#core/rules/offer-declarations';

/** Canonical event names; aliases of GA4, Segment, Shopify and Meta are mapped at the edge. */
export const shopEventTypes = [
  'product_view',
  'list_impression',
  'recommendation_impression',
  'recommendation_click',
  'recommendation_add_to_cart',
  'offer_impression',
  'offer_accept',
  'offer_decline',
  'add_to_cart',
  'remove_from_cart',
  'checkout_started',
  'purchase',
  'refund',
] as const;
export type ShopEventType = (typeof shopEventTypes)[number];

/** What the shopper agreed to; an absent flag counts as given, an explicit `false` as refused. */
export interface Consent {
  readonly analytics?: boolean;
  readonly marketing?: boolean;
  readonly personalization?: boolean;
  readonly saleOfData?: boolean;
}

export interface EventContext {
  readonly url?: string;
  readonly referrer?: string;
  readonly userAgent?: string;
  readonly locale?: string;
  readonly currency?: string;
}

/** The served offer that an event is about, as its token proves. */
export interface OfferFeedback {
  readonly offerId: string;
  readonly ruleId: string;
  readonly type: UpsellType;
  readonly experimentId?: string;
  readonly variant?: string;
  /** Products that the offer adds or changes; absent where it names none, or its token is of an older form. */
  readonly productIds?: readonly string[];
  /** What the offer gives away. */
  readonly discount: Money;
  /** What the accepted offer brought, as the page says. */
  readonly value?: Money;
}

/** A product at its place of a list. */
export interface ShownPlace {
  readonly productId: string;
  /** Zero-based. */
  readonly position: number;
  /** Probability with which it stood there. */
  readonly propensity: number;
}

/** One thing that a shopper did, as it travels through Kinesis and rests in the archive. */
export interface ShopEvent {
  readonly eventId: string;
  readonly companyId: string;
  readonly type: ShopEventType;
  /** When it happened on the shopper's device, ISO-8601 UTC. */
  readonly occurredAt: string;
  /** When the API took it, ISO-8601 UTC. */
  readonly receivedAt: string;
  readonly sessionId: string;
  readonly customerId?: string;
  readonly productId?: string;
  /** Products of a list or an order, at most 100. */
  readonly productIds?: readonly string[];
  readonly quantity?: number;
  readonly orderId?: string;
  /** What a purchase cost, as the page says. */
  readonly value?: Money;
  readonly recommendationId?: string;
  readonly placement?: string;
  readonly relation?: string;
  readonly modelVersion?: string;
  /** The product whose page the list stood on, as its token proves. */
  readonly sourceProductId?: string;
  /** Items of the list, where it depended on nothing but source and placement. */
  readonly plainLength?: number;
  /** What was seen of an explored list, as the tokens of its items prove. */
  readonly places?: readonly ShownPlace[];
  /** Zero-based position in the served list. */
  readonly position?: number;
  /** Probability with which the product stood there, as its token proves. */
  readonly propensity?: number;
  /** Experiment on recommendations that the list was part of, as its token proves. */
  readonly experimentId?: string;
  readonly variant?: string;
  /** Probability with which the list was made under that variant, as its token proves. */
  readonly variantShare?: number;
  /** Of offer events whose token is good. */
  readonly offer?: OfferFeedback;
  /** Sent by a program: archived, and left out of every count, list and model. */
  readonly isBot?: boolean;
  /** `occurredAt` was put right, since the sender's clock was wrong. */
  readonly isClockCorrected?: boolean;
  readonly consent?: Consent;
  readonly context?: EventContext;
}
