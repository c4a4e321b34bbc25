import { isBot } from '#core/events/bot';
import { canonicalEventType } from '#core/events/event-alias';
import { type ClockReading, mostAheadMs, mostBehindMs, readClock } from '#core/events/event-window';
import type {
  Consent,
  EventContext,
  OfferFeedback,
  ShopEvent,
  ShopEventType,
  ShownPlace,
} from '#core/events/shop-event';
import type { Money } from '#core/money/money';
import { type OfferTokenClaims, verifyOfferToken } from '#core/offers/offer-token';
import { type ItemTokenClaims, type ItemTokenResult, verifyItemToken } from '#core/recommend/item-token';

/** An event as a shop page sends it, its shape already checked. */
export interface IncomingEvent {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  /** When the sender sent it, by the clock that `occurredAt` was read from. */
  readonly sentAt?: string;
  readonly sessionId: string;
  readonly customerId?: string;
  readonly productId?: string;
  readonly productIds?: readonly string[];
  readonly quantity?: number;
  readonly orderId?: string;
  /** What an accepted offer or a purchase brought. */
  readonly value?: Money;
  readonly token?: string;
  /** Of all items that came into view together. */
  readonly tokens?: readonly string[];
  readonly recommendationId?: string;
  readonly position?: number;
  readonly consent?: Consent;
  readonly context?: EventContext;
}

export interface AcceptanceContext {
  readonly companyId: string;
  readonly signingKey: string;
  /** ISO-8601 UTC. */
  readonly now: string;
  /** When the event first came, unless that is now: one that waited in quarantine was sent then. */
  readonly arrivedAt?: string;
  /** `User-Agent` of the request, for events that bring none. */
  readonly userAgent?: string;
}

