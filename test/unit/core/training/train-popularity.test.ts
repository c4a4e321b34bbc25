import type { PopularityKind } from '#core/recommend/relation';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { trainPopularity } from '#core/training/train-popularity';
import { anOrder, aProduct, aView } from '#test/support/recommendation-fixtures';

const kitchen = { categoryPath: ['Kitchen', 'Tea'] };
const catalog = [
  aProduct('a', kitchen),
  aProduct('b', kitchen),
  aProduct('c', { categoryPath: ['Garden'] }),
  aProduct('d', { status: 'archived', ...kitchen }),
];

const lists = (
  orders: Parameters<typeof buildTrainingData>[0]['orders'],
  events: Parameters<typeof buildTrainingData>[0]['events'] = [],
) => {
  const data = buildTrainingData({ orders, events, products: catalog, now: '2026-12-31T00:00:00Z', windowDays: 365 });
  return trainPopularity(data, catalog, defaultTrainingParameters);
};

const listOf = (found: ReturnType<typeof lists>, kind: PopularityKind, category = '') =>
  found.find((list) => list.kind === kind && list.category === category)?.candidates;

const idsOf = (found: ReturnType<typeof lists>, kind: PopularityKind, category = '') =>
  listOf(found, kind, category)?.map(({ productId }) => productId);

const on = (day: string, orderId: string, productIds: readonly string[], customerId?: string) =>
  anOrder(orderId, productIds, { orderedAt: `${day}T00:00:00Z`, customerId });

it('a store without interactions lists its active products, in id order, for every category', () => {
  const found = lists([]);
  expect(listOf(found, 'popular')).toEqual(['a', 'b', 'c'].map((productId) => ({ productId, score: 0, count: 0 })));
  expect(idsOf(found, 'popular', 'Kitchen > Tea')).toEqual(['a', 'b']);
  expect(idsOf(found, 'popular', 'Kitchen')).toEqual(['a', 'b']);
  expect(idsOf(found, 'popular', 'Garden')).toEqual(['c']);
  expect(found.some(({ kind }) => kind === 'trending')).toBe(false);
});

it('ranks by people, newest counting most, and counts each person once', () => {
  const found = lists([
    on('2026-06-01', 'o1', ['a'], 'ann'),
    on('2026-06-01', 'o2', ['a'], 'ann'),
    on('2026-06-01', 'o3', ['b'], 'bob'),
    on('2026-06-01', 'o4', ['b'], 'cyd'),
    on('2026-05-02', 'o5', ['c'], 'dan'),
  ]);
  expect(listOf(found, 'popular')).toEqual([
    { productId: 'b', score: 1, count: 2, recent: 2 },
    { productId: 'a', score: 0.5, count: 1, recent: 1 },
    { productId: 'c', score: 0.25, count: 1 },
  ]);
});

it('a viewer counts as a part of a buyer, and somebody who did both once', () => {
  const at = '2026-06-01T00:00:00Z';
  const found = lists(
    [anOrder('o1', ['a'], { orderedAt: at, customerId: 'ann' })],
    [aView('e1', 'a', { occurredAt: at, customerId: 'ann' }), aView('e2', 'b', { occurredAt: at, sessionId: 's2' })],
  );
  expect(listOf(found, 'popular')?.slice(0, 2)).toEqual([
    { productId: 'a', score: 1, count: 1, recent: 1 },
    { productId: 'b', score: 0.1, count: 1, recent: 1 },
  ]);
});

it('a burst of people makes a trend, one eager session does not', () => {
  const steady = Array.from({ length: 35 }, (_, index) =>
    on(new Date(Date.UTC(2026, 4, 1 + index)).toISOString().slice(0, 10), `s${index}`, ['a']),
  );
  const burst = Array.from({ length: 10 }, (_, index) => on('2026-06-03', `b${index}`, ['b']));
  const robot = Array.from({ length: 50 }, (_, index) => on('2026-06-03', `r${index}`, ['c'], 'robot'));
  const found = lists([...steady, ...burst, ...robot]);
  expect(idsOf(found, 'popular')?.[0]).not.toBe('c');
  expect(listOf(found, 'trending')?.[0]).toMatchObject({ productId: 'b', score: 1, count: 10 });
  expect(listOf(found, 'trending')?.find(({ productId }) => productId === 'c')?.score ?? 0).toBeLessThan(0.2);
  expect(idsOf(lists([...steady, ...robot]), 'trending')).not.toContain('a');
});

