/**
 * The roll-ups once more, from what they were made of: the archived events and the orders as they are stored. Whatever
 * consumers met on their way (repeats, crashes, late and unordered events), both come to the same rows, or something
 * was lost or counted twice.
 *
 *   events   robots' are dropped, then repeats by their identity; each counts on its store day of receipt
 *   orders   each by its newest version, or by pages where the server said nothing, with all touches of its buyers and
 *            the terms under which it was first seen
 * Memory: an identity for every event and day, and the touches and purchases of the events. O(events + orders · touches).
 */
import { type RollUpRow, sumRows } from '#core/analytics/roll-up';
import { daysOfSession, rollUpEvents, rollUpSessionDays } from '#core/analytics/roll-up-events';
import { buyersOf, type CreditTerms, creditOrder, type KnownOrder } from '#core/attribution/order-credit';
import type { UnitCosts } from '#core/attribution/order-figures';
import { joinTouches, type Touch, touchOf } from '#core/attribution/touch';
import { eventIdentity } from '#core/events/event-identity';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';

/** What was written down of an order when it was first seen. */
export interface RecordedTerms {
  readonly terms: CreditTerms;
  readonly costs?: UnitCosts;
}

/** Every touch is looked for: whether views count is for each order's terms to say. */
const allTouches = { viewWindowHours: 1 };

/** Events of shoppers as the archive gives them, each once: robots' copies are dropped first. */
export const shopperEvents = (events: readonly ShopEvent[]): ShopEvent[] => {
  const seen = new Set<string>();
  return events.filter((event) => {
    const identity = eventIdentity(event);
    if (event.isBot || seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
};

/** What events alone count. @param events of shoppers, each once */
export const recountEvents = (events: readonly ShopEvent[], timeZone: string): RollUpRow[] => {
  const sessions = Map.groupBy(events, ({ sessionId }) => sessionId);
  const days = [...sessions.values()].flatMap((ofSession) => daysOfSession(ofSession, timeZone));
  return sumRows([...rollUpEvents(events, timeZone), ...rollUpSessionDays(days)]);
};

const touchesBy = (events: readonly ShopEvent[], idOf: (event: ShopEvent) => string | undefined) => {
  const touched = events.flatMap((event) => {
    const [id, touch] = [idOf(event), touchOf(event, allTouches)];
    return id !== undefined && touch ? [{ id, touch }] : [];
  });
  return Map.groupBy(touched, ({ id }) => id);
};

const purchasesOf = (events: readonly ShopEvent[]): Map<string, ShopEvent[]> =>
  Map.groupBy(
    events.filter(({ type, orderId }) => type === 'purchase' && orderId !== undefined),
    ({ orderId }) => orderId!,
  );

/**
 * What orders count, and what earned them.
 * @param events of shoppers, each once: those of the orders' windows and purchases are enough
 * @param recorded terms of an order, by its id
 */
export const recountOrders = (
  events: readonly ShopEvent[],
  orders: readonly Order[],
  recorded: (orderId: string) => RecordedTerms,
): RollUpRow[] => {
  const purchases = purchasesOf(events);
  const ofSession = touchesBy(events, ({ sessionId }) => sessionId);
  const ofCustomer = touchesBy(events, ({ customerId }) => customerId);
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const touchesOf = (known: KnownOrder): Touch[] => {
    const { sessionIds, customerIds } = buyersOf(known);
    const found = [...sessionIds.map((id) => ofSession.get(id)), ...customerIds.map((id) => ofCustomer.get(id))];
    return joinTouches(found.flatMap((touched) => (touched ?? []).map(({ touch }) => touch)));
  };
  return sumRows(
    [...new Set([...byId.keys(), ...purchases.keys()])].flatMap((orderId) => {
      const known = { before: undefined, order: byId.get(orderId), purchases: purchases.get(orderId) ?? [] };
      const { terms, costs = {} } = recorded(orderId);
      return creditOrder(known, { touches: touchesOf(known), terms, costs })?.rows ?? [];
    }),
  );
};
