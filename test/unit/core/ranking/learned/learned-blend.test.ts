import fc from 'fast-check';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { candidateTiers } from '#core/ranking/candidate-tiers';
import { applyLearnedBlend, listKindOf } from '#core/ranking/learned/apply-learned-blend';
import { fitWeights, type LabelledList } from '#core/ranking/learned/fit-weights';
import { correctBlend } from '#core/ranking/learned/learned-blend';
import { inputNames, measureInputs, type SignalSource } from '#core/ranking/learned/signals';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { row } from '#test/support/recommendation-fakes';

const source = (overrides: Partial<SignalSource> = {}): SignalSource => ({
  rows: [{ row: row('a', { 'bought-together': ['x', 'y'], similar: ['z', 'x'] }), steep: 1, flat: 1 }],
  popularity: new Map([['y', 0.5]]),
  seenIds: [],
  pastBaskets: [],
  ...overrides,
});

const input = (inputs: Float64Array, slot: number, name: string): number =>
  inputs[slot * inputNames.length + inputNames.indexOf(name)]!;

describe('measureInputs', () => {
  it('compares each signal within the list: the best has 1, and what does not have it 0', () => {
    const inputs = measureInputs(source(), ['x', 'y', 'z']);
    expect(input(inputs, 0, 'bought-together.steep')).toBe(1);
    expect(input(inputs, 1, 'bought-together.steep')).toBeCloseTo(0.9);
    expect(input(inputs, 2, 'bought-together.steep')).toBe(0);
    expect(input(inputs, 2, 'ln bought-together.steep')).toBe(0);
    expect(input(inputs, 1, 'popularity')).toBe(1);
  });

  it('tells how often and how recently something was seen and bought', () => {
    const inputs = measureInputs(source({ seenIds: ['y', 'x', 'y'], pastBaskets: [['z'], ['z', 'x']] }), [
      'x',
      'y',
      'z',
    ]);
    expect([0, 1, 2].map((slot) => input(inputs, slot, 'seen.newest'))).toEqual([0, 1, 0]);
    expect([0, 1, 2].map((slot) => input(inputs, slot, 'seen.count'))).toEqual([0.5, 1, 0]);
    expect([0, 1, 2].map((slot) => input(inputs, slot, 'bought.share'))).toEqual([0.5, 0, 1]);
    expect([0, 1, 2].map((slot) => input(inputs, slot, 'bought.newest'))).toEqual([0, 0, 1]);
  });

  it('is all 0 where nothing is known', () => {
    const nothing = { rows: [], popularity: new Map(), seenIds: [], pastBaskets: [] };
    expect(measureInputs(nothing, ['x']).every((value) => value === 0)).toBe(true);
  });
});

const request = {
  placement: 'you-might-like',
  contextRows: [row('a', { 'bought-together': ['x', 'y'], similar: ['z', 'c'] })],
  popularity: [],
  config: defaultRecommendationConfig,
  flags: defaultFeatureFlags,
  currency: 'EUR',
  limit: 3,
  exclude: [],
  inCart: ['a', 'c'],
  now: '2026-01-01T00:00:00Z',
} as const;

const blended = () => [...candidateTiers(request).related[0]!];

