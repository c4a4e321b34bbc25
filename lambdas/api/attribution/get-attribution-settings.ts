import { getAttributionSettings } from '#contracts/api/attribution';
import { type AttributionDependencies, runtimeDependencies } from '#lambdas/api/attribution/runtime-dependencies';
import { settingsReply } from '#lambdas/api/attribution/settings-reply';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: AttributionDependencies) =>
  httpEndpoint(getAttributionSettings, deps, async ({ company }) =>
    settingsReply(await deps.settings.attribution.get(company.company.companyId)),
  );

export const handler = makeHandler(runtimeDependencies());
