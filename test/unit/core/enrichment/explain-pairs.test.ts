import fc from 'fast-check';
import { applyAnswers } from '#core/enrichment/apply-answers';
import { EnrichmentBudget } from '#core/enrichment/budget';
import { explainPairs } from '#core/enrichment/explain-pairs';
import { type Pair, pairsOf } from '#core/enrichment/pair';
import type { TextEnricher } from '#core/ports/text-enricher';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { memoryEnrichmentStore } from '#test/support/memory-stores';
import { fakeEnricher } from '#test/support/pipeline-fakes';
import { product } from '#test/support/planted-shop';

const when = { companyId: 'acme-shop', now: '2026-11-20T03:15:00.000Z' };

const row = (count: number, productId = 'source'): RecommendationRow => ({
  productId,
  modelVersion: 'm1',
  support: { baskets: 9, customers: 9, sessions: 9 },
  relations: {
    'bought-together': Array.from({ length: count }, (_, index) => ({
      productId: `c${index}`,
      score: 1,
      pairCount: 5,
    })),
    similar: [{ productId: 'c0', score: 1, pairCount: 0 }],
  },
});

const products = new Map(
  ['source', ...Array.from({ length: 40 }, (_, index) => `c${index}`)].map((id) => [id, product(id)]),
);

const manyPairs = (count: number): Pair[] =>
  Array.from({ length: count }, (_, index) => ({
    ...pairsOf(row(1), products, 'recipe')[0]!,
    contentHash: `hash-${index}`,
  }));

const dependencies = (enricher: TextEnricher, limits = { maxPairs: 1_000, maxTokens: 1_000_000 }) => {
  const failures: unknown[] = [];
  return {
    enricher,
    answers: memoryEnrichmentStore(),
    budget: new EnrichmentBudget(limits),
    isTimeUp: () => false,
    onFailure: (error: unknown) => void failures.push(error),
    failures,
  };
};

describe('pairsOf', () => {
  it('asks about the first eight of a list, and never about similar products', () => {
    const pairs = pairsOf(row(20), products, 'recipe');
    expect(pairs).toHaveLength(8);
    expect(new Set(pairs.map(({ relation }) => relation))).toEqual(new Set(['bought-together']));
  });

  it('hashes what the answer depends on, and not the counts', () => {
    const hash = (r: RecommendationRow, recipe = 'recipe', catalog = products) =>
      pairsOf(r, catalog, recipe)[0]?.contentHash;
    const counted = row(1);
    const more = { ...counted, relations: { 'bought-together': [{ productId: 'c0', score: 0.5, pairCount: 77 }] } };
    const renamed = new Map(products).set('c0', product('c0', { title: 'Another title' }));
    expect(hash(more)).toBe(hash(counted));
    expect(hash(counted, 'recipe-2')).not.toBe(hash(counted));
    expect(hash(counted, 'recipe', renamed)).not.toBe(hash(counted));
  });

  it('takes line breaks and invisible characters out of titles', () => {
    const catalog = new Map(products).set('c0', product('c0', { title: 'A\u0000\n\u202eB' }));
    expect(pairsOf(row(1), catalog, 'recipe')[0]?.candidate.title).toBe('A B');
  });
});

