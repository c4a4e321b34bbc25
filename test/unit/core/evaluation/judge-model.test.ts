import type { EvaluationReport, RelationMetrics } from '#core/evaluation/evaluate-model';
import { judgeModel } from '#core/evaluation/judge-model';

const margin = { hitRateLoss: 0.1, coverageLoss: 0.2 };
const good: RelationMetrics = { queries: 100, hitRate: 0.5, mrr: 0.3, recall: 0.4, ndcg: 0.3, coverage: 0.5 };
const report = (overrides: Partial<RelationMetrics> = {}): EvaluationReport => ({
  k: 20,
  holdoutShare: 0.1,
  relations: { 'bought-together': { ...good, ...overrides } },
});
const empty: EvaluationReport = { k: 20, holdoutShare: 0.1, relations: {} };

it('the first model is accepted', () => {
  expect(judgeModel(report(), undefined, margin)).toEqual({
    accepted: true,
    reasons: ['There is no live model to compare with.'],
  });
});

it.each([
  ['equal', report()],
  ['better', report({ hitRate: 0.9, coverage: 0.9 })],
  ['worse within the margin', report({ hitRate: 0.45, coverage: 0.4 })],
  ['judged on too few questions', report({ hitRate: 0, queries: 29 })],
])('a model that is %s is accepted', (_, candidate) => {
  expect(judgeModel(candidate, report(), margin)).toEqual({
    accepted: true,
    reasons: ['No relation loses more than the margin against the live model.'],
  });
});

it('a model that loses hit rate or coverage beyond the margin is held, and each loss is named', () => {
  expect(
    judgeModel(report({ hitRate: 0.449, coverage: 0.399, queries: 1000 }), report({ queries: 1000 }), margin),
  ).toEqual({
    accepted: false,
    reasons: [
      'bought-together: hit rate fell from 50.0 % to 44.9 %, more than the allowed 10.0 %',
      'bought-together: coverage fell from 50.0 % to 39.9 %, more than the allowed 20.0 %',
    ],
  });
});

it('a hit rate that fell beyond the margin, but not beyond chance, does not hold a model', () => {
  expect(
    judgeModel(report({ hitRate: 0.073, queries: 190 }), report({ hitRate: 0.1, queries: 190 }), margin).accepted,
  ).toBe(true);
  expect(
    judgeModel(report({ hitRate: 0.073, queries: 1900 }), report({ hitRate: 0.1, queries: 1900 }), margin).accepted,
  ).toBe(false);
});

it('a model that lost a whole relation is held', () => {
  expect(judgeModel(empty, report(), margin)).toEqual({
    accepted: false,
    reasons: ['bought-together: the live model answers 100 questions, the new one has none to answer'],
  });
});

it('a live relation with too few questions or without a single hit decides nothing', () => {
  expect(judgeModel(empty, report({ queries: 29 }), margin).accepted).toBe(true);
  expect(judgeModel(report({ hitRate: 0, coverage: 0 }), report({ hitRate: 0, coverage: 0 }), margin).accepted).toBe(
    true,
  );
  expect(judgeModel(report(), empty, margin).accepted).toBe(true);
});
