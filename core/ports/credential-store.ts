import type { CompanySettings } from '#core/companies/company-settings';

export type Role = 'viewer' | 'editor' | 'owner';

/** What the gate must know to let a request in. */
export interface CredentialStore {
  /** Settings of a company; undefined when there is none. May be up to 60 seconds old. */
  settings(companyId: string): Promise<CompanySettings | undefined>;
  /** Hash and end of a secret key; undefined when there is none. May be up to 60 seconds old. */
  secretKey(companyId: string, keyId: string): Promise<{ hash: string; revokesAt: string | null } | undefined>;
  /** Role of a person in a company; undefined when they are not a member. */
  role(companyId: string, userId: string): Promise<Role | undefined>;
  /** Up to two companies of a person: enough to tell whether there is exactly one. */
  firstCompanies(userId: string): Promise<string[]>;
}
