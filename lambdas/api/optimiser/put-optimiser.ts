import { putOptimiser } from '#contracts/api/optimiser';
import { changeOptimiser } from '#core/optimiser/optimiser-settings';
import { optimiserReply } from '#lambdas/api/optimiser/optimiser-reply';
import { type OptimiserDependencies, runtimeDependencies } from '#lambdas/api/optimiser/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: OptimiserDependencies) =>
  httpEndpoint(putOptimiser, deps, async ({ company: { company }, body, ifMatchVersion, person, now }) => {
    const { companyId } = company;
    const before = await deps.settings.optimiser.get(companyId);
    const change = {
      value: changeOptimiser(before.value, body.placements),
      expectedVersion: ifMatchVersion,
      now,
      by: person.userId,
    };
    const after = await deps.settings.optimiser.put(companyId, change);
    return optimiserReply(after, (await deps.optimisers.state(companyId)).state);
  });

export const handler = makeHandler(runtimeDependencies());
