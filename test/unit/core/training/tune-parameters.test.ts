import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters, type TrainingParameters } from '#core/training/parameters';
import { ParameterTuner, tuneParameters } from '#core/training/tune-parameters';
import { anOrder, aProduct } from '#test/support/recommendation-fixtures';

const itemCount = 60;
const catalog = Array.from({ length: itemCount }, (_, item) => aProduct(`p${String(item).padStart(2, '0')}`));

const numbersFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const shopOf = (baskets: readonly (readonly number[])[]) =>
  buildTrainingData({
    orders: baskets.map((items, index) =>
      anOrder(
        `o${index}`,
        items.map((item) => catalog[item]!.productId),
        { orderedAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString() },
      ),
    ),
    events: [],
    products: catalog,
    now: '2026-06-01T00:00:00Z',
    windowDays: 365,
  });

/** Twenty pairs that always go together, drowned by ten bestsellers that go with anything. */
const pairsAmongBestsellers = (() => {
  const next = numbersFrom(7);
  return shopOf(
    Array.from({ length: 3000 }, () => {
      const pair = Math.floor(next() * 20);
      return [...new Set([pair, 20 + pair, ...Array.from({ length: 9 }, () => 40 + Math.floor(next() * 20))])];
    }),
  );
})();

/** Baskets without any habit. */
const noise = (() => {
  const next = numbersFrom(11);
  return shopOf(
    Array.from({ length: 2000 }, () => [...new Set(Array.from({ length: 3 }, () => Math.floor(next() * itemCount)))]),
  );
})();

const { cart: _, ...withoutCart } = defaultTrainingParameters;

/** A start that is plainly wrong: popularity decides. */
const wrongStart: TrainingParameters = {
  ...withoutCart,
  relations: {
    ...defaultTrainingParameters.relations,
    'bought-together': {
      ...defaultTrainingParameters.relations['bought-together'],
      popularityPenalty: 0,
      lengthPenalty: 0,
      neighbours: 20,
    },
  },
};

const tune = (data: typeof noise, start: TrainingParameters, trials: number, seed = 1) =>
  tuneParameters({ data, catalog, start, seed }, trials);

it('finds what answers a store better, and confirms it on questions that the search never saw', () => {
  const { parameters, parts } = tune(pairsAmongBestsellers, wrongStart, 60);
  const [report] = parts;
  expect(report?.part).toBe('bought-together');
  expect(report?.after).toBeGreaterThan(report!.before);
  expect(parameters.relations['bought-together'].popularityPenalty).toBeGreaterThan(0);
  expect(report?.changed.popularityPenalty).toBe(parameters.relations['bought-together'].popularityPenalty);
  expect(parameters.relations['also-viewed']).toBe(wrongStart.relations['also-viewed']);
});

it.each([1, 2, 3, 4, 5])('changes nothing where there is nothing to learn (seed %i)', (seed) => {
  const { parameters, parts } = tune(noise, withoutCart, 12, seed);
  expect(parts.map(({ changed }) => changed)).toEqual(parts.map(() => ({})));
  expect(parameters).toEqual(withoutCart);
});

it('gives equal results for equal seeds, however the steps are spent', () => {
  const once = tune(pairsAmongBestsellers, wrongStart, 6);
  const tuner = new ParameterTuner({ data: pairsAmongBestsellers, catalog, start: wrongStart, seed: 1 });
  for (let trial = 0; trial < 6; trial += 1) {
    tuner.result();
    tuner.step();
  }
  expect(tuner.result()).toEqual(once);
});

it('spends no more trials than it is given, over all parts', () => {
  const { parts } = tune(noise, defaultTrainingParameters, 5);
  expect(parts.map(({ part }) => part)).toContain('cart');
  expect(parts.reduce((sum, { trials }) => sum + trials, 0)).toBe(5);
});

it('keeps the start without trials, and in a store too small to tell', () => {
  expect(tune(noise, wrongStart, 0).parameters.relations).toEqual(wrongStart.relations);
  const small = shopOf([
    [1, 2],
    [1, 2],
    [3, 4],
  ]);
  const tuner = new ParameterTuner({ data: small, catalog, start: defaultTrainingParameters, seed: 1 });
  expect(tuner.step()).toBe(false);
  expect(tuner.result()).toEqual({ parameters: defaultTrainingParameters, parts: [] });
});
