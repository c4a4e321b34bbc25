import { isServable, type Model } from '#core/models/model';

export interface CleanUp {
  readonly models: readonly Model[];
  /** Versions kept for roll-back, ≥ 1; the live one counts. */
  readonly modelsKept: number;
  readonly live?: { readonly modelVersion: string; readonly previousModelVersion?: string };
  /** The version of the run that cleans. */
  readonly current: string;
}

/**
 * Versions whose rows may go: those beyond the newest `modelsKept` that could serve, and those of failed runs.
 * Never the live one, its predecessor, the running one, or one whose rows are gone.
 */
export const versionsToClean = ({ models, modelsKept, live, current }: CleanUp): string[] => {
  const untouchable = new Set([current, live?.modelVersion, live?.previousModelVersion]);
  const newestFirst = [...models].sort((a, b) => (a.modelVersion < b.modelVersion ? 1 : -1));
  const kept = new Set(
    newestFirst
      .filter(isServable)
      .slice(0, modelsKept)
      .map(({ modelVersion }) => modelVersion),
  );
  return newestFirst
    .filter(({ status, rowsRemovedAt }) => status !== 'training' && rowsRemovedAt === null)
    .map(({ modelVersion }) => modelVersion)
    .filter((version) => !kept.has(version) && !untouchable.has(version));
};
