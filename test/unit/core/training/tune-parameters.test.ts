import { holdOutLists } from '#core/evaluation/held-out-lists';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters, type TrainingParameters } from '#core/training/parameters';
import { ParameterTuner } from '#core/training/tune-parameters';
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

const tunerOf = (data: typeof noise, parameters: TrainingParameters, seed = 1) => {
  const { older, asked } = holdOutLists(data, 0.1);
  return new ParameterTuner({ data: older, asked, catalog, parameters, seed });
};

const tune = (data: typeof noise, parameters: TrainingParameters, trials: number, seed = 1) => {
  const tuner = tunerOf(data, parameters, seed);
  for (let trial = 0; trial < trials && tuner.step(); trial += 1);
  const { parameters: found, report } = tuner.result();
  return { parameters: found, report };
};

it('finds what answers a store better, and confirms it on questions that the search never saw', () => {
  const { parameters, report } = tune(pairsAmongBestsellers, wrongStart, 24);
  expect(report).toMatchObject({ accepted: true, trials: 24 });
  expect(report.after).toBeGreaterThan(report.before);
  expect(report.changed).not.toEqual({});
  expect(parameters).not.toEqual(wrongStart);
});

it.each([1, 2, 3])('changes nothing where there is nothing to learn (seed %i)', (seed) => {
  const { parameters, report } = tune(noise, withoutCart, 6, seed);
  expect(report.accepted).toBe(false);
  expect(parameters).toEqual(withoutCart);
});

it('gives equal results for equal seeds, however the steps are spent', () => {
  const once = tune(pairsAmongBestsellers, wrongStart, 4);
  const tuner = tunerOf(pairsAmongBestsellers, wrongStart);
  for (let trial = 0; trial < 4; trial += 1) {
    tuner.result();
    tuner.step();
  }
  const { parameters, report } = tuner.result();
  expect({ parameters, report }).toEqual(once);
});

it('keeps the start without trials, and in a store too small to tell', () => {
  expect(tune(noise, wrongStart, 0).parameters).toEqual(wrongStart);
  const small = shopOf([
    [1, 2],
    [1, 2],
    [3, 4],
  ]);
  const tuner = tunerOf(small, defaultTrainingParameters);
  expect(tuner.step()).toBe(false);
  expect(tuner.result().parameters).toEqual(defaultTrainingParameters);
});
