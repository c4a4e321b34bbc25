import { relations } from '#core/recommend/relation';
import { assembleRows } from '#core/training/assemble-rows';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { trainRelation } from '#core/training/train-relation';
import { makeDemoCatalog } from '#local/demo/catalog';
import { tellShopperStory } from '#local/demo/shoppers';

const now = '2026-11-20T10:00:00.000Z';
const catalog = makeDemoCatalog({ now, shopUrl: 'http://127.0.0.1:4310' });
const story = (seed?: number) => tellShopperStory({ catalog, now, orders: 3_000, sessions: 200, seed });
const products = catalog.map(({ product }) => product);

describe('the demo store', () => {
  it('has at least 300 products with distinct ids, pictures, prices and categories', () => {
    expect(new Set(products.map(({ productId }) => productId)).size).toBe(products.length);
    expect(products.length).toBeGreaterThanOrEqual(300);
    for (const { svg, prices, categoryPath, title } of products) {
      expect(svg).toMatch(/^<svg .*<\/svg>$/s);
      expect(prices[0]?.amount).toBeGreaterThan(0);
      expect([categoryPath.length, title.length > 3]).toEqual([2, true]);
    }
  });

  it('tells the same story for the same seed and another for another', () => {
    expect(story()).toEqual(story());
    expect(story(1).orders[0]).not.toEqual(story(2).orders[0]);
  });

  it('lets everything happen before now, and nothing longer ago than events are taken', () => {
    const { events, orders } = story();
    expect(orders.every(({ orderedAt }) => orderedAt < now)).toBe(true);
    const oldest = new Date(Date.parse(now) - 7 * 86_400_000).toISOString();
    expect(events.every(({ occurredAt }) => occurredAt < now && occurredAt > oldest)).toBe(true);
  });

  it('plants habits that the engine finds: the best partner is of a kind that goes with the product', () => {
    const data = buildTrainingData({ orders: story().orders, events: [], products, now, windowDays: 365 });
    const trained = relations.map((relation) => trainRelation(relation, data, products, defaultTrainingParameters));
    const kindOf = new Map(catalog.map(({ product, kind }) => [product.productId, kind]));
    const best = [
      ...assembleRows({ modelVersion: 'm1', productIds: data.productIds, catalog: products, trained }),
    ].flatMap(({ productId, support, relations: { 'bought-together': partners = [] } }) =>
      // Products that hardly anybody bought prove nothing.
      support.baskets >= 15 && partners[0] ? [[kindOf.get(productId), kindOf.get(partners[0].productId)] as const] : [],
    );
    const planted = best.filter(([a, b]) => a && b && (a.goesWith.includes(b.kind) || b.goesWith.includes(a.kind)));
    expect(best.length).toBeGreaterThan(100);
    expect(planted.length / best.length).toBeGreaterThan(0.9);
  });
});
