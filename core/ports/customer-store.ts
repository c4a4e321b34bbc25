import type { Customer } from '#core/catalog/customer';
import type { UpsertOptions, UpsertOutcome } from '#core/ports/upsert';

export interface CustomerStore {
  get(companyId: string, customerId: string): Promise<Customer | undefined>;
  /** Writes each customer unless a newer one is stored; one outcome per customer, in the order given. */
  upsertMany(companyId: string, customers: readonly Customer[], options?: UpsertOptions): Promise<UpsertOutcome[]>;
}