describe('explainPairs', () => {
  it('asks once, then answers from the cache', async () => {
    const deps = dependencies(fakeEnricher());
    const first = await explainPairs(when, manyPairs(45), deps);
    expect(first).toMatchObject({ asked: 45, cached: 0, failed: 0, inputTokens: 300, outputTokens: 60 });
    const again = await explainPairs(when, manyPairs(45), { ...dependencies(fakeEnricher()), answers: deps.answers });
    expect(again).toMatchObject({ asked: 0, cached: 45, failed: 0, inputTokens: 0 });
    expect(again.answers).toEqual(new Map(first.answers));
  });

  it('leaves pairs of a failed call without an answer, tells of it, and asks about them again next time', async () => {
    const failing: TextEnricher = { modelId: 'm', complete: () => Promise.reject(new Error('throttled')) };
    const deps = dependencies(failing);
    const explained = await explainPairs(when, manyPairs(25), deps);
    expect(explained).toMatchObject({ asked: 25, failed: 25 });
    expect(explained.answers.size).toBe(0);
    expect(deps.failures).toHaveLength(2);
    expect(deps.answers.answers.size).toBe(0);
  });

  it('counts an answer that does not pass its check as failed', async () => {
    const deps = dependencies(fakeEnricher(() => 'Certainly! Here is {not json'));
    expect(await explainPairs(when, manyPairs(3), deps)).toMatchObject({ asked: 3, failed: 3 });
  });

  it('asks about no more pairs than the budget has', async () => {
    const enricher = fakeEnricher();
    expect(
      await explainPairs(when, manyPairs(100), dependencies(enricher, { maxPairs: 30, maxTokens: 1e9 })),
    ).toMatchObject({
      asked: 30,
    });
    expect(enricher.prompts).toHaveLength(2);
  });

  it('makes no call with a budget of nothing', async () => {
    for (const limits of [
      { maxPairs: 0, maxTokens: 1e9 },
      { maxPairs: 100, maxTokens: 0 },
    ]) {
      const enricher = fakeEnricher();
      await explainPairs(when, manyPairs(10), dependencies(enricher, limits));
      expect(enricher.prompts).toHaveLength(0);
    }
  });

  it('gives up on a language model that fails again and again', async () => {
    let calls = 0;
    const failing: TextEnricher = {
      modelId: 'm',
      complete: () => {
        calls += 1;
        return Promise.reject(new Error('outage'));
      },
    };
    await explainPairs(when, manyPairs(1_000), dependencies(failing));
    expect(calls).toBeLessThanOrEqual(5 + 3);
  });

  it('begins no call when its time is up, and keeps what it has', async () => {
    const enricher = fakeEnricher();
    const isTimeUp = () => enricher.prompts.length >= 2;
    const explained = await explainPairs(when, manyPairs(400), { ...dependencies(enricher), isTimeUp });
    expect(enricher.prompts.length).toBeLessThanOrEqual(2 + 4);
    expect(explained.answers.size).toBe(explained.asked);
    expect(explained.failed).toBe(0);
  });

  it('has at most four calls open at a time', async () => {
    const state = { open: 0, most: 0 };
    const slow: TextEnricher = {
      modelId: 'm',
      complete: async () => {
        state.open += 1;
        state.most = Math.max(state.most, state.open);
        await new Promise((resolve) => setImmediate(resolve));
        state.open -= 1;
        return { text: '', inputTokens: 1, outputTokens: 1 };
      },
    };
    await explainPairs(when, manyPairs(300), dependencies(slow));
    expect(state.most).toBe(4);
  });
});

describe('EnrichmentBudget', () => {
  it('is never overdrawn by reservations, in whatever order calls reserve and settle', () => {
    const step = fc.record({ pairs: fc.nat(30), tokens: fc.nat(500), used: fc.nat(500) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const budget = new EnrichmentBudget({ maxPairs: 100, maxTokens: 2_000 });
        let pairs = 0;
        let tokens = 0;
        for (const { pairs: wanted, tokens: reserved, used } of steps) {
          if (!budget.reserve(wanted, reserved)) continue;
          expect(tokens + reserved).toBeLessThanOrEqual(2_000);
          pairs += wanted;
          budget.settle(reserved, Math.min(used, reserved));
          tokens += Math.min(used, reserved);
        }
        expect(pairs).toBeLessThanOrEqual(100);
        expect(tokens).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});

describe('applyAnswers', () => {
  const answered = (count: number, vetoes: readonly number[]) =>
    pairsOf(row(count), products, 'recipe').map((pair, index) => ({
      pair,
      answer: vetoes.includes(index)
        ? ({ verdict: 'veto' } as const)
        : ({ verdict: 'keep', reason: `Reason ${index}` } as const),
    }));

  it('puts the sentence to its pair and takes a vetoed pair out', () => {
    const { row: enriched, vetoed } = applyAnswers(row(4), answered(4, [1]));
    expect(vetoed).toBe(1);
    expect(enriched.relations['bought-together']).toMatchObject([
      { productId: 'c0', reasonText: 'Reason 0' },
      { productId: 'c2', reasonText: 'Reason 2' },
      { productId: 'c3', reasonText: 'Reason 3' },
    ]);
    expect(enriched.relations.similar).toEqual(row(4).relations.similar);
  });

  it('takes a vetoed pair out of what completes a cart, too', () => {
    const candidates = ['c1', 'c2', 'x'].map((productId) => ({ productId, score: 1, pairCount: 5 }));
    const { row: enriched } = applyAnswers({ ...row(4), cart: { strength: 0.5, candidates } }, answered(4, [1]));
    expect(enriched.cart).toEqual({
      strength: 0.5,
      candidates: [candidates[0], candidates[1], candidates[2]].slice(1),
    });
  });

  it('does not believe a model that vetoes most of a list', () => {
    const { row: enriched, vetoed } = applyAnswers(row(4), answered(4, [0, 1, 2]));
    expect(vetoed).toBe(0);
    expect(enriched.relations['bought-together']?.map(({ productId }) => productId)).toEqual(['c0', 'c1', 'c2', 'c3']);
  });

  it('leaves what was not asked about as it is', () => {
    const { row: enriched } = applyAnswers(row(20), answered(20, []));
    expect(enriched.relations['bought-together']).toHaveLength(20);
    expect(enriched.relations['bought-together']?.slice(8).every(({ reasonText }) => reasonText === undefined)).toBe(
      true,
    );
    expect(applyAnswers(row(3), [])).toEqual({ row: row(3), vetoed: 0 });
  });
});
