/**
 * What a shopper did with something that we served, and what may therefore earn an order: a click on a recommendation,
 * an add of one, an accepted offer; and, for companies that count views, having been shown a list. Only what a token
 * proves is a touch: a page cannot claim one.
 */
import { dimensionOf, type RollUpDimension } from '#core/analytics/roll-up';
import { type AttributionSettings, mostWindowHours } from '#core/attribution/attribution-settings';
import { mostBehindMs } from '#core/events/event-window';
import type { ShopEvent } from '#core/events/shop-event';

export const touchKinds = ['click', 'view'] as const;
export type TouchKind = (typeof touchKinds)[number];

export interface Touch {
  /** Unique within its session. */
  readonly eventId: string;
  readonly sessionId: string;
  /** Who was signed in. */
  readonly customerId?: string;
  readonly kind: TouchKind;
  /** When it happened, ISO-8601 UTC. */
  readonly at: string;
  /** Products that it was about, at most `mostProducts`. */
  readonly productIds: readonly string[];
  /** What is credited with an order that it earns; without a currency. */
  readonly cause: RollUpDimension;
  /** The recommendation or the offer. */
  readonly servedId: string;
}

const mostProducts = 30;
/** Touches of a kind that are kept of a session or a customer; who clicks more in a month is no shopper. */
const mostTouches = 100;
const hourMs = 3_600_000;

/** How long a touch is kept: for the widest window, from the time until which it may come late. */
export const keepTouchesMs = mostWindowHours * hourMs + mostBehindMs;

const clickTypes: ReadonlySet<string> = new Set(['recommendation_click', 'recommendation_add_to_cart']);

const productsOf = ({ productId, productIds }: ShopEvent): string[] =>
  [...new Set([...(productId === undefined ? [] : [productId]), ...(productIds ?? [])])].slice(0, mostProducts);

const madeBy = ({ eventId, sessionId, customerId, occurredAt: at }: ShopEvent) => ({
  eventId,
  sessionId,
  ...(customerId !== undefined && { customerId }),
  at,
});

const ofRecommendation = (event: ShopEvent, kind: TouchKind): Touch | undefined => {
  const { recommendationId, placement, relation = null } = event;
  if (recommendationId === undefined || placement === undefined) return undefined;
  const { modelVersion = null, experimentId = null, variant = null } = event;
  const cause = dimensionOf({ scope: 'recommendation', placement, relation, modelVersion, experimentId, variant });
  return { ...madeBy(event), kind, productIds: productsOf(event), cause, servedId: recommendationId };
};

const ofOffer = (event: ShopEvent): Touch | undefined => {
  if (!event.offer) return undefined;
  const { ruleId, experimentId = null, variant = null, productIds = [], offerId: servedId } = event.offer;
  const cause = dimensionOf({ scope: 'offer', ruleId, experimentId, variant });
  return { ...madeBy(event), kind: 'click', productIds: productIds.slice(0, mostProducts), cause, servedId };
};

/** The touch that an event is, if it is one; none of robots, and none about no product. */
export const touchOf = (
  event: ShopEvent,
  { viewWindowHours }: Pick<AttributionSettings, 'viewWindowHours'>,
): Touch | undefined => {
  if (event.isBot) return undefined;
  const touch = touchOfType(event, viewWindowHours > 0);
  return touch && touch.productIds.length > 0 ? touch : undefined;
};

const touchOfType = (event: ShopEvent, countsViews: boolean): Touch | undefined => {
  if (clickTypes.has(event.type)) return ofRecommendation(event, 'click');
  if (event.type === 'offer_accept') return ofOffer(event);
  return event.type === 'recommendation_impression' && countsViews ? ofRecommendation(event, 'view') : undefined;
};

/** Negative when `a` was the later one; touches of one moment follow their ids. */
export const byLatest = (a: Touch, b: Touch): number => {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.eventId !== b.eventId) return a.eventId < b.eventId ? 1 : -1;
  return a.sessionId < b.sessionId ? 1 : Number(a.sessionId !== b.sessionId) * -1;
};

const identityOf = ({ sessionId, eventId }: Touch): string => `${sessionId}\n${eventId}`;

/** All touches, each once, latest first. */
export const joinTouches = (...lists: readonly (readonly Touch[])[]): Touch[] =>
  [...new Map(lists.flat().map((touch) => [identityOf(touch), touch])).values()].sort(byLatest);

/**
 * What is kept of touches: those that may still earn an order that comes in at `now` (ISO-8601 UTC), the latest
 * `mostTouches` of each kind, latest first. The same for touches that came in any order and pieces.
 */
export const keepTouches = (known: readonly Touch[], fresh: readonly Touch[], now: string): Touch[] => {
  const oldest = new Date(Date.parse(now) - keepTouchesMs).toISOString();
  const open = joinTouches(known, fresh).filter(({ at }) => at >= oldest);
  const latestOf = (kind: TouchKind) => open.filter((touch) => touch.kind === kind).slice(0, mostTouches);
  return joinTouches(...touchKinds.map(latestOf));
};
