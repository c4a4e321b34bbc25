import { isServable, type Model } from '#core/models/model';

export interface CleanUp {
  readonly models: readonly Model[];
  /** Versions kept for roll-back, ≥ 1; the live one counts. */
  readonly modelsKept: number;
  readonly live?: { readonly modelVersion: string; readonly previousModelVersion?: string };
  /** The run that cleans. */
  readonly run: { readonly modelVersion: string; readonly startedAt: string };
}

/**
 * Versions whose rows may go: those beyond the newest `modelsKept` that could serve, and those of failed runs.
 * Never the live one, its predecessor, the running one, or one whose rows are gone; those that this very run began to
 * clean come again, so that a repeated attempt finishes them.
 */
export const versionsToClean = ({ models, modelsKept, live, run }: CleanUp): string[] => {
  const untouchable = new Set([run.modelVersion, live?.modelVersion, live?.previousModelVersion]);
  const newestFirst = [...models].sort((a, b) => (a.modelVersion < b.modelVersion ? 1 : -1));
  const kept = new Set(
    newestFirst
      .filter(isServable)
      .slice(0, modelsKept)
      .map(({ modelVersion }) => modelVersion),
  );
  return newestFirst
    .filter(({ status, rowsRemovedAt }) => status !== 'training' && (rowsRemovedAt ?? run.startedAt) === run.startedAt)
    .map(({ modelVersion }) => modelVersion)
    .filter((version) => !kept.has(version) && !untouchable.has(version));
};
