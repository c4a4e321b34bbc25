import { listReconciliations } from '#contracts/api/attribution';
import type { ReconciliationReport } from '#core/analytics/reconcile';
import { type AttributionDependencies, runtimeDependencies } from '#lambdas/api/attribution/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

const bodyOf = ({ differences, ...report }: ReconciliationReport) => ({ ...report, differences: [...differences] });

export const makeHandler = (deps: AttributionDependencies) =>
  httpEndpoint(listReconciliations, deps, async ({ company }) =>
    reply({ reports: (await deps.reconciliations.list(company.company.companyId)).map(bodyOf) }),
  );

export const handler = makeHandler(runtimeDependencies());