describe('with a calendar of two seasons', () => {
  const daysAgo = (days: number): string =>
    new Date(Date.UTC(2026, 10, 20) - days * 86_400_000).toISOString().slice(0, 10);
  /** `a` sells every week; `b` sold only around this date last year; `c` only last summer. */
  const steady = Array.from({ length: 60 }, (_, week) => on(daysAgo(week * 7), `a${week}`, ['a']));
  const advent = Array.from({ length: 30 }, (_, index) => on(daysAgo(365 - (index % 25)), `b${index}`, ['b']));
  const summer = Array.from({ length: 30 }, (_, index) => on(daysAgo(200 - (index % 25)), `c${index}`, ['c']));
  const yearOfOrders = [...steady, ...advent, ...summer];
  const found = (orders: readonly ReturnType<typeof on>[]) => {
    const data = buildTrainingData({
      orders,
      events: [],
      products: catalog,
      now: '2026-12-31T00:00:00Z',
      windowDays: 540,
    });
    return trainPopularity(data, catalog, defaultTrainingParameters);
  };

  it('what sold in the same weeks of last year is in season, and neither what always sells nor what sold in summer', () => {
    expect(idsOf(found(yearOfOrders), 'seasonal')).toEqual(['b']);
    expect(idsOf(found(yearOfOrders), 'seasonal', 'Kitchen > Tea')).toEqual(['b']);
  });

  it('the same weeks of last year lift a product above one that sold since, but in another season', () => {
    const order = idsOf(found(yearOfOrders), 'popular');
    expect(order?.indexOf('b')).toBeLessThan(order!.indexOf('c'));
    const withoutSeason = { ...defaultTrainingParameters.popularity, seasonWeight: 0 };
    const data = buildTrainingData({
      orders: yearOfOrders,
      events: [],
      products: catalog,
      now: '2026-12-31T00:00:00Z',
      windowDays: 540,
    });
    const plain = idsOf(
      trainPopularity(data, catalog, { ...defaultTrainingParameters, popularity: withoutSeason }),
      'popular',
    );
    expect(plain?.indexOf('c')).toBeLessThan(plain!.indexOf('b'));
  });

  it('one eager buyer makes no season, and a history of less than a year knows none', () => {
    const robot = Array.from({ length: 50 }, (_, index) => on(daysAgo(360), `r${index}`, ['c'], 'robot'));
    expect(idsOf(found([...steady, ...robot]), 'seasonal')).toBeUndefined();
    const half = yearOfOrders.filter(({ orderedAt }) => orderedAt.slice(0, 10) > daysAgo(355));
    expect(idsOf(found(half), 'seasonal')).toBeUndefined();
  });

  it('counts the people of the newest week by themselves', () => {
    const week = ['ann', 'bob', 'ann'].map((who, index) => on(daysAgo(index), `w${index}`, ['c'], who));
    expect(
      listOf(found([...steady, ...summer, ...week]), 'popular')?.find(({ productId }) => productId === 'c'),
    ).toMatchObject({
      count: 32,
      recent: 2,
    });
  });
});

it('sizes of one product are one wish, told by the most wanted size and its own people', () => {
  const sizes = ['m', 's', 'l'].map((size) => aProduct(`shirt-${size}`, { variantOf: 'shirt' }));
  const orders = [
    ...['ann', 'bob'].map((who) => on('2026-06-01', `s-${who}`, ['shirt-s'], who)),
    on('2026-06-01', 'm', ['shirt-m'], 'cyd'),
    on('2026-06-01', 'l', ['shirt-l'], 'dan'),
    ...['eve', 'fay', 'gus'].map((who) => on('2026-06-01', `b-${who}`, ['b'], who)),
  ];
  const products = [...catalog, ...sizes];
  const data = buildTrainingData({ orders, events: [], products, now: '2026-12-31T00:00:00Z', windowDays: 365 });
  const popular = listOf(trainPopularity(data, products, defaultTrainingParameters), 'popular');
  expect(popular?.slice(0, 2)).toEqual([
    { productId: 'shirt-s', score: 1, count: 2, recent: 2 },
    { productId: 'b', score: 0.75, count: 3, recent: 3 },
  ]);
  expect(popular?.map(({ productId }) => productId)).not.toContain('shirt-m');
});
