import type { Product } from '#core/catalog/product';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import type { Shop } from '#test/support/pipeline-fakes';

export const product = (productId: string, overrides: Partial<Product> = {}): Product => ({
  productId,
  title: `Product ${productId}`,
  categoryPath: ['Kitchen'],
  prices: [{ amount: 1000, currency: 'EUR' }],
  status: 'active',
  attributes: {},
  tags: [],
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...overrides,
});

export const order = (number: number, productIds: readonly string[], orderedAt: string): Order => ({
  orderId: `o${number}`,
  customerId: `c${number % 40}`,
  status: 'placed',
  currency: 'EUR',
  lines: productIds.map((productId) => ({
    productId,
    quantity: 1,
    refundedQuantity: 0,
    unitPrice: { amount: 1000, currency: 'EUR' },
  })),
  orderedAt,
  updatedAt: orderedAt,
});

export const view = (number: number, productId: string, occurredAt: string): ShopEvent => ({
  eventId: `event-${number}`,
  companyId: 'acme-shop',
  type: 'product_view',
  occurredAt,
  receivedAt: occurredAt,
  sessionId: `s${Math.floor(number / 3)}`,
  productId,
});

const day = (number: number): string =>
  `2026-${number < 30 ? '10' : '11'}-${String((number % 18) + 1).padStart(2, '0')}`;

/** Twenty products; `p01` and `p02` are bought together 50 times, the others at random-looking but fixed times. */
export const plantedShop = (): Required<Shop> => {
  const id = (number: number): string => `p${String((number % 20) + 1).padStart(2, '0')}`;
  const planted = Array.from({ length: 50 }, (_, index) => order(index, ['p01', 'p02'], `${day(index)}T10:00:00.000Z`));
  const others = Array.from({ length: 60 }, (_, index) =>
    order(100 + index, [id(2 + index * 7), id(3 + index * 11)], `${day(index)}T12:00:00.000Z`),
  );
  const views = Array.from({ length: 90 }, (_, index) =>
    view(index, id(index * 5 + (index % 3)), `${day(index % 60)}T09:${String(index % 60).padStart(2, '0')}:00.000Z`),
  );
  return {
    products: Array.from({ length: 20 }, (_, index) =>
      product(id(index), { title: `${index % 2 ? 'Copper' : 'Oak'} kitchen tool ${id(index)}` }),
    ),
    orders: [...planted, ...others],
    events: [...views, ...views.slice(0, 10)],
  };
};
