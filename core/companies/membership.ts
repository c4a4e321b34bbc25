import type { Role } from '#core/ports/credential-store';

/** A person's place in a company. */
export interface Membership {
  readonly companyId: string;
  /** Subject of the person's bearer token. */
  readonly userId: string;
  readonly role: Role;
  /** ISO-8601 UTC. */
  readonly addedAt: string;
}
