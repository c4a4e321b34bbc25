import { putAttributionSettings } from '#contracts/api/attribution';
import { type AttributionDependencies, runtimeDependencies } from '#lambdas/api/attribution/runtime-dependencies';
import { settingsReply } from '#lambdas/api/attribution/settings-reply';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: AttributionDependencies) =>
  httpEndpoint(putAttributionSettings, deps, async ({ company, body, ifMatchVersion, person, now }) => {
    const change = { value: body, expectedVersion: ifMatchVersion, now, by: person.userId };
    return settingsReply(await deps.settings.attribution.put(company.company.companyId, change));
  });

export const handler = makeHandler(runtimeDependencies());
