import type { Product } from '#core/catalog/product';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import type { Relation } from '#core/recommend/relation';
import { type GroupedLog, packGroups } from '#core/similarity/grouped-log';

export const aProduct = (productId: string, overrides: Partial<Product> = {}): Product => ({
  productId,
  title: `Product ${productId}`,
  categoryPath: [],
  prices: [{ amount: 1000, currency: 'GBP' }],
  status: 'active',
  attributes: {},
  tags: [],
  updatedAt: '2026-01-01T00:00:00Z',
  ...overrides,
});

export const anOrder = (orderId: string, productIds: readonly string[], overrides: Partial<Order> = {}): Order => ({
  orderId,
  status: 'placed',
  currency: 'GBP',
  lines: productIds.map((productId) => ({
    productId,
    quantity: 1,
    refundedQuantity: 0,
    unitPrice: { amount: 1000, currency: 'GBP' },
  })),
  orderedAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  ...overrides,
});

export const aView = (eventId: string, productId: string, overrides: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId,
  companyId: 'shop',
  type: 'product_view',
  occurredAt: '2026-01-01T00:00:00Z',
  receivedAt: '2026-01-01T00:00:01Z',
  sessionId: 's1',
  productId,
  ...overrides,
});

/** A log of plain item lists, an hour apart; the person of group g is g unless given. */
export const aLog = (
  itemCount: number,
  groups: readonly (readonly number[])[],
  people?: readonly number[],
): GroupedLog =>
  packGroups(
    itemCount,
    groups.map((items, group) => ({
      person: people?.[group] ?? group,
      items,
      times: items.map(() => group * 3_600_000),
      weights: items.map(() => 1),
    })),
  );

export const aCandidate = (productId: string, score: number, pairCount = 10): RowCandidate => ({
  productId,
  score,
  pairCount,
});

export const aRow = (
  productId: string,
  relations: Partial<Record<Relation, readonly RowCandidate[]>>,
): RecommendationRow => ({
  productId,
  modelVersion: 'm1',
  support: { baskets: 1940, customers: 500, sessions: 60 },
  relations,
});

/** A request for the page of product `p0` of which every product named by `cards` is on sale. */
export const aRequest = (
  cards: readonly Product[],
  overrides: Partial<RecommendationRequest> = {},
): RecommendationRequest => ({
  placement: 'hybrid',
  source: aProduct('p0'),
  popularity: [],
  cards: new Map(cards.map((card) => [card.productId, card])),
  config: defaultRecommendationConfig,
  flags: defaultFeatureFlags,
  currency: 'GBP',
  limit: 8,
  exclude: [],
  inCart: [],
  now: '2026-02-01T00:00:00Z',
  ...overrides,
});
