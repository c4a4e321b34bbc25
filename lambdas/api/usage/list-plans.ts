import { listPlans } from '#contracts/api/usage';
import { plans } from '#core/plans/plan';
import { planBody } from '#lambdas/api/usage/plan-body';
import { runtimeDependencies, type UsageDependencies } from '#lambdas/api/usage/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: UsageDependencies) =>
  httpEndpoint(listPlans, deps, async () =>
    reply({ enabled: deps.defaultPlan !== undefined, plans: plans.map(planBody) }),
  );

export const handler = makeHandler(runtimeDependencies());
