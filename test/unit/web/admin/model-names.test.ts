import { listName, metricsInOrder, putLiveAction } from '../../../../web/admin/src/models/model-names.ts';

const metric = { queries: 1, hitRate: 0.5, mrr: 0.5, recall: 0.5, ndcg: 0.5, coverage: 1 };

describe('putting a model live', () => {
  it.each([
    ['ready', 'release'],
    ['held', 'release'],
    ['retired', 'roll-back'],
    ['live', undefined],
    ['training', undefined],
    ['failed', undefined],
  ] as const)('a model that is %s: %s', (status, action) => {
    expect(putLiveAction({ status, rowsRemovedAt: null })).toBe(action);
    expect(putLiveAction({ status, rowsRemovedAt: '2026-11-20T10:00:00.000Z' })).toBeUndefined();
  });
});

describe('metrics of a model', () => {
  it('come in one order, whatever order the API gives them in', () => {
    const lists = ['similar', 'also-viewed', 'new-kind', 'bought-together', 'also-bought'];
    const expected = ['bought-together', 'also-bought', 'also-viewed', 'similar', 'new-kind'];
    for (const given of [lists, lists.toReversed()]) {
      const metrics = Object.fromEntries(given.map((list) => [list, metric]));
      expect(metricsInOrder({ metrics }).map(([list]) => list)).toEqual(expected);
    }
  });

  it('are named in words', () => {
    expect(['bought-together', 'blend', 'new-kind'].map(listName)).toEqual(['Bought together', 'Blend', 'new-kind']);
  });
});
