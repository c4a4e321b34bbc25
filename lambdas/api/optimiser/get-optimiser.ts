import { getOptimiser } from '#contracts/api/optimiser';
import { optimiserReply } from '#lambdas/api/optimiser/optimiser-reply';
import { type OptimiserDependencies, runtimeDependencies } from '#lambdas/api/optimiser/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: OptimiserDependencies) =>
  httpEndpoint(getOptimiser, deps, async ({ company: { company } }) => {
    const { companyId } = company;
    const [settings, { state }] = await Promise.all([
      deps.settings.optimiser.get(companyId),
      deps.optimisers.state(companyId),
    ]);
    return optimiserReply(settings, state);
  });

export const handler = makeHandler(runtimeDependencies());
