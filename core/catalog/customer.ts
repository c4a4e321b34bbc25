/** A shopper as the store knows them. The e-mail address is kept only as a salted hash. */
export interface Customer {
  readonly customerId: string;
  readonly emailHash?: string;
  readonly segments: readonly string[];
  /** ISO-8601 UTC. */
  readonly updatedAt: string;
}
