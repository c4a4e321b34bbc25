import { figureValues } from '#core/cost/figures';
import { monthCost } from '#core/cost/month-cost';
import { priceBookOf } from '#core/cost/price-book';
import { workloadOf } from '#core/cost/store-workload';
import { describeCost } from '#scripts/cost/describe';
import { readOptions } from '#scripts/cost/options';

describe('npm run cost', () => {
  it('asks for four sizes of deployment in us-east-1 when nothing is said', () => {
    expect(readOptions([])).toEqual({
      region: 'us-east-1',
      stores: [100, 500, 2_000, 5_000],
      servedLists: 30_000,
      products: 2_000,
      figuresFile: undefined,
      metered: undefined,
    });
    expect(readOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--region', 'mars'], /no price book; us-east-1, eu-central-1 have/],
    [['--stores', '100,none'], /--stores none is no whole number/],
    [['--table', 't'], /--table and --month together/],
    [['--table', 't', '--month', '2026-1'], /is no month/],
    [['--speed', '9'], /--speed/],
  ])('%j is refused with a reason', (args, reason) => {
    expect(() => readOptions(args)).toThrow(reason);
  });

  it('tells the sum, what 1,000 recommendations cost and where it goes', () => {
    const workload = workloadOf(100);
    const told = describeCost(workload, monthCost(workload, figureValues(), priceBookOf('us-east-1')));
    expect(told).toMatch(/^100 stores, 3,000,000 recommendations a month: \$\d+\.\d\d\n/);
    expect(told).toMatch(/per 1,000 recommendations \$0\.0\d+, per store \$\d\.\d\d/);
    expect(told).toMatch(/dearest: \w+ \$/);
  });
});
