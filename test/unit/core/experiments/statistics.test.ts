import { DuckDBInstance } from '@duckdb/node-api';
import { chiSquareTail } from '#core/experiments/chi-square';
import { sequenceInterval } from '#core/experiments/confidence-sequence';
import { metricEstimate, metricEstimates } from '#core/experiments/metric-estimate';
import { addOutcomes, noOutcomes, sumsOfUnit, type UnitOutcome } from '#core/experiments/outcome-sums';
import { sampleRatio } from '#core/experiments/sample-ratio';
import { seededRandom } from '#core/random/seeded-random';

const random = seededRandom('statistics');

const shoppers = Array.from({ length: 400 }, (_, index): UnitOutcome & { readonly arm: number } => {
  const prior = Math.round(-2000 * Math.log(1 - random()));
  const orders = Math.floor(random() * 3);
  return {
    arm: index % 2,
    hasBought: orders > 0,
    impressions: 1 + Math.floor(random() * 5),
    clicks: Math.floor(random() * 2),
    orders,
    revenue: orders * Math.round(prior / 2 + 1000 * random()),
    prior,
  };
});

const sumsOf = (of: readonly UnitOutcome[]) =>
  of.reduce((sums, unit) => addOutcomes(sums, sumsOfUnit(unit)), noOutcomes);

const arms = [0, 1].map((arm) => sumsOf(shoppers.filter((shopper) => shopper.arm === arm)));

/** Rows of a query over the shoppers, as numbers. */
const ask = async (sql: string): Promise<number[][]> => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const values = shoppers
    .map((s) => `(${[s.arm, s.hasBought ? 1 : 0, s.impressions, s.clicks, s.orders, s.revenue, s.prior].join()})`)
    .join();
  const source = `(VALUES ${values}) AS shopper(arm, bought, impressions, clicks, orders, revenue, prior)`;
  const rows = await (await connection.runAndReadAll(sql.replace('shoppers', source))).getRows();
  connection.closeSync();
  return rows.map((row) => row.map(Number));
};

const closeTo = (actual: number | undefined, expected: number | undefined) =>
  expect(Math.abs((actual ?? Number.NaN) / (expected ?? Number.NaN) - 1)).toBeLessThan(1e-9);

describe('chiSquareTail', () => {
  // Quantiles as R's qchisq gives them.
  it.each([
    [3.841458820694124, 1, 0.05],
    [6.634896601021213, 1, 0.01],
    [10.827566170662733, 1, 0.001],
    [5.991464547107979, 2, 0.05],
    [7.814727903251179, 3, 0.05],
    [16.918977604620448, 9, 0.05],
  ])('gives the published tail of %d at %d degrees of freedom', (statistic, degrees, tail) => {
    closeTo(chiSquareTail(statistic, degrees), tail);
  });

  it('equals the closed forms of two and four degrees of freedom, far out and near 0', () => {
    for (const x of [0.001, 0.1, 1, 3, 5.9, 6.1, 20, 100, 600]) {
      closeTo(chiSquareTail(x, 2), Math.exp(-x / 2));
      closeTo(chiSquareTail(x, 4), Math.exp(-x / 2) * (1 + x / 2));
    }
  });

  it('is 1 where there is nothing to compare', () => {
    expect([chiSquareTail(0, 3), chiSquareTail(5, 0)]).toEqual([1, 1]);
  });
});

describe('sampleRatio', () => {
  const half = [
    { variant: 'a', weight: 1 },
    { variant: 'b', weight: 1 },
  ];

  it('calls a mismatch below one in a thousand, and not above', () => {
    expect(sampleRatio(half, [5000, 5200])).toMatchObject({ isMismatch: false });
    expect(sampleRatio(half, [5000, 5400])).toMatchObject({ isMismatch: true });
    closeTo(sampleRatio(half, [5000, 5400]).chiSquare, 80_000 / 5200);
  });

  it('calls one unit in a variant without weight a mismatch, and nobody at all none', () => {
    const lopsided = [...half, { variant: 'c', weight: 0 }];
    expect(sampleRatio(lopsided, [100, 100, 1])).toMatchObject({ pValue: 0, isMismatch: true });
    expect(sampleRatio(lopsided, [0, 0, 0])).toMatchObject({ pValue: 1, isMismatch: false });
  });
});

