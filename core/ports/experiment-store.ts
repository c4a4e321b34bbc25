import type { Experiment, ExperimentStatus } from '#core/experiments/experiment';
import type { Page, PageRequest } from '#core/ports/page';

/** Experiments that run at the same time: what one query reads and one request can draw. */
export const mostRunningExperiments = 20;

export interface ExperimentFilter {
  readonly status?: ExperimentStatus;
}

export interface ExperimentStore {
  get(companyId: string, experimentId: string): Promise<Experiment | undefined>;
  /** By id; a page may be shorter than its limit when a filter is given. */
  list(companyId: string, page: PageRequest & ExperimentFilter): Promise<Page<Experiment>>;
  /** All that run, by id; a change shows within a second. */
  running(companyId: string): Promise<Experiment[]>;
  /**
   * Writes version `experiment.version` over the one before it, with a revision.
   * @throws VersionConflictError when another version is stored
   */
  put(companyId: string, experiment: Experiment): Promise<void>;
  /**
   * Removes the experiment as it was read, with a revision.
   * @throws VersionConflictError when another version is stored
   */
  delete(
    companyId: string,
    experiment: Experiment,
    change: { readonly now: string; readonly by: string },
  ): Promise<void>;
}

/** The running experiments as they were at most 60 seconds ago. */
export interface ExperimentReader {
  running(companyId: string): Promise<readonly Experiment[]>;
}
