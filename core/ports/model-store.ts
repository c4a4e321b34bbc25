import type { LiveModel } from '#core/companies/company';
import type { Model, ModelStatus } from '#core/models/model';
import type { Page, PageRequest } from '#core/ports/page';

export type ModelChanges = Partial<
  Pick<
    Model,
    | 'status'
    | 'trainer'
    | 'counts'
    | 'metrics'
    | 'durations'
    | 'costEstimate'
    | 'decision'
    | 'enrichment'
    | 'tuning'
    | 'failure'
    | 'rowsRemovedAt'
  >
>;

export interface UpdateOptions {
  /** ISO-8601 UTC. */
  readonly now: string;
  /** Only from one of these statuses. */
  readonly from?: readonly ModelStatus[];
}

export interface Publication {
  /** Pointer version that the decision was made on; 0: no model was live. */
  readonly expectedVersion: number;
  readonly now: string;
}

/** Model versions of a company and the pointer to the one that serves. */
export interface ModelStore {
  get(companyId: string, modelVersion: string): Promise<Model | undefined>;
  /** Newest first. */
  list(companyId: string, page: PageRequest): Promise<Page<Model>>;
  listAll(companyId: string): Promise<Model[]>;
  /** Does nothing when the version exists. */
  create(model: Model): Promise<void>;
  /** @throws ConflictError when the model is absent or not in one of `from`. */
  update(companyId: string, modelVersion: string, changes: ModelChanges, options: UpdateOptions): Promise<Model>;
  live(companyId: string): Promise<LiveModel | undefined>;
  /**
   * Puts a version live, retires the one before it, and moves the pointer, all or nothing.
   * Does nothing when the version is live already.
   * @throws VersionConflictError when another version went live meanwhile.
   */
  publish(companyId: string, modelVersion: string, publication: Publication): Promise<LiveModel>;
}