describe('metricEstimate', () => {
  it('gives means and variances of figures per unit as DuckDB does', async () => {
    const rows = await ask(
      'SELECT arm, avg(bought), var_samp(bought) / count(*), avg(revenue), var_samp(revenue) / count(*) FROM shoppers GROUP BY arm ORDER BY arm',
    );
    for (const [arm, conversion, itsVariance, revenue, revenueVariance] of rows) {
      const [first, second] = [metricEstimate(arms[arm!]!, 'conversion'), metricEstimate(arms[arm!]!, 'revenue')];
      closeTo(first?.value, conversion);
      closeTo(first?.variance, itsVariance);
      closeTo(second?.value, revenue);
      closeTo(second?.variance, revenueVariance);
    }
  });

  it.each([
    ['order-value', 'revenue', 'orders'],
    ['clicks', 'clicks', 'impressions'],
  ] as const)('gives %s with the variance of its residuals', async (metric, top, bottom) => {
    const ratio = `sum(${top}) OVER (PARTITION BY arm) / sum(${bottom}) OVER (PARTITION BY arm)`;
    const rows = await ask(
      `SELECT arm, any_value(r), var_samp(y - r * x) / count(*) / avg(x) ** 2 FROM
        (SELECT arm, ${top} AS y, ${bottom} AS x, ${ratio} AS r FROM shoppers) GROUP BY arm ORDER BY arm`,
    );
    for (const [arm, value, variance] of rows) {
      const estimate = metricEstimate(arms[arm!]!, metric);
      closeTo(estimate?.value, value);
      closeTo(estimate?.variance, variance);
    }
  });

  it('says nothing of one unit, or of orders where there are none', () => {
    expect(metricEstimate(sumsOf(shoppers.slice(0, 1)), 'revenue')).toBeUndefined();
    expect(metricEstimate({ ...arms[0]!, orders: 0 }, 'order-value')).toBeUndefined();
  });

  it('adjusts by history as the regression within variants does, and so narrows what it says', async () => {
    const [[theta] = []] = await ask(
      'SELECT sum(covariance) / sum(variance) FROM (SELECT covar_pop(revenue, prior) * count(*) AS covariance, var_pop(prior) * count(*) AS variance FROM shoppers GROUP BY arm)',
    );
    const rows = await ask(
      `SELECT arm, avg(y), var_samp(y) / count(*) FROM
        (SELECT arm, revenue - ${theta} * (prior - avg(prior) OVER ()) AS y FROM shoppers) GROUP BY arm ORDER BY arm`,
    );
    const { estimates, isAdjusted } = metricEstimates(arms, 'revenue');
    expect(isAdjusted).toBe(true);
    for (const [arm, value, variance] of rows) {
      closeTo(estimates[arm!]?.value, value);
      closeTo(estimates[arm!]?.variance, variance);
      expect(variance).toBeLessThan(metricEstimate(arms[arm!]!, 'revenue')!.variance);
    }
  });

  it('leaves figures without history as they are', () => {
    const plain = arms.map((sums) => ({ ...sums, prior: 0, priorSquares: 0, priorByRevenue: 0, priorByConversion: 0 }));
    const { estimates, isAdjusted } = metricEstimates(plain, 'revenue');
    expect(isAdjusted).toBe(false);
    expect(estimates).toEqual(plain.map((sums) => metricEstimate(sums, 'revenue')));
  });
});

describe('sequenceInterval', () => {
  const settings = { units: 1800, plannedUnits: 1000, alpha: 0.05 };
  const rhoSquared = (-2 * Math.log(0.05) + Math.log(-2 * Math.log(0.05) + 1)) / 1000;

  it('is the asymptotic confidence sequence of Waudby-Smith et al.', () => {
    const [sigma, t] = [2.5, 1800];
    const { low, high } = sequenceInterval({ value: 0.3, variance: sigma ** 2 / t }, settings);
    const k = t * rhoSquared;
    const margin = sigma * Math.sqrt(((2 * (k + 1)) / (t ** 2 * rhoSquared)) * Math.log(Math.sqrt(k + 1) / 0.05));
    closeTo(high, 0.3 + margin);
    closeTo(low, 0.3 - margin);
  });

  it('has the p value of the mixture test of Johari et al.', () => {
    const variance = 0.0035;
    const tauSquared = 1800 * rhoSquared * variance;
    const ratio =
      Math.sqrt(variance / (variance + tauSquared)) *
      Math.exp((tauSquared * 0.3 ** 2) / (2 * variance * (variance + tauSquared)));
    closeTo(sequenceInterval({ value: 0.3, variance }, settings).pValue, 1 / ratio);
  });

  it('leaves 0 out exactly when its p value is below α', () => {
    for (const value of [0, 0.05, 0.1, 0.17, 0.18, 0.19, 0.2, 0.3, -0.4]) {
      const { low, high, pValue } = sequenceInterval({ value, variance: 0.0035 }, settings);
      expect(low > 0 || high < 0).toBe(pValue < 0.05);
    }
  });

  it('says nothing of units that all did the same', () => {
    expect(sequenceInterval({ value: 0, variance: 0 }, settings)).toMatchObject({ pValue: 1 });
  });
});
