import type { Company } from '#core/companies/company';
import type { Role } from '#core/ports/credential-store';
import type { Page, PageRequest } from '#core/ports/page';

/** What the owner of a company may change. */
export type CompanyChanges = Pick<Company, 'name' | 'platform' | 'currency' | 'timeZone' | 'allowedOrigins'>;

export interface Founding {
  readonly ownerId: string;
  /** Signs the tokens of served items; 32 random bytes, base64url. */
  readonly signingKey: string;
}

export interface CompanyOfMember extends Company {
  readonly role: Role;
}

export interface CompanyStore {
  /** Writes the company with its first owner, all or nothing. @throws ConflictError when the id is taken. */
  create(company: Company, founding: Founding): Promise<void>;
  /** The company as last written. */
  get(companyId: string): Promise<Company | undefined>;
  /** @throws VersionConflictError when the stored version is not `expectedVersion`. */
  update(companyId: string, changes: CompanyChanges, expectedVersion: number, now: string): Promise<Company>;
  /** Companies of a person by id. A membership that just changed may show a moment later. @throws InvalidCursorError */
  listOfMember(userId: string, page: PageRequest): Promise<Page<CompanyOfMember>>;
}
