import { hashEmail } from '#adapters/dynamodb/customer-store';
import type { ImportDependencies } from '#lambdas/shared/import-dependencies';
import { companySettings, endpointFakes, testNow } from '#test/support/endpoint-fakes';
import { type MemoryFiles, memoryFiles } from '#test/support/memory-files';
import {
  memoryCustomerStore,
  memoryImportStore,
  memoryOrderStore,
  memoryProductStore,
} from '#test/support/memory-shop-stores';

export interface ImportFakes extends ImportDependencies {
  readonly files: MemoryFiles;
}

/** Import steps over stores in memory, for the company of `companySettings`. */
export const importFakes = (): ImportFakes => {
  const files = memoryFiles();
  const { log, meter } = endpointFakes();
  return {
    log,
    meter,
    files,
    artifacts: files.artifacts,
    uploads: files.uploads,
    imports: memoryImportStore(),
    products: memoryProductStore(),
    orders: memoryOrderStore(),
    customers: memoryCustomerStore(),
    settings: async (companyId) => companySettings({}, companyId),
    hashEmail,
    clock: () => testNow,
  };
};
