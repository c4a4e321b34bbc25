import type { Item } from '#adapters/dynamodb/transact-items';
import { dimensionFromName, nameOfDimension } from '#core/analytics/roll-up';
import { keepTouches, keepTouchesMs, type Touch, touchKinds } from '#core/attribution/touch';
import { rememberIdsMs } from '#core/events/event-window';

type PackedTouch = [
  eventId: string,
  sessionId: string,
  kind: number,
  at: string,
  productIds: readonly string[],
  cause: string,
  servedId: string,
  customerId: string | null,
];

/** Touches as one text: a third of what maps would take, and what an item weighs every write costs. */
export const packTouches = (touches: readonly Touch[]): string =>
  JSON.stringify(
    touches.map(({ eventId, sessionId, customerId, kind, at, productIds, cause, servedId }): PackedTouch => {
      const about = [productIds, nameOfDimension(cause), servedId] as const;
      return [eventId, sessionId, touchKinds.indexOf(kind), at, ...about, customerId ?? null];
    }),
  );

const touchFrom = (packed: PackedTouch): Touch => {
  const [eventId, sessionId, kind, at, productIds, cause, servedId, customerId] = packed;
  const who = { eventId, sessionId, ...(customerId !== null && { customerId }) };
  return { ...who, kind: touchKinds[kind]!, at, productIds, cause: dimensionFromName(cause), servedId };
};

export const unpackTouches = (packed: unknown): Touch[] =>
  typeof packed !== 'string' ? [] : (JSON.parse(packed) as PackedTouch[]).map(touchFrom);

/** Orders that a touch which comes late may still earn, with the time of each. */
export type OpenOrders = Readonly<Record<string, string>>;

export const openOrdersOf = (item: Item | undefined): OpenOrders => (item?.orders as OpenOrders | undefined) ?? {};

const mostOpenOrders = 200;

const ago = (now: string, ms: number): string => new Date(Date.parse(now) - ms).toISOString();

/** True while a touch may come that was before the order: no event comes later than its id is remembered. */
export const isOpen = (orderedAt: string, now: string): boolean => orderedAt >= ago(now, rememberIdsMs);

/** True while touches are kept that may have been before the order. */
export const mayHaveTouches = (orderedAt: string, now: string): boolean => orderedAt >= ago(now, keepTouchesMs);

const keepOrders = (orders: OpenOrders, now: string): OpenOrders =>
  Object.fromEntries(
    Object.entries(orders)
      .filter(([, orderedAt]) => isOpen(orderedAt, now))
      .sort(([a, first], [b, second]) => (first > second || (first === second && a < b) ? -1 : 1))
      .slice(0, mostOpenOrders),
  );

/** The attributes of a session's or customer's item after more touches and orders. `now` is ISO-8601 UTC. */
export const touchItemAfter = (
  item: Item | undefined,
  { touches = [], orders = {} }: { readonly touches?: readonly Touch[]; readonly orders?: OpenOrders },
  now: string,
): Item => ({
  touches: packTouches(keepTouches(unpackTouches(item?.touches), touches, now)),
  orders: keepOrders({ ...openOrdersOf(item), ...orders }, now),
  expiresAt: Math.floor((Date.parse(now) + keepTouchesMs) / 1000),
});
