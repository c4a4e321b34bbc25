import { getRevenueShare } from '#contracts/api/usage';
import { askedStatement } from '#lambdas/api/usage/asked-statement';
import { runtimeDependencies, type UsageDependencies } from '#lambdas/api/usage/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: UsageDependencies) =>
  httpEndpoint(getRevenueShare, deps, async (request) => {
    const { statement, isIssued } = await askedStatement(deps, request);
    return reply({
      month: statement.month,
      status: isIssued ? 'issued' : 'preview',
      issuedAt: isIssued ? statement.issuedAt : null,
      shareBasisPoints: statement.shareBasisPoints,
      lines: [...statement.lines],
    });
  });

export const handler = makeHandler(runtimeDependencies());
