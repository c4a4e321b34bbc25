import { mostEnabledRules, type RuleStore } from '#core/ports/rule-store';
import { lintOneRule } from '#core/rules/lint-rules';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { toRuleBody } from '#lambdas/api/upsell/rule-body';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

const checkRoom = (rule: TargetingRule, enabled: readonly TargetingRule[]): void => {
  const others = enabled.filter(({ ruleId }) => ruleId !== rule.ruleId);
  if (rule.enabled && others.length >= mostEnabledRules) {
    problem('conflict', `A company has at most ${mostEnabledRules} enabled rules; disable one first`);
  }
};

/** Stores a rule and answers it with what the linter finds about it. */
export const saveRule = async (rules: RuleStore, companyId: string, rule: TargetingRule, now: string) => {
  const enabled = await rules.enabled(companyId);
  checkRoom(rule, enabled);
  await rules.put(companyId, rule);
  const findings = lintOneRule(rule, enabled, now);
  const headers = { location: `/api/upsell/rules/${rule.ruleId}` };
  return reply({ ...toRuleBody(rule), findings }, { version: rule.version, headers });
};
