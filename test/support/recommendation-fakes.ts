import type { Product } from '#core/catalog/product';
import type { ShopperState } from '#core/events/shopper-state';
import type { RecommendationReader } from '#core/ports/recommendation-reader';
import type { ShopperIds } from '#core/ports/shopper-store';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import type { Relation } from '#core/recommend/relation';
import { testNow } from '#test/support/endpoint-fakes';

/** An active product with stock and a price of 10.00 EUR. */
export const product = (productId: string, overrides: Partial<Product> = {}): Product => ({
  productId,
  title: `Product ${productId}`,
  categoryPath: ['Kitchen'],
  prices: [{ amount: 1_000, currency: 'EUR' }],
  stock: 5,
  status: 'active',
  attributes: {},
  tags: [],
  updatedAt: testNow,
  ...overrides,
});

/** A row whose candidates come in falling score, each behind 20 pairs. */
export const row = (
  productId: string,
  relations: Partial<Record<Relation, readonly string[]>>,
  modelVersion = 'm1',
): RecommendationRow => ({
  productId,
  modelVersion,
  support: { baskets: 100, customers: 80, sessions: 200 },
  relations: Object.fromEntries(
    Object.entries(relations).map(([relation, ids]) => [
      relation,
      ids.map(
        (id, index): RowCandidate => ({
          productId: id,
          score: 1 - index * 0.1,
          pairCount: relation === 'similar' ? 0 : 20,
        }),
      ),
    ]),
  ),
});

export interface ReaderContents {
  readonly products?: readonly Product[];
  /** What the reader finds when it samples the catalog; all products when absent. */
  readonly sample?: readonly Product[];
  readonly rows?: readonly RecommendationRow[];
  readonly lists?: readonly PopularityList[];
  readonly learned?: LearnedBlend;
  readonly sessions?: Readonly<Record<string, ShopperState>>;
  readonly customers?: Readonly<Record<string, ShopperState>>;
  /** Baskets by customer, newest first. */
  readonly purchases?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** A reader over fixed contents that notes which of its functions were called. */
export const fakeRecommendDependencies = (contents: ReaderContents) => {
  const calls: string[] = [];
  const noted = <T>(name: string, value: T): Promise<T> => {
    calls.push(name);
    return Promise.resolve(value);
  };
  const { products = [], rows = [], lists = [], sessions = {}, customers = {} } = contents;
  const reader: RecommendationReader = {
    // Read once per environment, so it is no call of a request.
    blend: async () => contents.learned,
    row: (_, modelVersion, productId) =>
      noted(
        'row',
        rows.find((one) => one.productId === productId && one.modelVersion === modelVersion),
      ),
    rows: (_, modelVersion, ids) =>
      noted(
        'rows',
        ids.flatMap((id) => rows.find((one) => one.productId === id && one.modelVersion === modelVersion) ?? []),
      ),
    lists: (_, __, categories) =>
      noted(
        'lists',
        lists.filter(({ category }) => categories.includes(category)),
      ),
    cards: (_, ids) =>
      noted(
        'cards',
        new Map(products.filter(({ productId }) => ids.includes(productId)).map((one) => [one.productId, one])),
      ),
    sample: () => noted('sample', contents.sample ?? products),
  };
  const shoppers = {
    shopper: (_: string, { sessionId = '', customerId = '' }: ShopperIds) =>
      noted('shopper', {
        session: sessions[sessionId],
        customer: customers[customerId],
        pastBaskets: contents.purchases?.[customerId] ?? [],
      }),
  };
  return { reader, shoppers, calls };
};
