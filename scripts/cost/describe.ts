import type { MonthCost } from '#core/cost/month-cost';
import type { Workload } from '#core/cost/month-use';

const dollars = (amount: number): string =>
  amount.toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 2 });

/** Small sums with the digits that tell them apart. */
const fine = (amount: number): string => `$${amount.toPrecision(3)}`;

const count = (amount: number): string => Math.round(amount).toLocaleString('en-US');

export const describeCost = ({ stores, servedLists }: Workload, cost: MonthCost): string => {
  const perThousand = cost.dollarsPerThousand === undefined ? '–' : fine(cost.dollarsPerThousand);
  const parts = cost.activities
    .filter((part) => part.dollars >= 0.005)
    .map(({ activity, dollars: part }) => `${activity} ${dollars(part)}`);
  const dearest = cost.lines.slice(0, 5).map(({ unit, dollars: part }) => `${unit} ${dollars(part)}`);
  return [
    `${count(stores)} stores, ${count(servedLists)} recommendations a month: ${dollars(cost.dollars)}`,
    `  per 1,000 recommendations ${perThousand}, per store ${dollars(cost.dollarsPerStore)}`,
    `  ${parts.join(', ')}`,
    `  dearest: ${dearest.join(', ')}`,
  ].join('\n');
};
