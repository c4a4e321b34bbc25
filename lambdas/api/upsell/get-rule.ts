import { getRule } from '#contracts/api/upsell-rules';
import { requireRule } from '#lambdas/api/upsell/require-rule';
import { toRuleBody } from '#lambdas/api/upsell/rule-body';
import { type RuleDependencies, runtimeDependencies } from '#lambdas/api/upsell/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: RuleDependencies) =>
  httpEndpoint(getRule, deps, async ({ params, company }) => {
    const rule = await requireRule(deps.rules, company.company.companyId, params.ruleId);
    return reply(toRuleBody(rule), { version: rule.version });
  });

export const handler = makeHandler(runtimeDependencies());
