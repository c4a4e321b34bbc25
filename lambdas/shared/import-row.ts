import type { CompanySettings } from '#core/companies/company-settings';
import type { ImportEntity, OrderFileRow } from '#core/imports/import-entity';
import type { ImportJob } from '#core/imports/import-job';

/** What a row of a file became: for orders a line or a whole order, else the entity itself. */
export type ReadRow =
  | { readonly kind: 'order-row'; readonly row: OrderFileRow }
  | { readonly kind: 'entity'; readonly entity: ImportEntity };

export interface RowSource {
  readonly job: ImportJob;
  readonly settings: CompanySettings;
  readonly hashEmail: (secret: string, email: string) => string;
}
