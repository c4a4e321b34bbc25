import { defaultCompanyPlan } from '#core/plans/company-plan';
import { recurringRevenue } from '#core/plans/recurring-revenue';

describe('monthly recurring revenue', () => {
  it('adds agreed prices before list prices and names the companies that have none', () => {
    const company = (companyId: string, change: Partial<typeof defaultCompanyPlan>) => ({
      companyId,
      plan: { ...defaultCompanyPlan, ...change },
    });
    const revenue = recurringRevenue(
      [
        company('z', { plan: 'enterprise' }),
        company('a', { plan: 'enterprise', agreedPriceMinor: 250_000 }),
        company('b', { plan: 'starter' }),
        company('c', { plan: 'growth', agreedPriceMinor: 10_000 }),
        company('d', {}),
      ],
      'starter',
    );
    expect(revenue.totalMinor).toBe(250_000 + 4_900 + 10_000 + 4_900);
    expect(revenue.withoutPrice).toEqual(['z']);
    expect(revenue.plans.map(({ companies }) => companies)).toEqual([0, 2, 1, 0, 2]);
  });
});
