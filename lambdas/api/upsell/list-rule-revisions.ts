import { listRuleRevisions } from '#contracts/api/upsell-rules';
import { toRuleBody } from '#lambdas/api/upsell/rule-body';
import { type RuleDependencies, runtimeDependencies } from '#lambdas/api/upsell/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: RuleDependencies) =>
  httpEndpoint(listRuleRevisions, deps, async ({ params, query, company }) => {
    const { data, nextCursor } = await deps.rules.revisions(company.company.companyId, params.ruleId, query);
    return reply({
      data: data.map(({ rule, ...change }) => ({ ...change, rule: rule && toRuleBody(rule) })),
      nextCursor,
    });
  });

export const handler = makeHandler(runtimeDependencies());
