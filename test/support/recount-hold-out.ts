import type { ShopEvent } from '#core/events/shop-event';
import { countHoldOutOrders, type HoldOutContext, unitCell, weeksSeen } from '#core/hold-out/count-hold-out';
import { type HoldOutCell, joinCells } from '#core/hold-out/hold-out-sums';
import type { Order } from '#core/orders/order';

/**
 * The sums anew from the truth: archived events without robots' and repeats, and the orders as they are stored. What is
 * kept in the table must equal this exactly. O(events + orders) memory.
 */
export const recountHoldOut = (
  context: HoldOutContext,
  events: readonly ShopEvent[],
  orders: readonly Order[],
): HoldOutCell[] => {
  const ofSession = Map.groupBy(events, ({ sessionId }) => sessionId);
  const ordersOf = Map.groupBy(
    orders.filter(({ sessionId }) => sessionId !== undefined),
    ({ sessionId }) => sessionId as string,
  );
  const sessions = [...new Set([...ofSession.keys(), ...ordersOf.keys()])].sort();
  return joinCells(
    sessions.flatMap((sessionId) => {
      const own = ofSession.get(sessionId) ?? [];
      const seen = weeksSeen(own, context.timeZone).map((week) => unitCell(context, sessionId, week));
      const heard = { events: own, fromServer: ordersOf.get(sessionId) ?? [] };
      return [...seen, ...countHoldOutOrders(context, sessionId, {}, heard).changes];
    }),
  );
};
