import { createRule } from '#contracts/api/upsell-rules';
import { draftFromInput } from '#lambdas/api/upsell/rule-body';
import { type RuleDependencies, runtimeDependencies } from '#lambdas/api/upsell/runtime-dependencies';
import { saveRule } from '#lambdas/api/upsell/save-rule';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: RuleDependencies) =>
  httpEndpoint(createRule, deps, ({ body, company, person, now }) => {
    const created = { ruleId: deps.newId(), version: 1, createdAt: now, updatedAt: now, updatedBy: person.userId };
    return saveRule(deps.rules, company.company.companyId, { ...draftFromInput(body), ...created }, now);
  });

export const handler = makeHandler(runtimeDependencies());
