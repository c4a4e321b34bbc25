import { makeShelfReader } from '#adapters/dynamodb/cached-shelf-reader';
import { makeCustomerStore } from '#adapters/dynamodb/customer-store';
import { makeBulkDiscountStore } from '#adapters/dynamodb/product-setting-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { BulkDiscountStore } from '#core/ports/product-setting-store';
import type { ProductStore } from '#core/ports/product-store';
import type { SettingsStore } from '#core/ports/settings-store';
import type { PricingDependencies } from '#lambdas/api/bulk-discounts/priced-products';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface BulkDiscountDependencies extends EndpointDependencies {
  readonly discounts: BulkDiscountStore;
  readonly products: Pick<ProductStore, 'get'>;
  readonly settings: SettingsStore;
}

/** For operations that change. */
export const runtimeDependencies = (): BulkDiscountDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    discounts: makeBulkDiscountStore(table),
    products: makeProductStore(table),
    settings: makeSettingsStore(table),
  };
};

/** For shop pages, which only read. */
export const storefrontDependencies = (): PricingDependencies => {
  const env = loadEnv(familyEnvironments['storefront-read']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    shelves: makeShelfReader(table),
    customers: makeCustomerStore(table),
  };
};
