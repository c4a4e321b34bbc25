import type { Money } from '#core/money/money';

/** From the least to the most; each includes what the ones before it do. */
export const planNames = ['free', 'starter', 'growth', 'pro', 'enterprise'] as const;
export type PlanName = (typeof planNames)[number];

/** Everything that a plan may include; closed, so that a check cannot ask for what no plan knows. */
export const entitlementNames = [
  'basic-algorithms',
  'basic-analytics',
  'advanced-algorithms',
  'advanced-analytics',
  'all-widgets',
  'ab-testing',
  'ai-personalization',
  'custom-widgets',
  'api-access',
  'white-label',
  'custom-algorithms',
  'full-customization',
  'sla',
] as const;
export type EntitlementName = (typeof entitlementNames)[number];

/** What a company may use under a plan. */
export interface Entitlements {
  readonly names: readonly EntitlementName[];
  /** Served recommendations in a month of the store; null: any number. */
  readonly recommendationsPerMonth: number | null;
  /** Kinds of lists that may be shown beside each other; null: any number. */
  readonly mostWidgetTypes: number | null;
  readonly support: string;
}

export interface Plan extends Entitlements {
  readonly name: PlanName;
  readonly title: string;
  /** List price of a month; null: agreed with each company. */
  readonly monthlyPrice: Money | null;
}

/** Plans are priced in one currency. */
export const planCurrency = 'USD';

const dollars = (amount: number): Money => ({ amount: amount * 100, currency: planCurrency });

const basic: readonly EntitlementName[] = ['basic-algorithms', 'basic-analytics'];
const growth: readonly EntitlementName[] = [
  ...basic,
  'advanced-algorithms',
  'advanced-analytics',
  'all-widgets',
  'ab-testing',
];
const pro: readonly EntitlementName[] = [
  ...growth,
  'ai-personalization',
  'custom-widgets',
  'api-access',
  'white-label',
];

/** The plans on offer. A change here is a change for every company that has the plan. */
export const plans: readonly Plan[] = [
  {
    name: 'free',
    title: 'Free',
    monthlyPrice: dollars(0),
    recommendationsPerMonth: 1_000,
    mostWidgetTypes: 2,
    names: basic,
    support: 'Documentation',
  },
  {
    name: 'starter',
    title: 'Starter',
    monthlyPrice: dollars(49),
    recommendationsPerMonth: 10_000,
    mostWidgetTypes: 2,
    names: basic,
    support: 'Standard support',
  },
  {
    name: 'growth',
    title: 'Growth',
    monthlyPrice: dollars(149),
    recommendationsPerMonth: 50_000,
    mostWidgetTypes: null,
    names: growth,
    support: 'Priority support',
  },
  {
    name: 'pro',
    title: 'Pro',
    monthlyPrice: dollars(399),
    recommendationsPerMonth: 200_000,
    mostWidgetTypes: null,
    names: pro,
    support: 'Dedicated support',
  },
  {
    name: 'enterprise',
    title: 'Enterprise',
    monthlyPrice: null,
    recommendationsPerMonth: null,
    mostWidgetTypes: null,
    names: entitlementNames,
    support: 'Dedicated success manager',
  },
];

/** @throws RangeError for a name that is no plan */
export const planOf = (name: PlanName): Plan => {
  const plan = plans.find((one) => one.name === name);
  if (!plan) throw new RangeError(`There is no plan ${name}`);
  return plan;
};

export const entitlementsOf = (name: PlanName): Entitlements => {
  const { names, recommendationsPerMonth, mostWidgetTypes, support } = planOf(name);
  return { names, recommendationsPerMonth, mostWidgetTypes, support };
};

/** The least plan that includes something. */
export const leastPlanWith = (entitlement: EntitlementName): Plan =>
  plans.find(({ names }) => names.includes(entitlement)) ?? planOf('enterprise');
