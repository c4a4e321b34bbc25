import { correctRow, type NewEvidence } from '#core/live/correct-row';
import { countsSince } from '#core/live/counts-since';
import type { LiveSignals } from '#core/live/live-signals';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { learnBatches, liveNowMs, viewAt } from '#test/support/live-events';

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

const row: RecommendationRow = {
  productId: 'p',
  modelVersion: 'm1',
  support: { baskets: 50, customers: 40, sessions: 100, allBaskets: 900 },
  relations: {
    'also-viewed': [
      { productId: 'a', score: 1, pairCount: 40 },
      { productId: 'b', score: 0.5, pairCount: 20 },
      { productId: 'c', score: 0.3, pairCount: 3, fewPeople: true },
      { productId: 'd', score: 0.1, pairCount: 0 },
    ],
    'bought-together': [{ productId: 'a', score: 1, pairCount: 10, baskets: 60 }],
    similar: [{ productId: 's', score: 1, pairCount: 0 }],
  },
};

/** Visits to the product and one other, and visits to others only. */
const visits = (to: Readonly<Record<string, number>>, elsewhere = 100): LiveSignals =>
  learnBatches([
    [
      ...Object.entries(to).flatMap(([id, sessions]) =>
        range(sessions).flatMap((at) => [viewAt(`${id}${at}`, 'p', 2), viewAt(`${id}${at}`, id, 1)]),
      ),
      ...range(elsewhere).map((at) => viewAt(`other${at}`, `x${at % 5}`)),
    ],
  ]);

const evidence = (signals: LiveSignals, sinceMs = 0): NewEvidence => ({
  views: countsSince(signals, ['view', 'co-view'], sinceMs),
  buys: countsSince(signals, ['buy', 'co-buy'], sinceMs),
});

const correctedBy = (signals: LiveSignals, sinceMs?: number) => correctRow(row, 'p', 'm1', evidence(signals, sinceMs));

const order = (list: RecommendationRow | undefined) =>
  list?.relations['also-viewed']?.map(({ productId }) => productId).join('');

it('what nobody has looked at since stays as the model made it', () => {
  expect(correctedBy(visits({}))).toEqual(row);
  expect(correctedBy(visits({ b: 4 }))).toEqual(row);
});

it('a few people do not overthrow what the model knows, many do', () => {
  expect(order(correctedBy(visits({ b: 8 })))).toBe('abcd');
  expect(order(correctedBy(visits({ b: 80 })))?.slice(0, 2)).toBe('ba');
});

it('a product that people begin to look at in the same visits joins the list once five of them did', () => {
  expect(order(correctedBy(visits({ n: 5, b: 5 })))).toContain('n');
  expect(order(correctedBy(visits({ n: 4, b: 5 })))).not.toContain('n');
});

it('what everybody looks at anyway does not join by chance', () => {
  const everywhere = range(100).map((at) => viewAt(`other${at}`, 'n', 3));
  const own = range(6).flatMap((at) => [viewAt(`own${at}`, 'p'), viewAt(`own${at}`, 'n')]);
  expect(order(correctedBy(learnBatches([[...everywhere, ...own]])))).toBe('abcd');
});

it('evidence is the model’s counts and the new ones, added up', () => {
  const corrected = correctedBy(visits({ b: 6, c: 7, n: 8 }));
  expect(corrected?.support).toEqual({ ...row.support, sessions: 121 });
  expect(corrected?.relations['also-viewed']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ productId: 'a', pairCount: 40 }),
      expect.objectContaining({ productId: 'b', pairCount: 26 }),
      expect.objectContaining({ productId: 'n', pairCount: 8 }),
    ]),
  );
  expect(corrected?.relations['also-viewed']?.find(({ productId }) => productId === 'c')).toEqual({
    productId: 'c',
    score: expect.any(Number),
    pairCount: 10,
  });
  expect(corrected?.relations['bought-together']).toEqual(row.relations['bought-together']);
  expect(corrected?.relations.similar).toEqual(row.relations.similar);
});

it('a pair of few people stays unquotable until five new ones stand behind it', () => {
  const few = correctedBy(visits({ c: 2, b: 5 }))?.relations['also-viewed'];
  expect(few?.find(({ productId }) => productId === 'c')).toMatchObject({ pairCount: 5, fewPeople: true });
});

it('what a model knows already does not count again: only what came after its data does', () => {
  const signals = visits({ b: 80 });
  expect(correctedBy(signals, liveNowMs - 3_600_000)).not.toEqual(row);
  expect(correctedBy(signals, liveNowMs)).toEqual(row);
});

it('orders correct what is bought together', () => {
  const orders = range(60).map((at) => ({
    ...viewAt(`s${at}`, 'p'),
    type: 'purchase' as const,
    orderId: `o${at}`,
    productIds: at < 40 ? ['p', 'n'] : ['x', 'y'],
  }));
  const corrected = correctedBy(learnBatches([orders]));
  expect(corrected?.support).toMatchObject({ baskets: 90, sessions: 100, allBaskets: 960 });
  expect(
    corrected?.relations['bought-together']?.map(({ productId, pairCount }) => `${productId}${pairCount}`),
  ).toEqual(['n40', 'a10']);
});

it('a product that the model does not know has a list as soon as people link it to others', () => {
  const corrected = (signals: LiveSignals) => correctRow(undefined, 'p', 'm1', evidence(signals));
  expect(corrected(visits({ n: 4 }))).toBeUndefined();
  expect(corrected(visits({ n: 12 }))).toMatchObject({
    productId: 'p',
    modelVersion: 'm1',
    relations: { 'also-viewed': [{ productId: 'n', score: 1, pairCount: 12 }] },
  });
});

it('scores stay between 0 and 1, best first', () => {
  const list = correctedBy(visits({ b: 80, n: 50, c: 30 }))?.relations['also-viewed'] ?? [];
  expect(list[0]?.score).toBe(1);
  expect(list.map(({ score }) => score)).toEqual(list.map(({ score }) => score).sort((a, b) => b - a));
});
