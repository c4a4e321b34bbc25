import { putRule } from '#contracts/api/upsell-rules';
import { VersionConflictError } from '#core/ports/store-errors';
import { requireRule } from '#lambdas/api/upsell/require-rule';
import { draftFromInput } from '#lambdas/api/upsell/rule-body';
import { type RuleDependencies, runtimeDependencies } from '#lambdas/api/upsell/runtime-dependencies';
import { saveRule } from '#lambdas/api/upsell/save-rule';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: RuleDependencies) =>
  httpEndpoint(putRule, deps, async ({ params, body, company, person, ifMatchVersion, now }) => {
    const { companyId } = company.company;
    const before = await requireRule(deps.rules, companyId, params.ruleId);
    if (before.version !== ifMatchVersion) throw new VersionConflictError('The rule');
    const { ruleId, createdAt } = before;
    const changed = { ruleId, createdAt, version: before.version + 1, updatedAt: now, updatedBy: person.userId };
    return saveRule(deps.rules, companyId, { ...draftFromInput(body), ...changed }, now);
  });

export const handler = makeHandler(runtimeDependencies());
