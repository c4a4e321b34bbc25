import { putHoldOut } from '#contracts/api/hold-out';
import { changeHoldOut } from '#core/hold-out/hold-out-settings';
import { holdOutReply } from '#lambdas/api/hold-out/hold-out-reply';
import { type HoldOutDependencies, runtimeDependencies } from '#lambdas/api/hold-out/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: HoldOutDependencies) =>
  httpEndpoint(putHoldOut, deps, async ({ company, body, ifMatchVersion, person, now }) => {
    const { companyId } = company.company;
    const before = await deps.settings.holdOut.get(companyId);
    const change = {
      value: changeHoldOut(before.value, body, now),
      expectedVersion: ifMatchVersion,
      now,
      by: person.userId,
    };
    return holdOutReply(await deps.settings.holdOut.put(companyId, change));
  });

export const handler = makeHandler(runtimeDependencies());
