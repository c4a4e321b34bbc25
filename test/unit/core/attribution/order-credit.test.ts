import fc from 'fast-check';
import { recountOrders, shopperEvents } from '#core/analytics/recount';
import { sumRows } from '#core/analytics/roll-up';
import { attributeOrder } from '#core/attribution/attribute-order';
import {
  buyersOf,
  type CreditTerms,
  creditChange,
  creditOrder,
  type KnownOrder,
  type OrderCredit,
} from '#core/attribution/order-credit';
import { touchOf } from '#core/attribution/touch';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import { newestOrders, shoppingEvents, shoppingOrders, shuffledBy } from '#test/support/shopping-arbitraries';

const terms: CreditTerms = { timeZone: 'Europe/Berlin', clickWindowHours: 24, viewWindowHours: 6 };
const costs = { p1: 100 };
const lots = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 60 });

type Arrival = { readonly event: ShopEvent } | { readonly order: Order };

/** What is known of an order after some of it arrived, and every touch that had arrived by then. */
const creditsAfter = (arrivals: readonly Arrival[]): { credits: OrderCredit[]; rows: ReturnType<typeof sumRows> } => {
  const credits = new Map<string, OrderCredit>();
  const orders = new Map<string, Order>();
  const events: ShopEvent[] = [];
  let rows: ReturnType<typeof sumRows> = [];
  const creditAgain = (orderId: string, purchases: readonly ShopEvent[]): void => {
    const known: KnownOrder = { before: credits.get(orderId), order: orders.get(orderId), purchases };
    const { sessionIds, customerIds } = buyersOf(known);
    const isBuyer = ({ sessionId, customerId }: ShopEvent) =>
      sessionIds.includes(sessionId) || (customerId !== undefined && customerIds.includes(customerId));
    const touches = events.filter(isBuyer).flatMap((event) => touchOf(event, terms) ?? []);
    const after = creditOrder(known, { touches, terms, costs });
    if (!after) return;
    rows = sumRows([...rows, ...creditChange(known.before, after)]);
    credits.set(orderId, after);
  };
  for (const arrival of arrivals) {
    if ('order' in arrival) {
      const stored = orders.get(arrival.order.orderId);
      if (!stored || arrival.order.updatedAt >= stored.updatedAt) orders.set(arrival.order.orderId, arrival.order);
      creditAgain(arrival.order.orderId, []);
    } else {
      const { event } = arrival;
      events.push(event);
      if (event.type === 'purchase' && !event.isBot) creditAgain(event.orderId!, [event]);
      else for (const orderId of credits.keys()) creditAgain(orderId, []);
    }
  }
  return { credits: [...credits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, credit]) => credit), rows };
};

const arrivalsOf = (events: readonly ShopEvent[], orders: readonly Order[]): Arrival[] => [
  ...events.map((event) => ({ event })),
  ...orders.map((order) => ({ order })),
];

describe('the credit of an order', () => {
  it('is a recount of everything that arrived, whatever came first and however often', () => {
    fc.assert(
      fc.property(shoppingEvents('shop'), shoppingOrders, lots, (events, versions, order) => {
        const once = arrivalsOf(events, versions);
        const { rows } = creditsAfter(shuffledBy([...once, ...once], order));
        const counted = shopperEvents(events);
        expect(rows).toEqual(recountOrders(counted, newestOrders(versions), () => ({ terms, costs })));
      }),
      { numRuns: 300 },
    );
  });

  it('credits each line once at most: credited revenue never exceeds that of all orders', () => {
    fc.assert(
      fc.property(shoppingEvents('shop'), shoppingOrders, (events, versions) => {
        const { rows } = creditsAfter(arrivalsOf(events, versions));
        const sum = (scopes: readonly string[], name: 'revenueMinor' | 'units' | 'refundMinor') =>
          rows
            .filter(({ dimension }) => scopes.includes(dimension.scope))
            .reduce((total, { counts }) => total + (counts[name] ?? 0), 0);
        for (const name of ['revenueMinor', 'units', 'refundMinor'] as const) {
          expect(sum(['recommendation', 'offer'], name)).toBeLessThanOrEqual(sum(['store'], name));
        }
      }),
    );
  });

  it('goes back to nothing when every order is cancelled', () => {
    fc.assert(
      fc.property(shoppingEvents('shop'), shoppingOrders, (events, versions) => {
        const bought = events.filter(({ type }) => type !== 'purchase');
        const cancelled = newestOrders(versions).map(
          (order): Order => ({
            ...order,
            status: 'cancelled',
            updatedAt: '2027-01-01T00:00:00.000Z',
          }),
        );
        const { rows } = creditsAfter([...arrivalsOf(bought, versions), ...arrivalsOf([], cancelled)]);
        for (const { counts } of rows) {
          expect({ ...counts, refundMinor: 0 }).toEqual({ refundMinor: 0 });
        }
      }),
    );
  });
});

const touch = (eventId: string, at: string, extra: Partial<ShopEvent> = {}) =>
  touchOf(
    {
      eventId,
      companyId: 'shop',
      type: 'recommendation_click',
      occurredAt: at,
      receivedAt: at,
      sessionId: 's1',
      productId: 'p1',
      recommendationId: 'rec_1',
      placement: 'product',
      ...extra,
    },
    { viewWindowHours: 1 },
  )!;
const bought = { orderedAt: '2026-11-20T12:00:00.000Z', lines: [{ productId: 'p1' }, { productId: 'p2' }] };
const earnersOf = (touches: ReturnType<typeof touch>[], settings = { clickWindowHours: 24, viewWindowHours: 2 }) =>
  attributeOrder(bought, touches, settings).map((earner) => earner?.eventId);

describe('the last touch', () => {
  it('earns the lines of its product alone', () => {
    expect(earnersOf([touch('e1', '2026-11-20T10:00:00.000Z')])).toEqual(['e1', undefined]);
  });

  it('is the latest, and of one moment the one with the greater id', () => {
    const at = '2026-11-20T10:00:00.000Z';
    expect(earnersOf([touch('e3', '2026-11-20T09:00:00.000Z'), touch('e1', at), touch('e2', at)])[0]).toBe('e2');
  });

  it('counts to the end of its window, and never after the order', () => {
    expect(earnersOf([touch('e1', '2026-11-19T12:00:00.000Z')])[0]).toBe('e1');
    expect(earnersOf([touch('e1', '2026-11-19T11:59:59.999Z')])[0]).toBeUndefined();
    expect(earnersOf([touch('e1', '2026-11-20T12:00:00.000Z')])[0]).toBe('e1');
    expect(earnersOf([touch('e1', '2026-11-20T12:00:00.001Z')])[0]).toBeUndefined();
  });

  it('is a click where there is one, however much later a list was shown', () => {
    const view = touch('e2', '2026-11-20T11:00:00.000Z', {
      type: 'recommendation_impression',
      productIds: ['p1', 'p2'],
    });
    expect(earnersOf([touch('e1', '2026-11-20T10:00:00.000Z'), view])).toEqual(['e1', 'e2']);
    expect(earnersOf([view], { clickWindowHours: 24, viewWindowHours: 0 })).toEqual([undefined, undefined]);
  });

  it('needs a token: what a page merely says is none', () => {
    expect(touch('e1', bought.orderedAt, { placement: undefined })).toBeUndefined();
    expect(touch('e1', bought.orderedAt, { type: 'offer_accept' })).toBeUndefined();
    expect(touch('e1', bought.orderedAt, { isBot: true })).toBeUndefined();
  });
});
