import fc from 'fast-check';
import type { Product } from '#core/catalog/product';
import type { Order } from '#core/orders/order';
import { type Relation, relations } from '#core/recommend/relation';
import { borrowNeighbours } from '#core/training/borrow-neighbours';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { type TrainedRelation, trainRelation } from '#core/training/train-relation';
import { anOrder, aProduct } from '#test/support/recommendation-fixtures';

const window = { now: '2026-02-01T00:00:00Z', windowDays: 365 };

/** Copper pans are met with lids; whisks are like nothing else. */
const shop = [
  aProduct('pan-1', { title: 'Copper pan small' }),
  aProduct('pan-2', { title: 'Copper pan large' }),
  aProduct('pan-new', { title: 'Copper pan medium' }),
  aProduct('lid', { title: 'Glass cover' }),
  aProduct('whisk', { title: 'Balloon whisk' }),
  aProduct('gone', { title: 'Copper pan old', status: 'archived' }),
];

const order = (index: number, ids: readonly string[]): Order =>
  anOrder(`o${index}`, ids, {
    customerId: `c${index}`,
    orderedAt: `2026-01-01T00:00:${String(index % 60).padStart(2, '0')}Z`,
  });

const learn = (orders: readonly Order[], catalog: readonly Product[] = shop) => {
  const data = buildTrainingData({ orders, events: [], products: catalog, ...window });
  const trained = relations.map((relation) => trainRelation(relation, data, catalog, defaultTrainingParameters));
  return { data, trained, filled: borrowNeighbours(trained, data.productIds, catalog) };
};

const rowOf = (found: readonly TrainedRelation[], relation: Relation, productIds: readonly string[], id: string) => {
  const one = found.find((candidate) => candidate.relation === relation)!;
  const item = productIds.indexOf(id);
  return Array.from({ length: one.offsets[item + 1]! - one.offsets[item]! }, (_, slot) => {
    const at = one.offsets[item]! + slot;
    return { id: productIds[one.candidates[at]!]!, score: one.scores[at]!, count: one.pairCounts[at]! };
  });
};

const panOrders = (count: number): Order[] =>
  Array.from({ length: count }, (_, index) => order(index, [index % 2 ? 'pan-1' : 'pan-2', 'lid']));

it('a product that nobody met gets what its likes are met with, and no count claims that anybody did', () => {
  const { data, trained, filled } = learn(panOrders(40));
  expect(rowOf(trained, 'bought-together', data.productIds, 'pan-new')).toEqual([]);
  const row = rowOf(filled, 'bought-together', data.productIds, 'pan-new');
  expect(row.map(({ id }) => id)).toEqual(expect.arrayContaining(['lid', 'pan-1', 'pan-2']));
  expect(row.map(({ id }) => id)).not.toContain('gone');
  expect(row.every(({ count }) => count === 0)).toBe(true);
  expect(row[0]!.score).toBe(1);
});

it('what is known about a product itself keeps its exact count and outweighs what was borrowed', () => {
  const own = Array.from({ length: 12 }, (_, index) => order(100 + index, ['pan-new', 'whisk']));
  const { data, filled } = learn([...panOrders(40), ...own]);
  const [first, ...others] = rowOf(filled, 'bought-together', data.productIds, 'pan-new');
  expect(first).toEqual({ id: 'whisk', score: 1, count: 12 });
  expect(others.map(({ id }) => id)).toContain('lid');
});

it('the more is known the less is borrowed, without a step from one night to the next', () => {
  const shareOfLid = (own: number): number => {
    const orders = Array.from({ length: own }, (_, index) => order(100 + index, ['pan-new', 'whisk']));
    const { data, filled } = learn([...panOrders(40), ...orders]);
    const row = rowOf(filled, 'bought-together', data.productIds, 'pan-new');
    const scoreOf = (id: string): number => row.find((candidate) => candidate.id === id)?.score ?? 0;
    return scoreOf('lid') / (scoreOf('lid') + scoreOf('whisk'));
  };
  const shares = [0, 1, 2, 4, 8, 16, 24].map(shareOfLid);
  expect(shares[0]).toBe(1);
  for (let at = 1; at < shares.length; at += 1) expect(shares[at]!).toBeLessThan(shares[at - 1]!);
  expect(shareOfLid(40)).toBe(0);
});

it('rows of well-known products, content rows, carts and stores without behaviour stay as they are', () => {
  const { data, trained, filled } = learn(panOrders(100));
  for (const relation of relations) {
    expect(rowOf(filled, relation, data.productIds, 'lid')).toEqual(rowOf(trained, relation, data.productIds, 'lid'));
  }
  expect(filled.find(({ relation }) => relation === 'similar')).toBe(trained.at(-1));
  const empty = learn([]);
  expect(empty.filled).toEqual(empty.trained);
});

it('nothing is borrowed without a content relation', () => {
  const { data, trained } = learn(panOrders(10));
  const behaviour = trained.filter(({ relation }) => relation !== 'similar');
  expect(borrowNeighbours(behaviour, data.productIds, shop)).toEqual(behaviour);
});

it('rows are sorted, hold each product once, never the product itself, a variant of it or an archived one', () => {
  const catalog = shop.map((product) => (product.productId === 'pan-2' ? { ...product, variantOf: 'pan-1' } : product));
  const ids = catalog.map(({ productId }) => productId);
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 4 }), { maxLength: 20 }),
      (raw) => {
        const { data, filled } = learn(
          raw.map((items, index) => order(index, items)),
          catalog,
        );
        for (const { productId, variantOf } of catalog) {
          const row = rowOf(filled, 'bought-together', data.productIds, productId);
          const shown = row.map(({ id }) => id);
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown).not.toContain(productId);
          expect(shown).not.toContain('gone');
          if (variantOf) expect(shown).not.toContain(variantOf);
          for (let at = 1; at < row.length; at += 1) expect(row[at]!.score).toBeLessThanOrEqual(row[at - 1]!.score);
        }
      },
    ),
  );
});
