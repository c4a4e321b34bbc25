import type { Membership } from '#core/companies/membership';
import type { Role } from '#core/ports/credential-store';
import type { Page, PageRequest } from '#core/ports/page';

/** People of a company. A company always keeps at least one owner. */
export interface MembershipStore {
  /** By user id. @throws InvalidCursorError */
  list(companyId: string, page: PageRequest): Promise<Page<Membership>>;
  /**
   * Gives a person a role; `addedAt` stays that of the first time.
   * @throws ConflictError when the last owner would be demoted
   */
  put(companyId: string, userId: string, role: Role, now: string): Promise<Membership>;
  /** Removing somebody who is no member is not an error. @throws ConflictError when it is the last owner. */
  remove(companyId: string, userId: string): Promise<void>;
}
