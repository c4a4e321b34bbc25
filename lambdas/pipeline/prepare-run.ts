import { runInputSchema, type TrainingRun } from '#contracts/pipeline/run';
import { partitionKey } from '#core/models/run-files';
import { defaultTrainingParameters } from '#core/training/parameters';
import { beginRun } from '#lambdas/shared/begin-run';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';

/** Ten minutes above the machine's own timeout: past it the execution is certainly over. */
const leaseSeconds = 72_600;

const dayMs = 86_400_000;

type Prepared =
  | {
      readonly proceed: true;
      readonly run: TrainingRun;
      readonly enrich: boolean;
      readonly partitions: readonly string[];
    }
  | { readonly proceed: false; readonly reason: string };

const daysBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * dayMs).toISOString().slice(0, 10);

/** Months that can hold an order of the window, which reaches back from the newest order, not from today. */
const orderMonths = (months: readonly string[], windowDays: number): string[] => {
  const newest = months.at(-1);
  if (newest === undefined) return [];
  const oldest = daysBefore(`${newest}-01T00:00:00Z`, windowDays).slice(0, 7);
  return months.filter((month) => month >= oldest);
};

const partitionsOf = async (deps: PipelineDependencies, { companyId, startedAt }: TrainingRun): Promise<string[]> => {
  const { windowDays } = defaultTrainingParameters;
  const months = orderMonths(await deps.orders.months(companyId), windowDays);
  const days = await deps.archive.days(companyId, daysBefore(startedAt, windowDays + 1).replaceAll('-', '/'));
  return [
    ...months.map((month) => partitionKey({ kind: 'orders', month })),
    ...days.map((day) => partitionKey({ kind: 'events', day })),
  ];
};

/** Takes the company's training lease, opens the model's record, and lists what there is to learn from. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('PrepareRun', runInputSchema, deps, async (input): Promise<{ result: Prepared; run?: TrainingRun }> => {
    const settings = await deps.settings(input.companyId);
    if (!settings) throw new PermanentRunError(`There is no company ${input.companyId}`);
    const now = deps.clock();
    const attempt = await beginRun(deps, {
      ...input,
      trainer: settings.trainingConfig.value.trainer,
      now,
      leaseSeconds,
    });
    if (!attempt.acquired) {
      return { result: { proceed: false, reason: `The run ${attempt.holder.runName} is still at work` } };
    }
    const { modelVersion, startedAt } = attempt.lease;
    const run = { ...input, modelVersion, startedAt };
    const partitions = await partitionsOf(deps, run);
    deps.log.info('model_run_started', { ...run, partitions: partitions.length });
    const enrich = settings.flags.value.mi_recommendations_enabled;
    return { run, result: { proceed: true, run, enrich, partitions } };
  });

export const handler = makeHandler(pipelineDependencies());
