import { getHoldOut } from '#contracts/api/hold-out';
import { holdOutReply } from '#lambdas/api/hold-out/hold-out-reply';
import { type HoldOutDependencies, runtimeDependencies } from '#lambdas/api/hold-out/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: HoldOutDependencies) =>
  httpEndpoint(getHoldOut, deps, async ({ company }) =>
    holdOutReply(await deps.settings.holdOut.get(company.company.companyId)),
  );

export const handler = makeHandler(runtimeDependencies());
