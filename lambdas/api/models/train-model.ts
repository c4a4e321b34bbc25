import { trainModel } from '#contracts/api/models';
import { manualRunName } from '#core/models/run-name';
import type { LeaseAttempt, TrainingRunLease } from '#core/ports/training-run-store';
import { toModelBody } from '#lambdas/api/models/model-body';
import { requireModel } from '#lambdas/api/models/require-model';
import { type ModelDependencies, runtimeDependencies } from '#lambdas/api/models/runtime-dependencies';
import { beginRun, type RunToBegin, recordKilledRun } from '#lambdas/shared/begin-run';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

/** Until the run's first state prolongs the lease. */
const leaseSeconds = 300;

/** A run is given this long from its lease to its execution. */
const startingMs = 60_000;

/** Begins a run; of one that was killed, and so cannot give its lease back, the lease is taken. */
const begin = async (deps: ModelDependencies, run: RunToBegin): Promise<LeaseAttempt> => {
  const attempt = await beginRun(deps, run);
  if (attempt.acquired) return attempt;
  const { companyId, runName, startedAt } = attempt.holder;
  const isStarting = Date.parse(run.now) - Date.parse(startedAt) < startingMs;
  const state = await deps.watcher.stateOf(companyId, runName);
  if (state === 'at-work' || (state === 'unknown' && isStarting)) return attempt;
  await recordKilledRun(deps, attempt.holder, run.now);
  await deps.runs.release(companyId, runName);
  return beginRun(deps, run);
};

/** Starts the execution; a run that could not start leaves a failed model and a free lease behind. */
const start = async (deps: ModelDependencies, lease: TrainingRunLease, force: boolean, now: string): Promise<void> => {
  const { companyId, runName, modelVersion } = lease;
  try {
    await deps.starter.start({ companyId, runName, force, reason: 'manual' });
  } catch (error) {
    const failure = 'The run could not be started.';
    await deps.models.update(companyId, modelVersion, { status: 'failed', failure }, { now });
    await deps.runs.release(companyId, runName);
    throw error;
  }
};

export const makeHandler = (deps: ModelDependencies) =>
  httpEndpoint(trainModel, deps, async ({ body, company, now }) => {
    const { companyId, timeZone } = company.company;
    const runName = manualRunName(now, timeZone, deps.newId());
    const attempt = await begin(deps, {
      companyId,
      runName,
      reason: 'manual',
      trainer: company.trainingConfig.value.trainer,
      now,
      leaseSeconds,
    });
    if (!attempt.acquired) return problem('conflict', `The run ${attempt.holder.runName} is still at work`);
    await start(deps, attempt.lease, body.force, now);
    return reply(toModelBody(await requireModel(deps.models, companyId, attempt.lease.modelVersion)));
  });

export const handler = makeHandler(runtimeDependencies());