describe('correctBlend', () => {
  const bySimilarity = { 'similar.steep': 3 };

  it('lets a weight move what it speaks for, keeps the best score, and the origins still add up', () => {
    const alike = source({ rows: [{ row: row('a', { similar: ['z'] }), steep: 1, flat: 1 }] });
    const corrected = correctBlend(blended(), bySimilarity, alike);
    expect(corrected[0]?.productId).toBe('z');
    expect(corrected[0]?.score).toBeCloseTo(blended()[0]!.score);
    for (const { score, breakdown } of corrected) {
      expect(Object.values(breakdown).reduce((sum, points) => sum + points, 0)).toBeCloseTo(score);
    }
  });

  it('is the blend itself without weights', () => {
    expect(correctBlend(blended(), {}, source()).map(({ productId }) => productId)).toEqual(
      blended().map(({ productId }) => productId),
    );
  });

  it('loses nothing, invents nothing and stays in order, whatever the weights', () => {
    const weights = fc.dictionary(fc.constantFrom(...inputNames), fc.double({ min: -5, max: 5, noNaN: true }));
    fc.assert(
      fc.property(weights, (some) => {
        const corrected = correctBlend(blended(), some, source());
        expect(corrected.map(({ productId }) => productId).sort()).toEqual(
          blended()
            .map(({ productId }) => productId)
            .sort(),
        );
        corrected.slice(1).forEach(({ score }, at) => {
          expect(score).toBeLessThanOrEqual(corrected[at]!.score);
          expect(score).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });
});

describe('applyLearnedBlend', () => {
  it('judges a cart by the weights of carts, and leaves what is in the cart out of the comparison', () => {
    const learned = { cart: { 'similar.steep': 3 } };
    const [first] = applyLearnedBlend({ ...request, learned }, blended());
    expect(first?.productId).toBe('z');
    expect(applyLearnedBlend({ ...request, learned: { page: { 'similar.steep': 3 } } }, blended())).toEqual(blended());
  });

  it("keeps the merchant's weights in force", () => {
    const learned = { cart: { 'similar.steep': 3 } };
    const config = { ...request.config, weights: { ...request.config.weights, similar: 0 } };
    const ids = candidateTiers({ ...request, config, learned }).related[0]!.map(({ productId }) => productId);
    expect(ids).toEqual(['x', 'y']);
  });

  it.each([
    [{ placement: 'hybrid', inCart: [], row: row('a', {}) }, 'page'],
    [{ inCart: ['a'] }, 'cart'],
    [{ inCart: [], sessionProductIds: ['a'], withReminders: true }, 'session'],
    [{ inCart: [], pastBaskets: [['a']] }, 'next-purchase'],
    [{ inCart: [], sessionProductIds: ['a'] }, undefined],
    [{ placement: 'also-bought', inCart: ['a'] }, undefined],
  ] as const)('knows what is asked: %#', (overrides, kind) => {
    expect(listKindOf({ ...request, ...overrides })).toBe(kind);
  });
});

describe('fitWeights', () => {
  /** Lists of ten in which the blend says nothing and one input marks the right answer, as often as `share`. */
  const lists = (count: number, share: number): LabelledList[] =>
    Array.from({ length: count }, (_, list) => {
      const inputs = new Float64Array(10 * inputNames.length);
      const marked = list % 10;
      inputs[marked * inputNames.length + inputNames.indexOf('similar.most')] = 1;
      const right = (list * 7919) % 100 < share * 100 ? marked : (marked + 1 + (list % 9)) % 10;
      return {
        logScores: Float64Array.from({ length: 10 }, (_x, slot) => -0.01 * slot),
        inputs,
        isRight: Uint8Array.from({ length: 10 }, (_x, slot) => Number(slot === right)),
      };
    });

  it('finds the input that tells, and trusts it more the more lists say so', () => {
    const few = fitWeights(lists(40, 0.9))['similar.most'] ?? 0;
    const many = fitWeights(lists(2_000, 0.9))['similar.most'] ?? 0;
    expect(many).toBeGreaterThan(0.5);
    expect(many).toBeGreaterThan(few);
    expect(few).toBeGreaterThan(0);
  });

  it('learns nothing from lists without a right answer', () => {
    expect(fitWeights([])).toEqual({});
    expect(fitWeights(lists(50, 0.9).map((list) => ({ ...list, isRight: new Uint8Array(10) })))).toEqual({});
  });

  it('gives equal weights for equal lists', () => {
    expect(fitWeights(lists(100, 0.5))).toEqual(fitWeights(lists(100, 0.5)));
  });
});
