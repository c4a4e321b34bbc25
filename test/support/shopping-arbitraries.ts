import fc from 'fast-check';
import type { OfferFeedback, ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';

/**
 * Small shops in which everything meets: few sessions, customers, products and orders, so that touches compete, orders
 * are told of by pages and server, and events repeat.
 */
export const shoppingStart = Date.parse('2026-11-20T12:00:00.000Z');
const minuteMs = 60_000;
const spanMinutes = 3 * 24 * 60;

const productId = fc.constantFrom('p1', 'p2', 'p3');
const sessionId = fc.constantFrom('s1', 's2', 's3');
const customerId = fc.constantFrom('c1', 'c2');
const orderId = fc.constantFrom('o1', 'o2', 'o3');
const minute = fc.nat(spanMinutes);
const instantOf = (minutes: number): string => new Date(shoppingStart + minutes * minuteMs).toISOString();

const served = fc.record({
  recommendationId: fc.constantFrom('rec_1', 'rec_2'),
  placement: fc.constantFrom('product', 'cart'),
  relation: fc.constantFrom('similar', 'also-bought'),
  modelVersion: fc.constant('m1'),
});
const offer: fc.Arbitrary<OfferFeedback> = fc.record({
  offerId: fc.constantFrom('off_1', 'off_2'),
  ruleId: fc.constantFrom('r1', 'r2'),
  type: fc.constant('CROSS_SELL' as const),
  productIds: fc.uniqueArray(productId, { maxLength: 2 }),
  discount: fc.constant({ amount: 0, currency: 'EUR' }),
});

const kinds: fc.Arbitrary<Partial<ShopEvent> & Pick<ShopEvent, 'type'>> = fc.oneof(
  productId.map((id) => ({ type: 'product_view' as const, productId: id })),
  fc
    .tuple(fc.constantFrom('recommendation_click' as const, 'recommendation_add_to_cart' as const), productId, served)
    .map(([type, id, list]) => ({ type, productId: id, ...list })),
  fc
    .tuple(fc.uniqueArray(productId, { minLength: 1 }), served)
    .map(([productIds, list]) => ({ type: 'recommendation_impression' as const, productIds, ...list })),
  fc
    .tuple(fc.constantFrom('offer_impression' as const, 'offer_accept' as const, 'offer_decline' as const), offer)
    .map(([type, shown]) => ({ type, offer: shown })),
  fc
    .tuple(orderId, fc.array(productId, { maxLength: 3 }), fc.option(fc.nat(9_999), { nil: undefined }))
    .map(([id, productIds, amount]) => ({
      type: 'purchase' as const,
      orderId: id,
      productIds,
      ...(amount !== undefined && { value: { amount, currency: 'EUR' } }),
    })),
);

/** Events of a company, each with an id of its own within its session; some come late, some are robots'. */
export const shoppingEvents = (companyId: string, most = 40): fc.Arbitrary<ShopEvent[]> =>
  fc
    .array(
      fc.tuple(
        kinds,
        sessionId,
        fc.option(customerId, { nil: undefined }),
        minute,
        fc.nat(600),
        fc.integer({ min: 0, max: 9 }),
      ),
      { minLength: 1, maxLength: most },
    )
    .map((drawn) =>
      drawn.map(
        ([kind, session, customer, occurred, late, lot], index): ShopEvent => ({
          ...kind,
          eventId: `e${index}`,
          companyId,
          occurredAt: instantOf(occurred),
          receivedAt: instantOf(occurred + late),
          sessionId: session,
          ...(customer && { customerId: customer }),
          ...(lot === 0 && { isBot: true }),
        }),
      ),
    );

const line = fc
  .tuple(productId, fc.integer({ min: 1, max: 3 }), fc.nat(3), fc.nat(5_000))
  .map(([id, quantity, refunded, amount]) => ({
    productId: id,
    quantity,
    refundedQuantity: Math.min(quantity, refunded),
    unitPrice: { amount, currency: 'EUR' },
  }));

/** Versions of orders, oldest first: every next one of an order is newer. */
export const shoppingOrders: fc.Arbitrary<Order[]> = fc
  .array(
    fc.tuple(
      orderId,
      fc.option(sessionId, { nil: undefined }),
      fc.option(customerId, { nil: undefined }),
      fc.constantFrom('placed' as const, 'placed' as const, 'cancelled' as const),
      fc.array(line, { minLength: 1, maxLength: 3 }),
    ),
    { maxLength: 6 },
  )
  .map((drawn) =>
    drawn.map(
      ([id, session, customer, status, lines], index): Order => ({
        orderId: id,
        ...(session && { sessionId: session }),
        ...(customer && { customerId: customer }),
        status,
        currency: 'EUR',
        lines,
        orderedAt: instantOf(Number(id.slice(1)) * 1_000),
        updatedAt: instantOf(spanMinutes + index),
      }),
    ),
  );

/** The newest version of each order. */
export const newestOrders = (versions: readonly Order[]): Order[] => [
  ...new Map(versions.map((order) => [order.orderId, order])).values(),
];

/** The same things in an order that the numbers decide. */
export const shuffledBy = <T>(things: readonly T[], lots: readonly number[]): T[] =>
  things
    .map((thing, index) => ({ thing, lot: lots[index % lots.length]! + index * 1e-6 }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ thing }) => thing);
