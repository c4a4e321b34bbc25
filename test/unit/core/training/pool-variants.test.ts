import type { Product } from '#core/catalog/product';
import type { Order } from '#core/orders/order';
import { relations } from '#core/recommend/relation';
import { assembleRows } from '#core/training/assemble-rows';
import { buildTrainingData } from '#core/training/interaction-log';
import { makeRows } from '#core/training/make-rows';
import { defaultTrainingParameters } from '#core/training/parameters';
import { variantPool } from '#core/training/pool-variants';
import { productsInItemOrder, trainRelation } from '#core/training/train-relation';
import { anOrder, aProduct, aView } from '#test/support/recommendation-fixtures';

const shirt = (size: string, status: Product['status'] = 'active') =>
  aProduct(`shirt-${size}`, { title: `Linen shirt ${size}`, variantOf: 'shirt', status });

const catalog: readonly Product[] = [
  shirt('l'),
  shirt('m'),
  shirt('s'),
  shirt('xl', 'archived'),
  aProduct('belt', { title: 'Leather belt' }),
  aProduct('hat-blue', { title: 'Straw hat', variantOf: 'hat-red' }),
  aProduct('hat-red', { title: 'Straw hat' }),
  aProduct('sock', { title: 'Wool sock' }),
];

const order = (number: number, ids: readonly string[], customerId = `c${number}`): Order =>
  anOrder(`o${number}`, ids, { customerId, orderedAt: `2026-01-01T00:${String(number).padStart(2, '0')}:00Z` });

const rowsFrom = (orders: readonly Order[], views: readonly ReturnType<typeof aView>[] = [], products = catalog) => {
  const data = buildTrainingData({ orders, events: views, products, now: '2026-02-01T00:00:00Z', windowDays: 365 });
  const trained = relations.map((relation) => trainRelation(relation, data, products, defaultTrainingParameters));
  const rows = [...makeRows({ modelVersion: 'm1', data, catalog: products, trained })];
  return { data, trained, rows: new Map(rows.map((row) => [row.productId, row])) };
};

const ids = (list: readonly { readonly productId: string }[] = []) => list.map(({ productId }) => productId);

/** Size m sells with belts, size s hardly sells, size l never. */
const orders = [
  ...Array.from({ length: 8 }, (_, at) => order(at, ['shirt-m', 'belt'])),
  ...Array.from({ length: 3 }, (_, at) => order(10 + at, ['shirt-s', 'sock'])),
  order(20, ['shirt-s', 'shirt-m', 'belt']),
  ...Array.from({ length: 4 }, (_, at) => order(30 + at, ['hat-blue', 'shirt-m'])),
  order(40, ['hat-red', 'shirt-s']),
];

it('what is known of one size is known of all, with counts of the product as a whole', () => {
  const { rows } = rowsFrom(orders);
  for (const id of ['shirt-l', 'shirt-m', 'shirt-s']) {
    const row = rows.get(id)!;
    expect(row.support.baskets).toBe(17);
    expect(row.relations['bought-together']!.find(({ productId }) => productId === 'belt')!.pairCount).toBe(9);
    expect(ids(row.relations['bought-together'])).toEqual(expect.arrayContaining(['belt', 'hat-blue', 'sock']));
    expect(row.cart?.candidates.map(({ productId }) => productId)).toContain('belt');
  }
  expect(rows.has('shirt-xl')).toBe(false);
});

it('a product is offered in its two most wanted variants, next to each other, and never beside itself', () => {
  const { rows } = rowsFrom(orders);
  expect(ids(rows.get('belt')!.relations['bought-together']).slice(0, 2)).toEqual(['shirt-m', 'shirt-s']);
  expect(ids(rows.get('sock')!.relations['bought-together'])).toEqual(expect.arrayContaining(['shirt-m', 'shirt-s']));
  const hats = rows
    .get('shirt-l')!
    .relations['bought-together']!.filter(({ productId }) => productId.startsWith('hat'));
  expect(hats.map(({ productId, pairCount }) => [productId, pairCount])).toEqual([
    ['hat-blue', 5],
    ['hat-red', 5],
  ]);
  for (const row of rows.values()) {
    for (const list of [...Object.values(row.relations), row.cart?.candidates ?? []]) {
      expect(new Set(ids(list)).size).toBe(list.length);
      if (row.productId.startsWith('shirt')) expect(ids(list).join()).not.toContain('shirt');
    }
  }
});

it('going from size to size in a session is one step, not a pair', () => {
  const steps = ['shirt-l', 'shirt-m', 'belt', 'shirt-s'];
  const views = steps.map((id, at) => aView(`v${at}`, id, { occurredAt: `2026-01-01T00:00:0${at}Z` }));
  const row = rowsFrom([], views).rows.get('belt')!;
  expect(row.relations['also-viewed']![0]).toMatchObject({ productId: 'shirt-l', pairCount: 1 });
  expect(row.support.sessions).toBe(1);
});

it('every active product has one row', () => {
  const { rows } = rowsFrom(orders);
  const active = catalog.filter(({ status }) => status === 'active').map(({ productId }) => productId);
  expect([...rows.keys()].sort()).toEqual(active.sort());
});

it('a catalog without variants is served as it was trained', () => {
  const plain = catalog.filter(({ variantOf, productId }) => !variantOf && productId !== 'hat-red');
  const { data, trained, rows } = rowsFrom([order(1, ['belt', 'sock'])], [], plain);
  expect(variantPool(productsInItemOrder(data.productIds, plain), data)).toBeUndefined();
  const assembled = [
    ...assembleRows({ modelVersion: 'm1', productIds: data.productIds, catalog: plain, trained, logs: data }),
  ];
  expect(ids([...rows.values()])).toEqual(ids(assembled));
});

it('a product is not more similar for coming in several sizes', () => {
  const mugs = ['large', 'small'].map((size) =>
    aProduct(`mug-${size}`, { title: `Moss mug ${size}`, variantOf: 'mug' }),
  );
  const plain = aProduct('teapot', { title: 'Moss teapot brewing' });
  const products = [...mugs, plain, aProduct('dripper', { title: 'Moss dripper brewing' })];
  const row = rowsFrom([], [], products).rows.get('dripper')!;
  expect(ids(row.relations.similar)).toEqual(['teapot', 'mug-large', 'mug-small']);
});
