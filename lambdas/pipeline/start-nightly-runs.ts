import { streamCompanies } from '#adapters/dynamodb/company-directory';
import { makeTrainingRunStarter } from '#adapters/stepfunctions/training-run-starter';
import type { Company } from '#core/companies/company';
import { dueNightlyRun } from '#core/models/run-name';
import type { RunStarter } from '#core/ports/run-starter';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { errorContext, type Observability } from '#lambdas/shared/observability';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface NightlyDependencies extends Observability {
  readonly clock: () => string;
  readonly companies: () => AsyncIterable<Pick<Company, 'companyId' | 'timeZone'>>;
  readonly starter: RunStarter;
  /** Hour of the store's own clock from which its nightly run is due, 0 … 23. */
  readonly trainingHour: number;
}

export interface NightlyReport {
  readonly started: number;
  /** Started by an earlier call of this night. */
  readonly alreadyStarted: number;
  readonly failed: number;
}

type Outcome = keyof NightlyReport | 'notDue';

const startIfDue = async (
  deps: NightlyDependencies,
  { companyId, timeZone }: Pick<Company, 'companyId' | 'timeZone'>,
  now: string,
): Promise<Outcome> => {
  try {
    const runName = dueNightlyRun(now, timeZone, deps.trainingHour);
    if (runName === undefined) return 'notDue';
    const isNew = await deps.starter.start({ companyId, runName, force: false, reason: 'nightly' });
    return isNew ? 'started' : 'alreadyStarted';
  } catch (error) {
    deps.log.error('nightly_run_not_started', { companyId, ...errorContext(error) });
    return 'failed';
  }
};

/** Every hour: starts the run of each company whose night is due and was not started yet. */
export const makeHandler = (deps: NightlyDependencies) => async (): Promise<NightlyReport> => {
  const now = deps.clock();
  const outcomes: Record<Outcome, number> = { started: 0, alreadyStarted: 0, failed: 0, notDue: 0 };
  for await (const company of deps.companies()) outcomes[await startIfDue(deps, company, now)] += 1;
  const { notDue: _notDue, ...report } = outcomes;
  deps.meter.add('NightlyRunsStarted', report.started);
  deps.log.info('nightly_runs_started', { ...report });
  deps.meter.flush();
  return report;
};

export const runtimeDependencies = (): NightlyDependencies => {
  const { env, ...runtime } = workerRuntime('nightly-starter');
  const table = makeTable(env);
  return {
    ...runtime,
    companies: () => streamCompanies(table),
    starter: makeTrainingRunStarter(env.RETRAIN_MACHINE_ARN),
    trainingHour: env.TRAINING_HOUR,
  };
};

export const handler = makeHandler(runtimeDependencies());
