import { listQuarantine } from '#contracts/api/quarantine';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';
import { type QuarantineDependencies, runtimeDependencies } from '#lambdas/api/quarantine/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

const toBody = ({ companyId: _company, isBot: _bot, faults, ...entry }: QuarantinedEvent) => ({
  ...entry,
  faults: [...faults],
});

export const makeHandler = (deps: QuarantineDependencies) =>
  httpEndpoint(listQuarantine, deps, async ({ company, query }) => {
    const { data, nextCursor } = await deps.quarantine.list(company.company.companyId, query);
    return reply({ data: data.map(toBody), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
