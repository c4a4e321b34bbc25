import { lintRules } from '#contracts/api/upsell-rules';
import { lintTargetingRules } from '#core/rules/lint-rules';
import { type RuleDependencies, runtimeDependencies } from '#lambdas/api/upsell/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: RuleDependencies) =>
  httpEndpoint(lintRules, deps, async ({ company, now }) => {
    const rules = await deps.rules.enabled(company.company.companyId);
    return reply({ rules: rules.length, findings: lintTargetingRules(rules, now) });
  });

export const handler = makeHandler(runtimeDependencies());
