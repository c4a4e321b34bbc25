import { makeCachedExperimentReader } from '#adapters/dynamodb/cached-experiment-reader';
import { makeCachedRuleReader } from '#adapters/dynamodb/cached-rule-reader';
import { makeCartStore } from '#adapters/dynamodb/cart-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { makeOfferDataReader } from '#adapters/dynamodb/offer-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { makeRuleStore } from '#adapters/dynamodb/rule-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { CartStore } from '#core/ports/cart-store';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import type { OfferDependencies } from '#lambdas/api/upsell/serve-offers';
import { endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface CartOfferDependencies extends OfferDependencies {
  readonly carts: Pick<CartStore, 'get'>;
  readonly rows: Pick<RecommendationRowStore, 'getMany'>;
}

export const runtimeDependencies = (): CartOfferDependencies => {
  const env = loadEnv(familyEnvironments['storefront-read']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    rules: makeCachedRuleReader(makeRuleStore(table)),
    experiments: makeCachedExperimentReader(makeExperimentStore(table)),
    offerData: makeOfferDataReader(table),
    carts: makeCartStore(table),
    rows: makeRecommendationRowStore(table),
  };
};
