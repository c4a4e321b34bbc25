import { makeOfferEventStore } from '#adapters/dynamodb/offer-event-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { OfferEventStore } from '#core/ports/offer-event-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface PerformanceDependencies extends EndpointDependencies {
  readonly offerEvents: Pick<OfferEventStore, 'ofRule' | 'days'>;
}

export const runtimeDependencies = (): PerformanceDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), offerEvents: makeOfferEventStore(table) };
};
