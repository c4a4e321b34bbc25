import fc from 'fast-check';
import { fitClickModel } from '#core/counterfactual/click-model';
import { compareLists, type ItemFacts } from '#core/counterfactual/compare-lists';
import { listsOfTopPages, sampleLists } from '#core/counterfactual/sample-lists';
import { type ShownList, ShownLog } from '#core/counterfactual/shown-log';
import { expectedAt, foldOf, targetListOf, targetPropensity } from '#core/counterfactual/target-policy';
import type { ShopEvent } from '#core/events/shop-event';
import { mulberry32 } from '#core/random/mulberry32';
import { explore } from '#core/ranking/explore';
import { rankRecommendations } from '#core/recommend/recommend';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { shopperEvent } from '#test/support/hold-out-fixtures';
import { rankedList } from '#test/support/ranking-candidates';
import { aProduct, aRequest, aRow } from '#test/support/recommendation-fixtures';

const shown = (extra: Partial<ShopEvent> = {}) =>
  shopperEvent('event-1', {
    type: 'recommendation_impression',
    recommendationId: 'rec_1',
    placement: 'hybrid',
    sourceProductId: 'source',
    plainLength: 4,
    productId: undefined,
    productIds: ['a', 'b'],
    position: 1,
    propensity: 1,
    ...extra,
  });

const listsOf = (...events: ShopEvent[]): ShownList[] => {
  const log = new ShownLog('hybrid');
  for (const event of events) log.add(event);
  return log.lists();
};

describe('ShownLog', () => {
  it('joins what a session saw and clicked of a list, from the first place on, in whatever order it came', () => {
    const later = shown({ eventId: 'event-2', productIds: ['c'], position: 3 });
    const click = shown({ eventId: 'event-3', type: 'recommendation_click', productId: 'b' });
    const expected = [
      {
        sessionId: 's1',
        recommendationId: 'rec_1',
        placement: 'hybrid',
        sourceProductId: 'source',
        length: 4,
        places: [
          { productId: 'a', position: 1, propensity: 1 },
          { productId: 'b', position: 2, propensity: 1 },
          { productId: 'c', position: 3, propensity: 1 },
        ],
        clickedProductIds: ['b'],
      },
    ];
    expect(listsOf(shown(), later, click, shown())).toEqual(expected);
    expect(listsOf(click, later, shown())).toEqual(expected);
  });

  it('takes places of an explored list from their tokens alone', () => {
    const places = [{ productId: 'z', position: 0, propensity: 0.05 }];
    expect(listsOf(shown({ propensity: 0.05, places }))[0]?.places).toEqual(places);
    expect(listsOf(shown({ propensity: 0.05 }))).toEqual([]);
  });

  it.each<[string, Partial<ShopEvent>]>([
    ['robots', { isBot: true }],
    ['other placements', { placement: 'also-bought' }],
    ['lists that turned to their shopper', { plainLength: undefined }],
    ['lists without a source', { sourceProductId: undefined }],
  ])('passes over %s', (_, extra) => {
    expect(listsOf(shown(extra))).toEqual([]);
  });
});

const aList = (index: number, overrides: Partial<ShownList> = {}): ShownList => ({
  sessionId: `s${index}`,
  recommendationId: `rec_${index}`,
  placement: 'hybrid',
  sourceProductId: 'source',
  length: 2,
  places: [
    { productId: 'a', position: 0, propensity: 1 },
    { productId: 'b', position: 1, propensity: 1 },
  ],
  clickedProductIds: [],
  ...overrides,
});

describe('fitClickModel', () => {
  it('finds how places are looked at and how products draw, each apart', () => {
    const random = mulberry32(3);
    const [looks, draws] = [[0.4, 0.2], { a: 1, b: 0.5, c: 1.5 }] as const;
    const lists = Array.from({ length: 20_000 }, (_, index) => {
      const order = (['a', 'b', 'c'] as const).map((id) => ({ id, key: random() })).sort((x, y) => x.key - y.key);
      const places = order.slice(0, 2).map(({ id }, position) => ({ productId: id, position, propensity: 1 }));
      const clicked = places.filter(({ productId, position }) => {
        return random() < looks[position]! * draws[productId as 'a'];
      });
      return aList(index, { places, clickedProductIds: clicked.map(({ productId }) => productId) });
    });
    const predict = fitClickModel(lists);
    for (const productId of ['a', 'b', 'c'] as const) {
      for (const position of [0, 1] as const) {
        const truth = looks[position] * draws[productId];
        expect(Math.abs(predict(productId, position) - truth)).toBeLessThan(0.03);
      }
    }
    expect(predict('unknown', 0)).toBeCloseTo(0.4, 1);
  });

  it('says 0 where nothing was shown', () => {
    expect(fitClickModel([])('a', 0)).toBe(0);
  });
});

