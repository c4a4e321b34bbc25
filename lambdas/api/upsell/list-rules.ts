import { listRules } from '#contracts/api/upsell-rules';
import { toRuleBody } from '#lambdas/api/upsell/rule-body';
import { type RuleDependencies, runtimeDependencies } from '#lambdas/api/upsell/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: RuleDependencies) =>
  httpEndpoint(listRules, deps, async ({ query: { companyId: _, ...page }, company }) => {
    const { data, nextCursor } = await deps.rules.list(company.company.companyId, page);
    return reply({ data: data.map(toRuleBody), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