export interface EventFault {
  /** Path inside the event, e.g. `/productId`. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export type Acceptance =
  | { readonly kind: 'accepted'; readonly event: ShopEvent }
  /** Consent was refused: the event is neither stored nor learned from. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'rejected'; readonly faults: readonly EventFault[] };

const needsProduct: ReadonlySet<ShopEventType> = new Set([
  'product_view',
  'recommendation_click',
  'recommendation_add_to_cart',
  'add_to_cart',
  'remove_from_cart',
]);

const rejected = (pointer: string, code: string, message: string): Acceptance => ({
  kind: 'rejected',
  faults: [{ pointer, code, message }],
});

const timeFault = (occurredMs: number, nowMs: number): Acceptance | undefined => {
  if (occurredMs > nowMs + mostAheadMs) return rejected('/occurredAt', 'in_future', 'lies more than 5 minutes ahead');
  if (occurredMs < nowMs - mostBehindMs) return rejected('/occurredAt', 'too_old', 'lies more than 7 days back');
  return undefined;
};

const fieldFault = (incoming: IncomingEvent, type: ShopEventType): Acceptance | undefined => {
  if (needsProduct.has(type) && incoming.productId === undefined) {
    return rejected('/productId', 'required', `is needed for ${type}`);
  }
  if (type === 'purchase' && incoming.orderId === undefined)
    return rejected('/orderId', 'required', 'is needed for purchase');
  return undefined;
};

const offerTypes: ReadonlySet<ShopEventType> = new Set(['offer_impression', 'offer_accept', 'offer_decline']);

const offerOf = (claims: OfferTokenClaims, { value }: IncomingEvent, type: ShopEventType): OfferFeedback => ({
  offerId: claims.offerId,
  ruleId: claims.ruleId,
  type: claims.type,
  ...(claims.experimentId !== null && { experimentId: claims.experimentId }),
  ...(claims.variant !== null && { variant: claims.variant }),
  ...(claims.productIds.length > 0 && { productIds: claims.productIds }),
  discount: { amount: claims.discountAmount, currency: claims.currency },
  ...(value && type === 'offer_accept' && { value }),
});

/** What the token of an event proves; `undefined` for a token that this store never gave out. */
const proofOf = (
  incoming: IncomingEvent,
  type: ShopEventType,
  { signingKey }: AcceptanceContext,
  nowSeconds: number,
): Partial<ShopEvent> | undefined => {
  if (offerTypes.has(type)) {
    const result = incoming.token ? verifyOfferToken(incoming.token, signingKey, nowSeconds) : undefined;
    if (result?.kind === 'invalid') return undefined;
    return result?.kind === 'valid' ? { offer: offerOf(result.claims, incoming, type) } : {};
  }
  const result = incoming.token ? verifyItemToken(incoming.token, signingKey, nowSeconds) : undefined;
  if (result?.kind === 'invalid') return undefined;
  const read = (incoming.tokens ?? []).map((token) => verifyItemToken(token, signingKey, nowSeconds));
  if (read.some(({ kind }) => kind === 'invalid')) return undefined;
  const places = result?.kind === 'valid' && type === 'recommendation_impression' ? placesIn(read, result.claims) : [];
  return { ...feedbackOf(incoming, result), ...(places.length > 0 && { places }) };
};

/** The places of one list that its items' tokens prove. */
const placesIn = (read: readonly ItemTokenResult[], { recommendationId }: ItemTokenClaims): ShownPlace[] =>
  read.flatMap((result) => {
    if (result.kind !== 'valid' || result.claims.recommendationId !== recommendationId) return [];
    const { productId, position, propensity } = result.claims;
    return [{ productId, position, propensity }];
  });

/** What a token proves about a served item; without one, what the page says itself. */
const feedbackOf = (incoming: IncomingEvent, token: ItemTokenResult | undefined): Partial<ShopEvent> => {
  if (token?.kind !== 'valid') {
    return token ? {} : { recommendationId: incoming.recommendationId, position: incoming.position };
  }
  const { recommendationId, placement, relation, modelVersion, position, propensity } = token.claims;
  const { sourceProductId, plainLength, experimentId, variant, variantShare } = token.claims;
  const served = {
    recommendationId,
    placement,
    relation,
    modelVersion: modelVersion ?? undefined,
    position,
    propensity,
  };
  return {
    ...served,
    ...(sourceProductId !== undefined && { sourceProductId }),
    ...(plainLength !== undefined && { plainLength }),
    ...(experimentId !== undefined && { experimentId, variant }),
    ...(variantShare !== undefined && { variantShare }),
  };
};

const contextOf = (incoming: IncomingEvent, userAgent: string | undefined): EventContext | undefined => {
  const agent = incoming.context?.userAgent ?? userAgent?.slice(0, 500);
  return agent === undefined ? incoming.context : { ...incoming.context, userAgent: agent };
};

const clockOf = ({ occurredAt, sentAt }: IncomingEvent, { now, arrivedAt = now }: AcceptanceContext): ClockReading =>
  readClock(Date.parse(occurredAt), sentAt === undefined ? undefined : Date.parse(sentAt), Date.parse(arrivedAt));

const sentByBot = (incoming: IncomingEvent, context: AcceptanceContext): boolean =>
  isBot(incoming.context?.userAgent) || isBot(context.userAgent);

/**
 * Judges one event and gives it its stored form: canonical type, UTC times, what its token proves.
 * A token of another company or with a broken signature is a fault; an expired one only loses its feedback. What a robot
 * sends is taken and says so.
 */
export const acceptEvent = (incoming: IncomingEvent, context: AcceptanceContext): Acceptance => {
  const type = canonicalEventType(incoming.type);
  if (!type) return rejected('/type', 'unknown_type', `${incoming.type} is no event type that is known here`);
  if (incoming.consent?.analytics === false) return { kind: 'ignored' };
  const nowMs = Date.parse(context.now);
  const clock = clockOf(incoming, context);
  if (clock.kind === 'wrong') return rejected('/sentAt', 'clock_wrong', 'lies more than 6 hours from our own time');
  const fault = timeFault(clock.occurredMs, nowMs) ?? fieldFault(incoming, type);
  if (fault) return fault;
  const proof = proofOf(incoming, type, context, Math.floor(nowMs / 1000));
  if (!proof) return rejected('/token', 'invalid_token', 'was not given out by this store');
  const { eventId, sessionId, customerId, productId, productIds, quantity, orderId, consent } = incoming;
  const event: ShopEvent = {
    eventId,
    companyId: context.companyId,
    type,
    occurredAt: new Date(clock.occurredMs).toISOString(),
    receivedAt: context.now,
    sessionId,
    customerId: consent?.personalization === false ? undefined : customerId,
    productId,
    productIds,
    quantity,
    orderId,
    ...(incoming.value && type === 'purchase' && { value: incoming.value }),
    ...(sentByBot(incoming, context) && { isBot: true }),
    ...(clock.kind === 'corrected' && { isClockCorrected: true }),
    consent,
    context: contextOf(incoming, context.userAgent),
    ...proof,
  };
  return { kind: 'accepted', event };
};
