import type { Product } from '#core/catalog/product';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { seededRandom } from '#core/random/seeded-random';
import { type LearnedBlend, listKinds } from '#core/ranking/learned/learned-blend';
import { inputNames } from '#core/ranking/learned/signals';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';

export interface RankingCase {
  /** Products of the session, and of the cart. */
  readonly items: number;
  /** Products that each row leads to; every relation knows all of them, in an order of its own. */
  readonly candidates: number;
  readonly catalogSize: number;
}

/** A visit of 20 products, 50 candidates each in every relation and in the cart's list: more than a stored row holds. */
export const longVisit: RankingCase = { items: 20, candidates: 50, catalogSize: 2_000 };

const idOf = (item: number): string => `sku-${String(item).padStart(6, '0')}`;

const colours = ['red', 'blue', 'white', 'green'];
const things = ['cup', 'pot', 'lantern', 'bag', 'cushion', 'clock'];

/** Every filter finds something to take out: stock, status, variants, equal names, categories and prices. */
const productOf = (item: number, random: () => number): Product => ({
  productId: idOf(item),
  title: `${colours[item % 4]} ${things[item % 6]} with pattern ${item % 400}`,
  categoryPath: ['Home', `Room ${item % 12}`, `Shelf ${item % 60}`],
  brand: `Brand ${item % 30}`,
  prices: [{ amount: 100 + (item % 900), currency: item % 50 === 0 ? 'USD' : 'EUR' }],
  cost: { amount: 50 + (item % 300), currency: 'EUR' },
  stock: Math.floor(random() * 20),
  status: item % 40 === 0 ? 'draft' : 'active',
  attributes: {},
  tags: [],
  ...(item % 7 === 0 && { variantOf: idOf(item + 1) }),
  updatedAt: '2026-01-01T00:00:00Z',
});

const listOf = (length: number, catalogSize: number, random: () => number): RowCandidate[] => {
  const ids = new Set<string>();
  // Squared: some products are in many rows, as bestsellers are.
  while (ids.size < length) ids.add(idOf(Math.floor(random() ** 2 * catalogSize)));
  return Array.from(ids, (productId, rank) => ({
    productId,
    score: 1 / (1 + rank / 4),
    pairCount: Math.ceil(random() * 80),
  }));
};

const rowOf = (item: number, { candidates, catalogSize }: RankingCase, random: () => number): RecommendationRow => {
  const known = listOf(candidates, catalogSize, random);
  const list = (): RowCandidate[] =>
    known.map((candidate) => ({ ...candidate, score: random() })).sort((a, b) => b.score - a.score);
  return {
    productId: idOf(item),
    modelVersion: 'm1',
    support: { baskets: 500, customers: 300, sessions: 2_000, allBaskets: 20_000 },
    relations: Object.fromEntries(relations.map((relation) => [relation, list()])),
    cart: { strength: 0.3 + random() / 2, candidates: list() },
  };
};

/** The request of a seed: a page, a visit and a cart, with every filter, wish and limit of a merchant at work. */
export const rankingRequest = (size: RankingCase, seed: number): RecommendationRequest => {
  const random = seededRandom(`ranking ${seed}`);
  const { items, catalogSize } = size;
  const visited = Array.from({ length: items }, () => Math.floor(random() * catalogSize));
  const page = Math.floor(random() * catalogSize);
  const cards = Array.from({ length: catalogSize }, (_, item) => productOf(item, random));
  const inCart = visited.filter((_, index) => index % 2 === 0).map(idOf);
  return {
    placement: 'you-might-like',
    source: cards[page]!,
    row: rowOf(page, size, random),
    contextRows: [...new Set(visited)].map((item) => rowOf(item, size, random)),
    sessionProductIds: visited.map(idOf),
    withReminders: true,
    mostReminders: 4,
    inCart,
    exclude: Array.from({ length: 20 }, () => idOf(Math.floor(random() * catalogSize))),
    popularity: ['', 'Home', `Home > Room ${page % 12}`].map((category) => ({
      kind: 'popular' as const,
      category,
      candidates: listOf(100, catalogSize, random).map(({ productId, score }) => ({ productId, score, count: 40 })),
    })),
    cards: new Map(cards.map((card) => [card.productId, card])),
    config: {
      ...defaultRecommendationConfig,
      excludedProductIds: Array.from({ length: 200 }, () => idOf(Math.floor(random() * catalogSize))),
      excludedCategories: ['Home > Room 3', 'Home > Room 5 > Shelf 17'],
      pins: [{ sourceProductId: null, productId: idOf(17), position: 2 }],
      hidden: [{ sourceProductId: idOf(page), productId: idOf(21) }],
      boosts: [{ kind: 'brand', value: 'Brand 3', factor: 1.5 }],
      stockThreshold: 1,
      maxPerCategory: 2,
      marginWeight: 0.5,
      lowStockThreshold: 3,
      lowStockDemotion: 0.3,
    },
    flags: defaultFeatureFlags,
    currency: 'EUR',
    limit: 12,
    now: '2026-02-01T00:00:00Z',
    locale: 'de',
  };
};

/** A store's own corrections of every kind of list, with a weight for every input. */
export const ownCorrections: LearnedBlend = Object.fromEntries(
  listKinds.map((kind) => [kind, Object.fromEntries(inputNames.map((name, index) => [name, ((index % 11) - 5) / 50]))]),
);
