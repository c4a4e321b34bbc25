import { newModel } from '#core/models/model';
import { modelVersionOf } from '#core/models/run-name';
import type { ModelStore } from '#core/ports/model-store';
import { ConflictError } from '#core/ports/store-errors';
import type { LeaseAttempt, TrainingRunLease, TrainingRunStore } from '#core/ports/training-run-store';

export interface BeginRunDependencies {
  readonly models: Pick<ModelStore, 'create' | 'update'>;
  readonly runs: Pick<TrainingRunStore, 'acquire'>;
  readonly newId: () => string;
}

export interface RunToBegin {
  readonly companyId: string;
  readonly runName: string;
  readonly reason: 'nightly' | 'manual';
  readonly trainer: string;
  /** ISO-8601 UTC. */
  readonly now: string;
  readonly leaseSeconds: number;
}

/** A run that was killed could not say so itself. */
export const recordKilledRun = async (
  { models }: Pick<BeginRunDependencies, 'models'>,
  lease: TrainingRunLease,
  now: string,
): Promise<void> => {
  const failure = 'The run stopped without a report.';
  try {
    await models.update(
      lease.companyId,
      lease.modelVersion,
      { status: 'failed', failure },
      { now, from: ['training'] },
    );
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
};

/** Takes the company's lease and writes the model that the run will make. The same run may begin any number of times. */
export const beginRun = async (deps: BeginRunDependencies, run: RunToBegin): Promise<LeaseAttempt> => {
  const { companyId, runName, reason, trainer, now } = run;
  const leaseUntil = new Date(Date.parse(now) + run.leaseSeconds * 1000).toISOString();
  const modelVersion = modelVersionOf(now, deps.newId());
  const attempt = await deps.runs.acquire({ companyId, runName, modelVersion, startedAt: now, leaseUntil }, now);
  if (!attempt.acquired) return attempt;
  if (attempt.expired) await recordKilledRun(deps, attempt.expired, now);
  const { lease } = attempt;
  await deps.models.create(
    newModel({ companyId, modelVersion: lease.modelVersion, trainer, runName, reason, createdAt: lease.startedAt }),
  );
  return attempt;
};
