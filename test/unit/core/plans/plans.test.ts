import fc from 'fast-check';
import { type CompanyPlan, defaultCompanyPlan, isEntitled, monthlyPriceMinor, quotaOf } from '#core/plans/company-plan';
import { entitlementNames, entitlementsOf, leastPlanWith, planNames, plans } from '#core/plans/plan';
import { servingLimits } from '#core/plans/serving-limits';
import { settingsWithinPlan } from '#core/plans/settings-within-plan';
import type { UsageMark } from '#core/usage/usage-mark';
import { companySettings } from '#test/support/endpoint-fakes';

const withPlan = (plan: CompanyPlan['plan'], change: Partial<CompanyPlan> = {}): CompanyPlan => ({
  ...defaultCompanyPlan,
  ...change,
  plan,
});

describe('the plans', () => {
  it.each([
    ['free', 0, 1_000, 2],
    ['starter', 4_900, 10_000, 2],
    ['growth', 14_900, 50_000, null],
    ['pro', 39_900, 200_000, null],
    ['enterprise', null, null, null],
  ] as const)('%s costs %s cents a month, includes %s recommendations and %s kinds of lists', (...expected) => {
    const plan = plans.find(({ name }) => name === expected[0]);
    const price = plan?.monthlyPrice?.amount ?? null;
    expect([plan?.name, price, plan?.recommendationsPerMonth, plan?.mostWidgetTypes]).toEqual(expected);
  });

  it('are told once each, and each includes what the smaller ones do', () => {
    expect(plans.map(({ name }) => name)).toEqual(planNames);
    for (const [index, plan] of plans.entries()) {
      expect(plan.names).toEqual(expect.arrayContaining([...(plans[index - 1]?.names ?? [])]));
    }
    expect(entitlementsOf('enterprise').names).toEqual(entitlementNames);
  });

  it.each([
    ['basic-algorithms', 'free'],
    ['ab-testing', 'growth'],
    ['advanced-analytics', 'growth'],
    ['ai-personalization', 'pro'],
    ['api-access', 'pro'],
    ['white-label', 'pro'],
    ['custom-algorithms', 'enterprise'],
    ['sla', 'enterprise'],
  ] as const)('include %s from %s on', (entitlement, name) => {
    expect(leastPlanWith(entitlement).name).toBe(name);
  });
});

describe("a company's plan", () => {
  it('limits nothing where plans are off, whatever was agreed', () => {
    expect(quotaOf(withPlan('free'), undefined)).toBeNull();
    for (const name of entitlementNames) expect(isEntitled(withPlan('free'), undefined, name)).toBe(true);
  });

  it('is what was agreed, and the default of the deployment before that', () => {
    expect(quotaOf(withPlan('growth'), 'free')).toBe(50_000);
    expect(quotaOf(withPlan(null), 'free')).toBe(1_000);
    expect(quotaOf(withPlan(null), 'enterprise')).toBeNull();
  });

  it('costs the agreed price before the list price', () => {
    expect(monthlyPriceMinor(withPlan('growth'), 'growth')).toBe(14_900);
    expect(monthlyPriceMinor(withPlan('growth', { agreedPriceMinor: 9_900 }), 'growth')).toBe(9_900);
    expect(monthlyPriceMinor(withPlan('enterprise'), 'enterprise')).toBeNull();
  });

  it('keeps language models off where it does not include them, and nothing else', () => {
    const on = { ...companySettings().flags.value, mi_recommendations_enabled: true, smart_upsell_enabled: true };
    const settings = companySettings({ flags: { value: on, version: 1, updatedAt: null, updatedBy: null } });
    expect(settingsWithinPlan(settings, 'pro')).toBe(settings);
    expect(settingsWithinPlan(settings, undefined)).toBe(settings);
    expect(settingsWithinPlan(settings, 'growth').flags.value).toEqual({ ...on, mi_recommendations_enabled: false });
  });
});

describe('how far lists may go', () => {
  const mark: UsageMark = {
    month: '2026-11',
    monthEndsAt: '2026-11-30T23:00:00.000Z',
    served: 1_000,
    closedThrough: null,
    servedInClosedDays: 0,
  };
  const now = '2026-11-20T10:00:00.000Z';
  const situation = { plan: withPlan('free'), usage: mark, defaultPlan: 'free', now } as const;
  const everything = { quotaExceeded: false, isStopped: false, followsVisit: true, followsCustomer: true };
  const plain = { quotaExceeded: true, isStopped: false, followsVisit: false, followsCustomer: false };

  it('ends with the last recommendation that the plan includes, and begins anew with the month', () => {
    expect(servingLimits(situation)).toEqual(plain);
    expect(servingLimits({ ...situation, usage: { ...mark, served: 999 } }).quotaExceeded).toBe(false);
    expect(servingLimits({ ...situation, usage: undefined }).quotaExceeded).toBe(false);
    expect(servingLimits({ ...situation, now: mark.monthEndsAt }).quotaExceeded).toBe(false);
    expect(servingLimits({ ...situation, now: '2026-11-30T22:59:59.999Z' }).quotaExceeded).toBe(true);
  });

  it('widens at once with a larger plan, though the mark is that of the smaller one', () => {
    expect(servingLimits({ ...situation, plan: withPlan('starter') }).quotaExceeded).toBe(false);
    expect(servingLimits({ ...situation, plan: withPlan('pro') })).toEqual(everything);
  });

  it('stops where that was agreed', () => {
    const plan = withPlan('free', { whenOverQuota: 'stop' });
    expect(servingLimits({ ...situation, plan })).toEqual({ ...plain, isStopped: true });
    expect(servingLimits({ ...situation, plan, usage: undefined }).isStopped).toBe(false);
  });

  it.each([
    ['free', false, false],
    ['starter', false, false],
    ['growth', true, false],
    ['pro', true, true],
    ['enterprise', true, true],
  ] as const)('in %s follow the visit: %s, the customer: %s', (name, followsVisit, followsCustomer) => {
    const limits = servingLimits({ ...situation, plan: withPlan(name), usage: undefined });
    expect(limits).toMatchObject({ followsVisit, followsCustomer });
  });

  it('are not limited at all where plans are off', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...planNames, null),
        fc.nat(),
        fc.constantFrom('stop', 'basic-list'),
        (name, served, whenOverQuota) => {
          const plan = withPlan(name, { whenOverQuota });
          const limits = servingLimits({ plan, usage: { ...mark, served }, defaultPlan: undefined, now });
          expect(limits).toEqual(everything);
        },
      ),
    );
  });
});
