import { getPlan } from '#contracts/api/usage';
import { effectivePlan } from '#core/plans/company-plan';
import { planOf } from '#core/plans/plan';
import { planBody } from '#lambdas/api/usage/plan-body';
import { runtimeDependencies, type UsageDependencies } from '#lambdas/api/usage/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: UsageDependencies) =>
  httpEndpoint(getPlan, deps, async ({ company: { plan } }) => {
    const name = effectivePlan(plan.value, deps.defaultPlan);
    const { whenOverQuota } = plan.value;
    return reply({ plan: name ? planBody(planOf(name)) : null, whenOverQuota, updatedAt: plan.updatedAt });
  });

export const handler = makeHandler(runtimeDependencies());
