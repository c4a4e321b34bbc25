import { verifyErasureReport } from '#contracts/api/privacy';
import { readErasureReport } from '#core/privacy/erasure-report';
import { type PrivacyEndpointDependencies, runtimeDependencies } from '#lambdas/api/privacy/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: PrivacyEndpointDependencies) =>
  httpEndpoint(verifyErasureReport, deps, async ({ body, company }) => {
    const read = readErasureReport(body.report.trim(), company.signingKey);
    const report = read?.companyId === company.company.companyId ? { ...read, counts: { ...read.counts } } : null;
    return reply({ isValid: report !== null, report });
  });

export const handler = makeHandler(runtimeDependencies());
