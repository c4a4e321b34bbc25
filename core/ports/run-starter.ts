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

/** `ended` in whatever way; `unknown` when there is no execution, or none yet. */
export type RunState = 'at-work' | 'ended' | 'unknown';

/** Looks after executions of the retraining machine. */
export interface RunWatcher {
  stateOf(companyId: string, runName: string): Promise<RunState>;
}
