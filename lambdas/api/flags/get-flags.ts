import { getFlags } from '#contracts/api/flags';
import { flagsReply } from '#lambdas/api/flags/flags-reply';
import { type FlagDependencies, runtimeDependencies } from '#lambdas/api/flags/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: FlagDependencies) =>
  httpEndpoint(getFlags, deps, async ({ params }) => flagsReply(await deps.settings.flags.get(params.companyId)));

export const handler = makeHandler(runtimeDependencies());
