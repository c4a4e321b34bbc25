import { deleteRule } from '#contracts/api/upsell-rules';
import { type RuleDependencies, runtimeDependencies } from '#lambdas/api/upsell/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { noContent } from '#lambdas/shared/reply';

export const makeHandler = (deps: RuleDependencies) =>
  httpEndpoint(deleteRule, deps, async ({ params, company, person, now }) => {
    await deps.rules.delete(company.company.companyId, params.ruleId, { now, by: person.userId });
    return noContent;
  });

export const handler = makeHandler(runtimeDependencies());
