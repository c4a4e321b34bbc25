import { type TargetingRule, upsellUrgencies } from '#core/rules/targeting-rule';

type Ranked = Pick<TargetingRule, 'ruleId' | 'priority' | 'urgency'>;

/** Below 0 when the first goes first: higher priority, then higher urgency. */
export const comparePrecedence = (a: Omit<Ranked, 'ruleId'>, b: Omit<Ranked, 'ruleId'>): number =>
  b.priority - a.priority || upsellUrgencies.indexOf(b.urgency) - upsellUrgencies.indexOf(a.urgency);

/**
 * The one order of offers: priority (higher first), urgency (CRITICAL first), expected value in minor units (higher
 * first), rule id. It is total: no two rules share an id.
 */
export const compareOffers = (
  a: { readonly rule: Ranked; readonly expectedValue: number },
  b: { readonly rule: Ranked; readonly expectedValue: number },
): number =>
  comparePrecedence(a.rule, b.rule) || b.expectedValue - a.expectedValue || (a.rule.ruleId < b.rule.ruleId ? -1 : 1);