describe('the target policy', () => {
  const cards = Array.from({ length: 12 }, (_, index) => aProduct(`p${index + 1}`));
  const row = aRow('p0', {
    'also-bought': cards.map(({ productId }, index) => ({ productId, score: 1 - index * 0.05, pairCount: 20 })),
  });
  const pins = [{ sourceProductId: null, productId: 'p7', position: 1 }];

  it('shows each product at each place as often as served lists do, pins included', () => {
    const share = 0.4;
    const config = { ...defaultRecommendationConfig, explorationShare: share, pins };
    const request = aRequest(cards, { placement: 'also-bought', row, limit: 4, config });
    const target = targetListOf(rankRecommendations({ ...request, tellsOpenPlaces: true }), share);
    const seen = new Map<string, number>();
    const draws = 4000;
    for (let draw = 0; draw < draws; draw += 1) {
      const { items } = rankRecommendations({ ...request, explorationSeed: `draw ${draw}` });
      for (const { productId, position, propensity } of items) {
        expect(targetPropensity(target, productId, position)).toBeCloseTo(propensity, 12);
        const name = `${productId} ${position}`;
        seen.set(name, (seen.get(name) ?? 0) + 1);
      }
    }
    expect(targetPropensity(target, 'p7', 1)).toBe(1);
    for (const [name, times] of seen) {
      const [productId = '', position] = name.split(' ');
      const odds = targetPropensity(target, productId, Number(position));
      expect(Math.abs(times / draws - odds)).toBeLessThan(5 * Math.sqrt((odds * (1 - odds)) / draws) + 1e-9);
    }
  });

  it('has probabilities that add up to 1 at every place of its list', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (candidates, length, share) => {
          const ranked = rankedList(candidates);
          const list = explore(ranked, length, 0, undefined).map(({ candidate }) => candidate.productId);
          const pool = ranked.slice(length, length + 24).map(({ productId }) => productId);
          const first = list.length - Math.min(list.length, pool.length);
          const open =
            pool.length === 0 ? [] : list.map((_, position) => position).filter((position) => position >= first);
          const target = { productIds: list, openPositions: new Set(open), poolIds: pool, share };
          for (const position of list.keys()) {
            const sum = ranked.reduce(
              (total, { productId }) => total + targetPropensity(target, productId, position),
              0,
            );
            expect(sum).toBeCloseTo(1, 9);
            expect(expectedAt(target, position, () => 0.25)).toBeCloseTo(0.25, 9);
          }
          expect(expectedAt(target, list.length, () => 0.25)).toBe(0);
        },
      ),
    );
  });

  it('splits sessions in two halves', () => {
    const first = Array.from({ length: 2000 }, (_, index) => foldOf(`session-${index}`)).filter((fold) => fold === 0);
    expect(Math.abs(first.length - 1000)).toBeLessThan(3 * Math.sqrt(500));
  });
});

describe('samples of lists', () => {
  const lists = Array.from({ length: 300 }, (_, index) => aList(index, { sourceProductId: `p${index % 7}` }));

  it('are the same whatever the order of the log', () => {
    expect(sampleLists([...lists].reverse(), 40)).toEqual(sampleLists(lists, 40));
    expect(new Set(sampleLists(lists, 40).map(({ sessionId }) => sessionId)).size).toBe(40);
  });

  it('hold all lists of the pages that were shown most', () => {
    const more = [...lists, aList(900, { sourceProductId: 'p3' }), aList(901, { sourceProductId: 'p5' })];
    const top = listsOfTopPages(more, 2);
    expect(new Set(top.map(({ sourceProductId }) => sourceProductId))).toEqual(new Set(['p3', 'p5']));
    expect(top).toHaveLength(88);
  });
});

describe('compareLists', () => {
  const item = (productId: string, extra: Partial<ItemFacts> = {}): ItemFacts => ({
    productId,
    isLowStock: false,
    marginMinor: 100,
    ...extra,
  });
  const predict = (productId: string) => (productId === 'good' ? 0.5 : 0.1);

  it('reckons changed items, coverage, stock, clicks and margin of both sides', () => {
    const pairs = ['s1', 's2'].map((sessionId) => ({
      sessionId,
      now: [item('a'), item('b', { isLowStock: true })],
      draft: [item('a'), item('good', { marginMinor: null })],
    }));
    expect(compareLists(pairs, predict)).toEqual({
      lists: 2,
      changedLists: 2,
      changedItemShare: 0.5,
      now: { items: 4, products: 2, emptyLists: 0, lowStockShare: 0.5, expectedClicks: 0.2, expectedMargin: 20 },
      draft: { items: 4, products: 2, emptyLists: 0, lowStockShare: 0, expectedClicks: 0.6, expectedMargin: 10 },
      clickChange: { value: expect.closeTo(0.4, 10), low: expect.closeTo(0.4, 10), high: expect.closeTo(0.4, 10) },
      marginChange: { value: -10, low: -10, high: -10 },
    });
  });

  it('takes lists of one session together', () => {
    const pair = (sessionId: string, productId: string) => ({ sessionId, now: [item('a')], draft: [item(productId)] });
    const apart = [pair('s1', 'good'), pair('s2', 'good'), pair('s3', 'a'), pair('s4', 'a')];
    const together = [pair('s1', 'good'), pair('s1', 'good'), pair('s3', 'a'), pair('s3', 'a')];
    const width = (pairs: typeof apart) => {
      const { low, high } = compareLists(pairs, predict).clickChange;
      return high - low;
    };
    expect(width(together)).toBeGreaterThan(1.2 * width(apart));
  });

  it('answers zeros for no lists', () => {
    expect(compareLists([], predict)).toMatchObject({ lists: 0, changedItemShare: 0, clickChange: { value: 0 } });
  });
});
