import type { Erased } from '#core/privacy/erased';
import type { NamedIds } from '#core/privacy/person';

/** Who was erased lately, so that nothing brings them back. */
export interface ErasedPeople {
  /** Those of the ids that were erased, as of now: a reading that starts after `remember` ended sees them. */
  among(companyId: string, ids: NamedIds): Promise<Erased>;
  /** Remembers customers and sessions as erased, from `now` (ISO-8601 UTC) on for `rememberErasedDays`. */
  remember(companyId: string, ids: NamedIds, now: string): Promise<void>;
  /** The keyed hash by which jobs and logs name a customer. */
  subjectOf(companyId: string, customerId: string): Promise<string>;
}
