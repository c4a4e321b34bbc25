import { createHash } from 'node:crypto';
import { canonicalEventType } from '#core/events/event-alias';

/**
 * Messages of Segment's tracking API as events of ours. Source: Segment Spec, "Track" and "E-Commerce Events v2".
 * Only tracked shop events are of use here; what merely says who somebody is or which page was opened is passed over.
 */
export type SegmentReading =
  /** An event in the shape of `POST /api/events`, its schema not checked yet. */
  | { readonly kind: 'event'; readonly event: Readonly<Record<string, unknown>> }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'faulty'; readonly pointer: string; readonly code: string; readonly message: string };

type Fields = Readonly<Record<string, unknown>>;

const otherTypes: ReadonlySet<unknown> = new Set(['identify', 'page', 'screen', 'group', 'alias']);
const mostProducts = 100;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The first of the values that is a text or a number, as text; shops send ids either way. */
const firstId = (...values: unknown[]): string | undefined => {
  const found = values.find((value) => (typeof value === 'string' && value !== '') || typeof value === 'number');
  return found === undefined ? undefined : String(found);
};

const cut = (value: unknown, length: number): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, length) : undefined;

/** Ids of Segment's own clients fit ours; others are named by their hash, so that a repeated message keeps its id. */
const eventIdOf = (messageId: string): string =>
  /^[A-Za-z0-9_-]{8,64}$/.test(messageId)
    ? messageId
    : `sg_${createHash('sha256').update(messageId).digest('hex').slice(0, 40)}`;

const productIdOf = (product: unknown): string | undefined => {
  const { product_id, productId, sku } = fieldsOf(product);
  return firstId(product_id, productId, sku);
};

const productIdsOf = ({ products }: Fields): string[] | undefined =>
  Array.isArray(products)
    ? products.flatMap((product) => productIdOf(product) ?? []).slice(0, mostProducts)
    : undefined;

const contextOf = (context: Fields, { currency }: Fields): Fields => {
  const page = fieldsOf(context.page);
  return {
    url: cut(page.url, 2_000),
    referrer: cut(page.referrer, 2_000),
    userAgent: cut(context.userAgent, 500),
    locale: cut(context.locale, 35),
    currency: typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
  };
};

/** Segment's consent object names categories as the shop does; those that are named as ours are understood. */
const consentOf = (context: Fields): Fields | undefined => {
  const preferences = Object.entries(fieldsOf(fieldsOf(context.consent).categoryPreferences));
  const known = preferences.flatMap(([name, given]) => {
    const category = name.toLowerCase();
    const isKnown = ['analytics', 'marketing', 'personalization'].includes(category) && typeof given === 'boolean';
    return isKnown ? [[category, given]] : [];
  });
  return known.length === 0 ? undefined : Object.fromEntries(known);
};

/** What the sender of a message agreed to, however the message is formed otherwise. */
export const segmentConsent = (value: unknown): Fields | undefined => consentOf(fieldsOf(fieldsOf(value).context));

/** A list of recommendations is one when it says so; any other is a list. */
const typeOf = (name: string, isRecommendation: boolean): string =>
  canonicalEventType(name) === 'list_impression' && isRecommendation ? 'recommendation_impression' : name;

const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value) : (value ?? undefined);

const eventOf = (message: Fields, name: string, messageId: string, receivedAt: string): Fields => {
  const [context, properties] = [fieldsOf(message.context), fieldsOf(message.properties)];
  const recommendationId = firstId(properties.recommendation_id, properties.recommendationId);
  return {
    eventId: eventIdOf(messageId),
    type: typeOf(name, recommendationId !== undefined || properties.token !== undefined),
    occurredAt: message.timestamp ?? message.originalTimestamp ?? receivedAt,
    sentAt: message.sentAt ?? undefined,
    sessionId: firstId(context.sessionId, properties.session_id, message.anonymousId, message.userId),
    customerId: firstId(message.userId),
    productId: productIdOf(properties),
    productIds: productIdsOf(properties),
    quantity: numberOf(properties.quantity),
    orderId: firstId(properties.order_id, properties.orderId),
    token: properties.token ?? undefined,
    recommendationId,
    consent: consentOf(context),
    context: contextOf(context, properties),
  };
};

/** @param receivedAt ISO-8601 UTC: the time of a message that brings none. */
export const readSegmentMessage = (value: unknown, receivedAt: string): SegmentReading => {
  const message = fieldsOf(value);
  const { type, event: name, messageId } = message;
  if (otherTypes.has(type)) return { kind: 'ignored' };
  if ((type !== undefined && type !== 'track') || typeof name !== 'string') {
    return { kind: 'faulty', pointer: '/type', code: 'unknown_type', message: 'is no message of the tracking API' };
  }
  if (!canonicalEventType(name)) return { kind: 'ignored' };
  if (typeof messageId !== 'string' || messageId === '') {
    return { kind: 'faulty', pointer: '/messageId', code: 'required', message: 'is needed to count a message once' };
  }
  return { kind: 'event', event: eventOf(message, name, messageId, receivedAt) };
};
