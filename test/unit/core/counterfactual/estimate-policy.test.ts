import fc from 'fast-check';
import { estimatePolicy } from '#core/counterfactual/estimate-policy';
import type { LoggedDecision, PolicyEstimate } from '#core/counterfactual/logged-decision';
import { seededRandom } from '#core/random/seeded-random';

/** Click probabilities of four products by kind of shopper: which is best depends on the kind. */
const clickRates = [
  [0.3, 0.1, 0.05, 0.2],
  [0.05, 0.25, 0.15, 0.1],
];
/** What was served: mostly the first product. */
const logged = [0.55, 0.15, 0.15, 0.15];
/** What is asked about: the best product of each kind, mostly. */
const target = [
  [0.7, 0.1, 0.1, 0.1],
  [0.1, 0.7, 0.1, 0.1],
];
/** A model that is wrong everywhere, by half. */
const predicted = clickRates.map((rates) => rates.map((rate) => rate / 2));

const expectation = (probabilities: readonly number[], values: readonly number[]): number =>
  probabilities.reduce((sum, probability, product) => sum + probability * values[product]!, 0);

/** Kinds are equally frequent. */
const truth = (expectation(target[0]!, clickRates[0]!) + expectation(target[1]!, clickRates[1]!)) / 2;

const drawFrom = (probabilities: readonly number[], at: number): number => {
  let reached = 0;
  return Math.max(
    0,
    probabilities.findIndex((probability) => {
      reached += probability;
      return at < reached;
    }),
  );
};

/** Lists of one to three places for one shopper each. */
const simulate = (seed: string, lists: number): LoggedDecision[] => {
  const random = seededRandom(seed);
  return Array.from({ length: lists }, (_, list) => {
    const kind = random() < 0.5 ? 0 : 1;
    return Array.from({ length: 1 + Math.floor(random() * 3) }, (): LoggedDecision => {
      const product = drawFrom(logged, random());
      return {
        clusterId: `list-${list}`,
        propensity: logged[product]!,
        targetPropensity: target[kind]![product]!,
        reward: random() < clickRates[kind]![product]! ? 1 : 0,
        predictedReward: predicted[kind]![product]!,
        targetPredictedReward: expectation(target[kind]!, predicted[kind]!),
      };
    });
  }).flat();
};

const estimateOf = (log: readonly LoggedDecision[]) => {
  const answer = estimatePolicy(log);
  if (answer.kind !== 'estimated') throw new Error(`refused: ${answer.reason}`);
  return answer;
};

const covers = ({ low, high }: PolicyEstimate): boolean => low <= truth && truth <= high;

const widthOf = ({ low, high }: PolicyEstimate): number => high - low;

describe('estimatePolicy', () => {
  it('gives 95 % intervals that cover the truth in at least 90 % of 500 logs, by each estimator', () => {
    const runs = Array.from({ length: 500 }, (_, run) => estimateOf(simulate(`log-${run}`, 500)));
    for (const estimator of ['ips', 'snips', 'doublyRobust'] as const) {
      const share = runs.filter((answer) => covers(answer[estimator])).length / runs.length;
      expect([estimator, share >= 0.9]).toEqual([estimator, true]);
      const mean = runs.reduce((sum, answer) => sum + answer[estimator].value, 0) / runs.length;
      expect(Math.abs(mean - truth)).toBeLessThan(0.005);
    }
  });

  it('misses the truth when the weights are left out, so that the logs can tell the estimators apart', () => {
    const log = simulate('naive', 20_000);
    const naive = log.reduce((sum, { reward }) => sum + reward, 0) / log.length;
    expect(Math.abs(naive - truth)).toBeGreaterThan(0.05);
  });

  it('narrows with predictions that are right', () => {
    const log = simulate('model', 2000);
    const kindOf = ({ targetPropensity, propensity, predictedReward, targetPredictedReward }: LoggedDecision) => ({
      targetPropensity,
      propensity,
      predictedReward: predictedReward * 2,
      targetPredictedReward: targetPredictedReward * 2,
    });
    const { ips, doublyRobust } = estimateOf(log.map((decision) => ({ ...decision, ...kindOf(decision) })));
    expect(widthOf(doublyRobust)).toBeLessThan(widthOf(ips));
  });

  it('gives the mean of the log when the policy is the one that served it', () => {
    const log = simulate('same', 300).map((one) => ({ ...one, targetPropensity: one.propensity }));
    const mean = log.reduce((sum, { reward }) => sum + reward, 0) / log.length;
    const { ips, snips, overlap } = estimateOf(log);
    expect(ips.value).toBeCloseTo(mean, 12);
    expect(snips).toEqual(ips);
    expect(overlap).toMatchObject({ meanWeight: 1, largestWeight: 1, clusters: 300 });
  });

  it('counts places of one list as one look: the same places in lists of their own seem surer', () => {
    const together = simulate('lists', 400).map((one) => ({ ...one, reward: Number(one.clusterId.slice(5)) % 2 }));
    const apart = together.map((one, index) => ({ ...one, clusterId: `place-${index}` }));
    expect(widthOf(estimateOf(apart).ips)).toBeLessThan(widthOf(estimateOf(together).ips));
  });

  it('refuses a log that says nothing, or too little, of the policy', () => {
    expect(estimatePolicy([])).toMatchObject({ kind: 'refused', reason: 'no-decisions' });
    expect(estimatePolicy(simulate('few', 60))).toMatchObject({ kind: 'refused', reason: 'thin-overlap' });
    const rare = simulate('rare', 5000).map((one, index) =>
      index % 1000 === 0 ? { ...one, propensity: 0.001, targetPropensity: 1 } : { ...one, targetPropensity: 0 },
    );
    expect(estimatePolicy(rare)).toMatchObject({ kind: 'refused', reason: 'thin-overlap' });
  });

  it('refuses propensities that cannot be, or that do not balance', () => {
    const log = simulate('wrong', 2000);
    const impossible = [0, -0.1, 1.1, Number.NaN].map((propensity) => [...log, { ...log[0]!, propensity }]);
    for (const wrong of impossible) expect(estimatePolicy(wrong)).toMatchObject({ reason: 'impossible-propensity' });
    const doubled = log.map((one) => ({ ...one, propensity: one.propensity / 1.5 }));
    expect(estimatePolicy(doubled)).toMatchObject({ kind: 'refused', reason: 'unbalanced-weights' });
  });

  it('gives the same answer to the last bit in whatever order the log lies', () => {
    const log = simulate('order', 150);
    const expected = estimatePolicy(log);
    fc.assert(
      fc.property(fc.shuffledSubarray(log, { minLength: log.length }), (shuffled) => {
        expect(estimatePolicy(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
