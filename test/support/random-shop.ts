import type { Product } from '#core/catalog/product';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import type { Shop } from '#test/support/pipeline-fakes';
import { product } from '#test/support/planted-shop';

/** Lehmer's generator: uniform in [0, 1), the same for a seed everywhere. */
const randomFrom = (seed: number): (() => number) => {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const startMs = Date.parse('2026-06-01T00:00:00.000Z');

/**
 * A shop with everything that a log must get right: guests and customers, sessions that turn out to be a customer's,
 * cancelled orders, returns, pixel purchases with and without a server order, refunds, refused consent, repeated events,
 * variants, and products that are not sold or not known.
 */
export const randomShop = (
  seed: number,
  size: { products: number; orders: number; sessions: number },
): Required<Shop> => {
  const random = randomFrom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const skewed = (most: number): number => Math.floor(random() ** 2 * most);
  const productId = (item: number): string => `p${String(item).padStart(4, '0')}`;
  const instant = (days: number): string => new Date(startMs + Math.floor(days * 86_400_000)).toISOString();
  const products = Array.from({ length: size.products }, (_, item): Product => {
    const variant = item % 7 === 3 ? { variantOf: productId(item - 1) } : {};
    return product(productId(item), { ...variant, status: item % 11 === 5 ? 'archived' : 'active' });
  });
  const customer = (): { customerId?: string; sessionId?: string } => {
    const kind = below(4);
    if (kind < 2) return { customerId: `c${skewed(size.orders / 3)}` };
    return kind === 2 ? { sessionId: `s${below(size.sessions)}` } : {};
  };
  const orders = Array.from({ length: size.orders }, (_, number): Order => {
    const orderedAt = instant(random() * 150);
    const bought = new Set(Array.from({ length: 1 + below(6) }, () => skewed(size.products + 2)));
    return {
      orderId: `o${number}`,
      ...customer(),
      status: number % 13 === 4 ? 'cancelled' : 'placed',
      currency: 'EUR',
      lines: Array.from(bought, (item) => ({
        productId: productId(item),
        quantity: 1 + below(3),
        refundedQuantity: below(8) === 0 ? 1 : 0,
        unitPrice: { amount: 1000, currency: 'EUR' },
      })),
      orderedAt,
      updatedAt: orderedAt,
    };
  });
  const event = (number: number, parts: Partial<ShopEvent> & Pick<ShopEvent, 'type' | 'occurredAt'>): ShopEvent => ({
    eventId: `e${number}`,
    companyId: 'acme-shop',
    receivedAt: parts.occurredAt,
    sessionId: 's0',
    ...parts,
  });
  const visits = Array.from({ length: size.sessions }, (_, session) => {
    const day = random() * 150;
    const known = below(3) === 0 ? { customerId: `c${skewed(size.orders / 3)}` } : {};
    return Array.from({ length: 1 + below(9) }, (_, step) =>
      event(session * 20 + step, {
        type: below(5) === 0 ? 'add_to_cart' : 'product_view',
        occurredAt: instant(day + Math.floor(step / 2) / 1000),
        sessionId: `s${session}`,
        productId: productId(skewed(size.products + 2)),
        ...(step % 2 === 0 && known),
        ...(session % 17 === 3 && { consent: { analytics: false } }),
      }),
    );
  }).flat();
  const pixel = Array.from({ length: size.orders / 4 }, (_, number) =>
    event(1_000_000 + number, {
      type: number % 9 === 8 ? 'refund' : 'purchase',
      occurredAt: instant(random() * 150),
      sessionId: `s${below(size.sessions)}`,
      ...(number % 3 > 0 && {
        orderId: number % 3 === 1 ? `o${number}` : `pixel${number - (number % 9 === 8 ? 6 : 0)}`,
      }),
      productIds: Array.from({ length: 1 + below(4) }, () => productId(skewed(size.products))),
    }),
  );
  const events = [...visits, ...pixel];
  return { products, orders, events: [...events, ...events.filter((_, number) => number % 10 === 0)] };
};
