import { makeShelfReader } from '#adapters/dynamodb/cached-shelf-reader';
import { makeForecastStore } from '#adapters/dynamodb/forecast-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makeSubscriptionConfigStore } from '#adapters/dynamodb/product-setting-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { ForecastStore } from '#core/ports/forecast-store';
import type { OrderStore } from '#core/ports/order-store';
import type { SubscriptionConfigStore } from '#core/ports/product-setting-store';
import type { ProductStore } from '#core/ports/product-store';
import type { ShelfReader } from '#core/ports/shelf-reader';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface SubscriptionAdminDependencies extends EndpointDependencies {
  readonly configs: SubscriptionConfigStore;
  readonly forecasts: Pick<ForecastStore, 'get'>;
  readonly products: Pick<ProductStore, 'get'>;
}

/** For operations that change. */
export const runtimeDependencies = (): SubscriptionAdminDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    configs: makeSubscriptionConfigStore(table),
    forecasts: makeForecastStore(table),
    products: makeProductStore(table),
  };
};

export interface SubscriptionDependencies extends EndpointDependencies {
  readonly shelves: ShelfReader;
  readonly orders: Pick<OrderStore, 'streamOfCustomer'>;
}

/** For shop pages, which only read. */
export const storefrontDependencies = (): SubscriptionDependencies => {
  const env = loadEnv(familyEnvironments['storefront-read']);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), shelves: makeShelfReader(table), orders: makeOrderStore(table) };
};
