import { exportRevenueShare } from '#contracts/api/usage';
import { statementCsv } from '#core/usage/statement-csv';
import { askedStatement } from '#lambdas/api/usage/asked-statement';
import { runtimeDependencies, type UsageDependencies } from '#lambdas/api/usage/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: UsageDependencies) =>
  httpEndpoint(exportRevenueShare, deps, async (request) => {
    const { statement } = await askedStatement(deps, request);
    return reply(statementCsv([{ companyId: request.company.company.companyId, statement }]));
  });

export const handler = makeHandler(runtimeDependencies());
