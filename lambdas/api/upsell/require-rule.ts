import type { RuleStore } from '#core/ports/rule-store';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { problem } from '#lambdas/shared/problem';

/** The rule of an id; answers 404 when the company has none. */
export const requireRule = async (
  rules: Pick<RuleStore, 'get'>,
  companyId: string,
  ruleId: string,
): Promise<TargetingRule> => (await rules.get(companyId, ruleId)) ?? problem('not_found', `There is no rule ${ruleId}`);
