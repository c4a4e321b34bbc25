import { holdOutLists } from '#core/evaluation/held-out-lists';
import { defaultTrainingParameters, type TrainingParameters } from '#core/training/parameters';
import type { TrainingData } from '#core/training/training-data';
import { changedKnobs, withKnobs } from '#core/training/tune-knobs';
import { ParameterTuner } from '#core/training/tune-parameters';
import { lengthBlind, numbersFrom, pairsAmongWholesalers, shopOf, tunableCatalog } from '#test/support/tunable-shop';

/** Baskets without any habit. */
const noise = (() => {
  const next = numbersFrom(11);
  return shopOf(
    Array.from({ length: 800 }, () => [...new Set(Array.from({ length: 3 }, () => Math.floor(next() * 60)))]),
  );
})();

const telling = pairsAmongWholesalers(1_200);

const tunerOf = (data: TrainingData, parameters: TrainingParameters, seed = 1): ParameterTuner => {
  const { older, asked } = holdOutLists(data, 0.1);
  return new ParameterTuner({ data: older, asked, catalog: tunableCatalog, parameters, seed });
};

const tune = (data: TrainingData, parameters: TrainingParameters, trials: number, seed = 1) => {
  const tuner = tunerOf(data, parameters, seed);
  for (let trial = 0; trial < trials && tuner.step(); trial += 1);
  const { parameters: found, report } = tuner.result();
  return { parameters: found, report };
};

it('finds what answers a store better, and confirms it on questions that the search never saw', () => {
  const { parameters, report } = tune(telling, lengthBlind(), 4);
  expect(report).toMatchObject({ accepted: true, trials: 4 });
  expect(report.after).toBeGreaterThan(report.before);
  expect(report.changed).toEqual(changedKnobs(lengthBlind(), parameters));
  expect(report.changed).not.toEqual({});
});

it.each([1, 2])('changes nothing where there is nothing to learn (seed %i)', (seed) => {
  const { parameters, report } = tune(noise, defaultTrainingParameters, 2, seed);
  expect(report.accepted).toBe(false);
  expect(parameters).toEqual(defaultTrainingParameters);
});

it('gives equal results for equal seeds, however the steps are spent', () => {
  const once = tune(noise, lengthBlind(), 2);
  const tuner = tunerOf(noise, lengthBlind());
  for (let trial = 0; trial < 2; trial += 1) {
    tuner.result();
    tuner.step();
  }
  const { parameters, report } = tuner.result();
  expect({ parameters, report }).toEqual(once);
});

it('keeps the start without trials, and in a store too small to tell', () => {
  expect(tune(noise, lengthBlind(), 0).parameters).toEqual(lengthBlind());
  const tuner = tunerOf(
    shopOf([
      [1, 2],
      [1, 2],
      [3, 4],
    ]),
    defaultTrainingParameters,
  );
  expect(tuner.step()).toBe(false);
  expect(tuner.result().parameters).toEqual(defaultTrainingParameters);
});

describe('knobs', () => {
  it('bring back what a search ended with, and pass over what no part has any more', () => {
    const set = { 'cart.ridge': 20, 'also-viewed.backward': 0.4, 'also-viewed.gone': 3, 'nothing.ridge': 1 };
    const parameters = withKnobs(defaultTrainingParameters, set);
    expect(parameters.cart?.ridge).toBe(20);
    expect(changedKnobs(defaultTrainingParameters, parameters)).toEqual({
      'cart.ridge': 20,
      'also-viewed.backward': 0.4,
    });
  });
});
