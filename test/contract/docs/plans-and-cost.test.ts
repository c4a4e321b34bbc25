import { readFileSync } from 'node:fs';
import { figureValues } from '#core/cost/figures';
import { monthCost } from '#core/cost/month-cost';
import { priceBookOf } from '#core/cost/price-book';
import { workloadOf } from '#core/cost/store-workload';
import { entitlementNames, plans } from '#core/plans/plan';

const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('docs/plans.md', () => {
  it.each(plans.map((plan) => [plan.title, plan] as const))('tells price, quota and contents of %s', (title, plan) => {
    const row = rowsOf('docs/plans.md').find(([first]) => first === title)!;
    const price = plan.monthlyPrice === null ? 'agreed' : String(plan.monthlyPrice.amount / 100);
    const quota = plan.recommendationsPerMonth?.toLocaleString('en-US') ?? 'any number';
    const kinds = plan.mostWidgetTypes === null ? 'any' : `${plan.mostWidgetTypes} kinds`;
    expect(row.slice(1, 4)).toEqual([price, quota, kinds]);
    const smaller = plans[plans.indexOf(plan) - 1];
    const added = plan.names.filter((name) => !smaller?.names.includes(name));
    expect(row[4]).toBe(added.length > 0 ? added.map((name) => `\`${name}\``).join(', ') : 'the same');
  });

  it('names every entitlement', () => {
    const page = readFileSync('docs/plans.md', 'utf8');
    expect(entitlementNames.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('docs/cost.md', () => {
  it.each([100, 500, 2_000, 5_000])('tells what %i stores cost, as the model reckons it now', (stores) => {
    const cells = ['us-east-1', 'eu-central-1'].flatMap((region) => {
      const { dollars, dollarsPerThousand } = monthCost(workloadOf(stores), figureValues(), priceBookOf(region));
      return [`$${Math.round(dollars).toLocaleString('en-US')}`, `$${dollarsPerThousand?.toPrecision(3)}`];
    });
    const row = rowsOf('docs/cost.md').find(([first]) => first === stores.toLocaleString('en-US'))!;
    expect(row.slice(2)).toEqual(cells);
  });
});
