import type { ApiKey } from '#core/companies/api-key';
import type { IssuedApiKey } from '#core/companies/issue-api-key';
import type { Page, PageRequest } from '#core/ports/page';

/** Keys of a company. A revoked one is kept for the audit and then expires. */
export interface ApiKeyStore {
  /** Live and revoked keys, newest first. @throws InvalidCursorError */
  list(companyId: string, page: PageRequest): Promise<Page<ApiKey>>;
  /** Every key, newest first. */
  listAll(companyId: string): Promise<ApiKey[]>;
  get(companyId: string, keyId: string): Promise<ApiKey | undefined>;
  /** @throws ConflictError when the id is taken. */
  create(companyId: string, issued: IssuedApiKey): Promise<void>;
  /**
   * Writes the successor and ends `old` at `revokesAt`, all or nothing.
   * @throws ConflictError when `old` was rotated or revoked before.
   */
  rotate(companyId: string, old: ApiKey, successor: IssuedApiKey, revokesAt: string): Promise<void>;
  /** Ends a key at `now`; one that has ended stays as it is. */
  revoke(companyId: string, key: ApiKey, now: string): Promise<void>;
}
