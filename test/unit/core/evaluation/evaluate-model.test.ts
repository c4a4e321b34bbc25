import { evaluateModel } from '#core/evaluation/evaluate-model';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { anOrder, aProduct, aView } from '#test/support/recommendation-fixtures';

const minute = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
const names = ['a', 'b', 'c', 'd'];
const catalog = names.map((id) => aProduct(id));
const window = { now: '2026-02-01T00:00:00Z', windowDays: 365 };

const evaluate = (
  orders: Parameters<typeof buildTrainingData>[0]['orders'],
  events: Parameters<typeof buildTrainingData>[0]['events'] = [],
  k = 1,
) => {
  const data = buildTrainingData({ orders, events, products: catalog, ...window });
  return evaluateModel({ data, catalog, parameters: defaultTrainingParameters, holdoutShare: 0.2, k }).relations;
};

/** Twenty baskets of fixed couples, so that one item foretells the other. */
const couples = Array.from({ length: 20 }, (_, index) =>
  anOrder(`o${index}`, index % 2 ? ['a', 'b'] : ['c', 'd'], { orderedAt: minute(index) }),
);

it('planted couples are found every time', () => {
  expect(evaluate(couples)['bought-together']).toEqual({
    queries: 8,
    hitRate: 1,
    mrr: 1,
    recall: 1,
    ndcg: 1,
    coverage: 1,
    hitRateInterval: { low: expect.closeTo(8 / (8 + 1.96 ** 2), 10), high: 1 },
    novelty: expect.closeTo(1, 10),
    popularityBias: expect.closeTo(1, 10),
  });
});

it('what only the newest baskets know is not known in training: no leakage', () => {
  const novel = [
    ...couples.slice(0, 16),
    ...[16, 17, 18, 19].map((at) => anOrder(`o${at}`, ['a', 'd'], { orderedAt: minute(at) })),
  ];
  expect(evaluate(novel)['bought-together']).toMatchObject({ queries: 8, hitRate: 0 });
});

it('also-bought asks what a known customer buys anew', () => {
  const earlier = Array.from({ length: 16 }, (_, index) =>
    anOrder(`o${index}`, ['a', 'b'], { orderedAt: minute(index), customerId: `old${index}` }),
  );
  const first = [16, 17, 18, 19].map((at) =>
    anOrder(`p${at}`, ['a'], { orderedAt: minute(at - 10), customerId: `new${at}` }),
  );
  const later = [16, 17, 18, 19].map((at) =>
    anOrder(`q${at}`, ['b', 'a'], { orderedAt: minute(at), customerId: `new${at}` }),
  );
  expect(evaluate([...earlier, ...first, ...later])['also-bought']).toMatchObject({ queries: 4, hitRate: 1 });
});

it('also-viewed and similar ask for the next different view', () => {
  const events = Array.from({ length: 20 }, (_, session) =>
    ['a', 'b', 'a'].map((id, step) =>
      aView(`e${session}-${step}`, id, { sessionId: `s${session}`, occurredAt: minute(session * 3 + step) }),
    ),
  ).flat();
  const found = evaluate([], events);
  // Of the four held-out sessions the oldest lies on the cut and has only its last view left.
  expect(found['also-viewed']).toMatchObject({ queries: 6, hitRate: 1 });
  expect(found.similar?.queries).toBe(6);
  expect(found['bought-together']).toBeUndefined();
});

it('one huge basket asks three questions, no more', () => {
  const lone = [...couples.slice(0, 4), anOrder('huge', names, { orderedAt: minute(99) })];
  expect(evaluate(lone)['bought-together']?.queries).toBe(3);
});

it('baskets of one ask nothing, and an empty store has an empty report', () => {
  expect(evaluate([anOrder('o1', ['a'])])).toEqual({});
  const data = buildTrainingData({ orders: [], events: [], products: catalog, ...window });
  expect(evaluateModel({ data, catalog, parameters: defaultTrainingParameters })).toEqual({
    k: 20,
    holdoutShare: 0.1,
    relations: {},
  });
});
