import { listOptimiserSteps } from '#contracts/api/optimiser';
import { type OptimiserDependencies, runtimeDependencies } from '#lambdas/api/optimiser/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: OptimiserDependencies) =>
  httpEndpoint(listOptimiserSteps, deps, async ({ company, params, query: { companyId: _, ...page } }) => {
    const { data, nextCursor } = await deps.optimisers.steps(company.company.companyId, params.placement, page);
    return reply({ data: data.map(({ arms, ...step }) => ({ ...step, arms: [...arms] })), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
