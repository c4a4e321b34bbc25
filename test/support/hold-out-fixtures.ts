import type { ShopEvent } from '#core/events/shop-event';
import type { HoldOutContext } from '#core/hold-out/count-hold-out';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import type { Order } from '#core/orders/order';
import { mulberry32 } from '#core/random/mulberry32';
import { anOrder } from '#test/support/recommendation-fixtures';

export const holdOutContext: HoldOutContext = {
  companyId: 'shop',
  timeZone: 'Europe/Berlin',
  holdOut: { ...defaultHoldOutSettings, shareBasisPoints: 3000 },
};

export const shopperEvent = (eventId: string, extra: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId,
  companyId: holdOutContext.companyId,
  type: 'product_view',
  occurredAt: '2026-11-18T10:00:00.000Z',
  receivedAt: '2026-11-18T10:00:01.000Z',
  sessionId: 's1',
  productId: 'p1',
  ...extra,
});

export const paidOrder = (orderId: string, amount: number, overrides: Partial<Order> = {}): Order =>
  anOrder(orderId, ['p1'], {
    currency: 'EUR',
    lines: [{ productId: 'p1', quantity: 1, refundedQuantity: 0, unitPrice: { amount, currency: 'EUR' } }],
    sessionId: 's1',
    orderedAt: '2026-11-18T11:00:00.000Z',
    updatedAt: '2026-11-18T11:00:00.000Z',
    ...overrides,
  });

const dayMs = 86_400_000;

/** What a few shoppers did over three weeks: views, impressions, robots, purchases, and orders in several versions. */
export const threeWeeks = (companyId: string, seed: number) => {
  const random = mulberry32(seed);
  const at = (base: number) => new Date(base + Math.floor(random() * 21 * dayMs)).toISOString();
  const start = Date.parse('2026-11-02T00:00:00.000Z');
  const types = [
    'product_view',
    'recommendation_impression',
    'add_to_cart',
    'purchase',
    'recommendation_click',
  ] as const;
  const events = Array.from({ length: 80 }, (_, index): ShopEvent => {
    const type = types[Math.floor(random() * types.length)]!;
    const time = at(start);
    const purchase = {
      orderId: `o${Math.floor(random() * 12)}`,
      value: { amount: 100 * (index + 1), currency: 'EUR' },
    };
    return shopperEvent(`event-${index}`, {
      companyId,
      type,
      sessionId: `s${Math.floor(random() * 9)}`,
      occurredAt: time,
      receivedAt: time,
      ...(type === 'purchase' && purchase),
      ...(random() < 0.1 && { isBot: true }),
    });
  });
  const orders = Array.from({ length: 30 }, (_, index): Order => {
    const orderId = `o${index % 14}`;
    const orderedAt = new Date(start + ((index % 14) * 21 * dayMs) / 14).toISOString();
    const status = random() < 0.15 ? 'cancelled' : 'placed';
    const updatedAt = new Date(Date.parse(orderedAt) + index * 60_000).toISOString();
    return paidOrder(orderId, 1000 + index, { orderedAt, updatedAt, status, sessionId: `s${(index % 14) % 9}` });
  });
  return { events, orders };
};

/** The newest version of each order. */
export const newestOf = (orders: readonly Order[]): Order[] =>
  [...Map.groupBy(orders, ({ orderId }) => orderId).values()].map(
    (versions) => [...versions].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))[0]!,
  );
