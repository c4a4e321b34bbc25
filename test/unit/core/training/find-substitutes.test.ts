import type { Product } from '#core/catalog/product';
import { complementsOf } from '#core/recommend/complements';
import { decodeRow, encodeRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';
import { assembleRows } from '#core/training/assemble-rows';
import { areSubstitutes, findSubstitutes, type PairFacts, poissonAtMost } from '#core/training/find-substitutes';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { trainRelation } from '#core/training/train-relation';
import { anOrder, aProduct, aView } from '#test/support/recommendation-fixtures';

const phones = { categoryPath: ['Electronics', 'Phones'] };
const catalog: readonly Product[] = [
  aProduct('phone-a', phones),
  aProduct('phone-b', phones),
  aProduct('phone-case', { categoryPath: ['Electronics', 'Phone cases'] }),
  aProduct('strap-red', { categoryPath: ['Electronics', 'Straps'] }),
  aProduct('strap-blue', { categoryPath: ['Electronics', 'Straps'] }),
];

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

/** Visits that look at the first products and orders that hold the second, `times` times. */
const story = (number: number, times: number, viewed: readonly string[], bought: readonly (readonly string[])[]) =>
  Array.from({ length: times }, (_, index) => {
    const minute = index * 10 + number;
    const views = viewed.map((id, step) =>
      aView(`v${number}-${index}-${step}`, id, { sessionId: `s${number}-${index}`, occurredAt: at(minute) }),
    );
    const ids = bought[index % Math.max(1, bought.length)];
    const id = `o${number}-${index}`;
    return { views, orders: ids ? [anOrder(id, ids, { orderedAt: at(minute), customerId: id })] : [] };
  });

const shop = (withCategories = true) => {
  const stories = [
    // Phones are compared and one is bought, hardly ever both.
    ...story(
      1,
      200,
      ['phone-a', 'phone-b'],
      [['phone-a'], ['phone-b'], ['phone-a', 'phone-case'], ['phone-b', 'phone-case']],
    ),
    ...story(2, 3, ['phone-a', 'phone-b'], [['phone-a', 'phone-b']]),
    // A case goes with a phone.
    ...story(3, 60, ['phone-a', 'phone-case'], [['phone-a', 'phone-case'], ['phone-case']]),
    // Straps of two colours are looked at and bought together.
    ...story(4, 100, ['strap-red', 'strap-blue'], [['strap-red', 'strap-blue'], ['strap-red'], ['strap-blue']]),
  ];
  const products = catalog.map((product) => (withCategories ? product : { ...product, categoryPath: [] }));
  const data = buildTrainingData({
    orders: stories.flatMap(({ orders }) => orders),
    events: stories.flatMap(({ views }) => views),
    products,
    now: '2026-12-31T00:00:00Z',
    windowDays: 365,
  });
  const trained = relations.map((relation) => trainRelation(relation, data, products, defaultTrainingParameters));
  return { data, products, trained };
};

const substitutesIn = ({ data, products, trained }: ReturnType<typeof shop>) =>
  Object.fromEntries(
    Array.from(findSubstitutes(trained, data, products), ([item, others]) => [
      data.productIds[item],
      others.map((other) => data.productIds[other]),
    ]),
  );

it('products that are compared but hardly ever bought together replace each other, from both sides', () => {
  expect(substitutesIn(shop())).toEqual({ 'phone-a': ['phone-b'], 'phone-b': ['phone-a'] });
});

it('nothing is a substitute in a store without categories, without views or without orders', () => {
  expect(substitutesIn(shop(false))).toEqual({});
  const { data, products, trained } = shop();
  const emptyLog = { ...data.sessions, offsets: new Int32Array(1), items: new Int32Array(0) };
  expect(findSubstitutes(trained, { ...data, sessions: emptyLog }, products).size).toBe(0);
  expect(findSubstitutes(trained, { ...data, baskets: emptyLog }, products).size).toBe(0);
});

it('a row remembers its substitutes: neither bundles nor carts offer them, the page may', () => {
  const { data, products, trained } = shop();
  const substitutes = findSubstitutes(trained, data, products);
  const assembly = { modelVersion: 'm1', productIds: data.productIds, catalog: products, trained, substitutes };
  const row = [...assembleRows(assembly)].find(({ productId }) => productId === 'phone-a')!;
  const read = decodeRow(encodeRow(row), 'phone-a');
  expect(read.substitutes).toEqual(['phone-b']);
  expect(read.relations['bought-together']?.map(({ productId }) => productId)).toContain('phone-b');
  expect(complementsOf(read).map(({ productId }) => productId)).toEqual(['phone-case']);
  const cart = read.cart?.candidates.map(({ productId }) => productId);
  expect(cart?.[0]).toBe('phone-case');
  expect(cart).not.toContain('phone-b');
});

describe('areSubstitutes', () => {
  const facts = (overrides: Partial<PairFacts>): PairFacts => ({
    coViews: 400,
    coPurchases: 1,
    views: [1000, 1000],
    purchases: [300, 300],
    ...overrides,
  });
  it('says yes where both would be bought 36 times by chance and were once', () => {
    expect(areSubstitutes(facts({}))).toBe(true);
  });
  it('says no where they are bought together as often as chance has it', () => {
    expect(areSubstitutes(facts({ coPurchases: 36 }))).toBe(false);
  });
  it('says no where too little is bought to tell', () => {
    expect(areSubstitutes(facts({ purchases: [30, 30], coPurchases: 0 }))).toBe(false);
  });
  it('says no where they were seen together less than ten times', () => {
    expect(areSubstitutes(facts({ coViews: 9, views: [9, 9], purchases: [9, 9], coPurchases: 0 }))).toBe(false);
  });
  it('says yes for as little as ten sessions that all bought, each one of the two', () => {
    expect(areSubstitutes(facts({ coViews: 10, views: [10, 10], purchases: [10, 10], coPurchases: 0 }))).toBe(true);
  });
});

describe('poissonAtMost', () => {
  it.each([
    [0, 1, 0.367879],
    [2, 3, 0.42319],
    [10, 20, 0.010812],
    [5, 0, 1],
  ])('P(X ≤ %d) with mean %d is %d', (count, mean, expected) => {
    expect(poissonAtMost(count, mean)).toBeCloseTo(expected, 5);
  });
  it('does not take a great mean for impossible', () => {
    expect(poissonAtMost(2500, 2000)).toBeCloseTo(1, 6);
    expect(poissonAtMost(1500, 2000)).toBeLessThan(1e-9);
  });
});
