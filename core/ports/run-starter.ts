export interface RunRequest {
  readonly companyId: string;
  readonly runName: string;
  readonly force: boolean;
  readonly reason: 'nightly' | 'manual';
}

/** Starts executions of the retraining machine. */
export interface RunStarter {
  /** @returns false when a run of this name was started before. */
  start(request: RunRequest): Promise<boolean>;
}

/** Looks after executions of the retraining machine. */
export interface RunWatcher {
  /** False when the run has ended, in whatever way, or was never started. */
  isAtWork(companyId: string, runName: string): Promise<boolean>;
}
