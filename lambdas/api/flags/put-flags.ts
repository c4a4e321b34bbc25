import { putFlags } from '#contracts/api/flags';
import { flagsReply } from '#lambdas/api/flags/flags-reply';
import { type FlagDependencies, runtimeDependencies } from '#lambdas/api/flags/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { requireEntitlement } from '#lambdas/shared/require-entitlement';

/** Flags that the body does not name stay as they are. */
export const makeHandler = (deps: FlagDependencies) =>
  httpEndpoint(putFlags, deps, async ({ params: { companyId }, company, body, ifMatchVersion, person, now }) => {
    if (body.mi_recommendations_enabled) requireEntitlement(deps, company, 'ai-personalization');
    const present = await deps.settings.flags.get(companyId);
    const change = { value: { ...present.value, ...body }, expectedVersion: ifMatchVersion, now, by: person.userId };
    return flagsReply(await deps.settings.flags.put(companyId, change));
  });

export const handler = makeHandler(runtimeDependencies());
