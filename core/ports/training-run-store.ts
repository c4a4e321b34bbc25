/** The lease that lets one training run of a company proceed at a time. */
export interface TrainingRunLease {
  readonly companyId: string;
  readonly runName: string;
  readonly modelVersion: string;
  /** ISO-8601 UTC. */
  readonly startedAt: string;
  /** ISO-8601 UTC; past it another run may take over, so a killed run does not block for ever. */
  readonly leaseUntil: string;
}

export type LeaseAttempt =
  | {
      readonly acquired: true;
      readonly lease: TrainingRunLease /** Was taken over. */;
      readonly expired?: TrainingRunLease;
    }
  | { readonly acquired: false; readonly holder: TrainingRunLease };

export interface TrainingRunStore {
  /** The run that holds the lease, expired or not. */
  get(companyId: string): Promise<TrainingRunLease | undefined>;
  /**
   * Takes the lease when it is free or has expired at `now`. A run that holds it already keeps its version and start,
   * so that a repeated attempt continues the same run; only `leaseUntil` moves.
   */
  acquire(lease: TrainingRunLease, now: string): Promise<LeaseAttempt>;
  /** Does nothing when another run holds the lease. */
  release(companyId: string, runName: string): Promise<void>;
}
