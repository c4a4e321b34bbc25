import type { RelationMetrics } from '#core/evaluation/evaluate-model';
import type { Verdict } from '#core/evaluation/judge-model';
import type { CostEstimate } from '#core/models/cost-estimate';
import type { ModelTuning } from '#core/models/model-tuning';

/**
 * training → ready | held | live | failed; ready ↔ held; ready, held or retired → live; live → retired.
 * Exactly one model of a company is live, the one that its pointer names.
 */
export type ModelStatus = 'training' | 'ready' | 'held' | 'live' | 'retired' | 'failed';

export interface EnrichmentReport {
  /** Pairs that were looked at. */
  readonly pairs: number;
  readonly vetoed: number;
  readonly cached: number;
  /** Pairs that keep their plain reason because no valid answer came. */
  readonly failed: number;
}

/** One immutable model version and the report of the run that made it. */
export interface Model {
  readonly companyId: string;
  /** Sorts by the time of its run, see `modelVersionOf`. */
  readonly modelVersion: string;
  readonly status: ModelStatus;
  readonly trainer: string;
  readonly runName: string;
  readonly reason: 'nightly' | 'manual';
  readonly counts: Readonly<Record<string, number>>;
  /** Per relation, on the temporal hold-out. */
  readonly metrics: Readonly<Record<string, RelationMetrics>>;
  /** Milliseconds per step; of a step that runs in parts, their sum. */
  readonly durations: Readonly<Record<string, number>>;
  readonly costEstimate: CostEstimate | null;
  readonly decision: Verdict | null;
  readonly enrichment: EnrichmentReport | null;
  /** `null`: the run did not tune. */
  readonly tuning: ModelTuning | null;
  readonly failure: string | null;
  /** Since then the version has no rows and can no longer go live. */
  readonly rowsRemovedAt: string | null;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type NewModel = Pick<Model, 'companyId' | 'modelVersion' | 'trainer' | 'runName' | 'reason' | 'createdAt'>;

export const newModel = (model: NewModel): Model => ({
  status: 'training',
  counts: {},
  metrics: {},
  durations: {},
  costEstimate: null,
  decision: null,
  enrichment: null,
  tuning: null,
  failure: null,
  rowsRemovedAt: null,
  updatedAt: model.createdAt,
  ...model,
});

const servableStatuses: readonly ModelStatus[] = ['ready', 'held', 'live', 'retired'];

/** True when the version has all its rows, so that the pointer may name it. */
export const isServable = ({ status, rowsRemovedAt }: Pick<Model, 'status' | 'rowsRemovedAt'>): boolean =>
  rowsRemovedAt === null && servableStatuses.includes(status);
