import type { ShopEvent } from '#core/events/shop-event';
import { joinSignals, type Signal, slotOfMinute } from '#core/live/live-signals';
import { trendingLists, trendingProducts } from '#core/live/trending';
import type { PopularityList } from '#core/recommend/popularity-list';
import { learnBatches, liveNowMs, viewAt } from '#test/support/live-events';
import { product } from '#test/support/recommendation-fakes';

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** Forty sessions that look at one of ten products each. */
const ordinary = (): ShopEvent[] => range(40).map((at) => viewAt(`s${at}`, `p${at % 10}`, at));

const ids = (events: readonly ShopEvent[], popular?: PopularityList) =>
  trendingProducts(learnBatches([events]), popular, liveNowMs).map(({ productId }) => productId);

const listed = (counts: Readonly<Record<string, number>>): PopularityList => ({
  kind: 'popular',
  category: '',
  candidates: Object.entries(counts).map(([productId, count]) => ({ productId, score: 1, count })),
});

it('what distinct sessions come for all at once trends', () => {
  const burst = range(12).map((at) => viewAt(`burst${at}`, 'hot', at % 3));
  expect(ids([...ordinary(), ...burst])).toEqual(['hot']);
});

it('a session that hammers a product ten thousand times lifts nothing', () => {
  const before = trendingProducts(learnBatches([ordinary()]), undefined, liveNowMs);
  const hammering = range(10_000).map(() => viewAt('robot', 'hot'));
  expect(before).toEqual([]);
  expect(ids([...ordinary(), ...hammering])).toEqual([]);
});

it('fewer than five people make no trend, however quiet the shop is', () => {
  const burst = range(4).map((at) => viewAt(`burst${at}`, 'hot'));
  expect(ids([...range(10).map((at) => viewAt(`s${at}`, `p${at}`, 300)), ...burst])).toEqual([]);
});

it('a bestseller does not trend by being what it always is', () => {
  const steady = range(60).map((at) => viewAt(`s${at}`, at % 2 === 0 ? 'best' : `p${at % 11}`, at));
  expect(ids(steady, listed({ best: 5_000, p1: 1_000, p3: 1_000, p5: 900, p7: 900, p9: 800 }))).toEqual([]);
});

it('while neither a past nor a model is there, what more people look at than at the rest trends', () => {
  expect(ids(range(60).map((at) => viewAt(`s${at}`, at % 2 === 0 ? 'best' : `p${at % 11}`, at)))).toEqual(['best']);
});

it('once its past is known a product is measured by it, without any model', () => {
  const minute = Math.floor(liveNowMs / 60_000);
  const day = (ago: number, productId: string, count: number): Signal => ({
    slot: `d${Math.floor(minute / 1440) - ago}`,
    kind: 'view',
    ids: [productId],
    count,
  });
  const past = [2, 3, 4].flatMap((ago) => [day(ago, 'best', 500), day(ago, 'calm', 500)]);
  const now = (productId: string, count: number): Signal => ({
    ...day(0, productId, count),
    slot: slotOfMinute(minute),
  });
  const trends = (best: number, calm: number) =>
    trendingProducts(joinSignals([...past, now('best', best), now('calm', calm)], liveNowMs), undefined, liveNowMs);
  expect(trends(40, 40)).toEqual([]);
  expect(trends(60, 10)).toMatchObject([{ productId: 'best', people: 60 }]);
});

it('a burst fades within a day', () => {
  const burst = range(30).map((at) => viewAt(`burst${at}`, 'hot'));
  const signals = learnBatches([[...ordinary(), ...burst]]);
  const trendsAfter = (hours: number) => trendingProducts(signals, undefined, liveNowMs + hours * 3_600_000).length;
  expect([trendsAfter(1), trendsAfter(24)]).toEqual([1, 0]);
});

it('the most surprising product comes first, and its categories have lists of their own', () => {
  const burst = (productId: string, sessions: number) =>
    range(sessions).map((at) => viewAt(`${productId}${at}`, productId));
  const trending = trendingProducts(
    learnBatches([[...range(80).map((at) => viewAt(`s${at}`, `p${at % 20}`)), ...burst('x', 25), ...burst('y', 18)]]),
    undefined,
    liveNowMs,
  );
  const cards = new Map([
    ['x', product('x', { categoryPath: ['Kitchen', 'Baking'] })],
    ['y', product('y', { categoryPath: ['Kitchen'] })],
  ]);
  const lists = trendingLists(trending, cards).map(({ kind, category, candidates }) => [
    kind,
    category,
    candidates.map(({ productId, count }) => `${productId} ${count}`).join(),
  ]);
  expect(lists).toEqual([
    ['trending', '', 'x 25,y 18'],
    ['trending', 'Kitchen > Baking', 'x 25'],
    ['trending', 'Kitchen', 'x 25,y 18'],
  ]);
});

it('products that are not for sale any more, or unknown, are on no list', () => {
  const trending = [{ productId: 'gone', deviation: 5, people: 9, now: 9, expected: 1 }];
  expect(trendingLists(trending, new Map([['gone', product('gone', { status: 'archived' })]]))).toEqual([]);
  expect(trendingLists(trending, new Map())).toEqual([]);
});

it('without any signal nothing trends', () => {
  expect(trendingProducts(new Map(), undefined, liveNowMs)).toEqual([]);
});
