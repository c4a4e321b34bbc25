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

const listOf = (found: ReturnType<typeof lists>, kind: 'popular' | 'trending', category = '') =>
  found.find((list) => list.kind === kind && list.category === category)?.candidates;

const idsOf = (found: ReturnType<typeof lists>, kind: 'popular' | 'trending', category = '') =>
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
    { productId: 'b', score: 1, count: 2 },
    { productId: 'a', score: 0.5, count: 1 },
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
    { productId: 'a', score: 1, count: 1 },
    { productId: 'b', score: 0.1, count: 1 },
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
