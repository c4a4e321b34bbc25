import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { estimateCost } from '#core/models/cost-estimate';
import type { EnrichmentReport } from '#core/models/model';
import { runFiles } from '#core/models/run-files';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep, type StepReport, stepReportSchema, type UsageCount } from '#lambdas/shared/pipeline-step';

const loadReports = async ({ artifacts }: PipelineDependencies, run: TrainingRun): Promise<StepReport[]> => {
  const keys = await artifacts.list(runFiles(run).stepsPrefix);
  return Promise.all(
    keys.map(async (key) => stepReportSchema.parse(JSON.parse(Buffer.from(await artifacts.get(key)).toString('utf8')))),
  );
};

type Counts = Record<string, number>;

const sumInto = (sums: Counts, name: string, value: number): void => {
  sums[name] = (sums[name] ?? 0) + value;
};

const usageNames = [
  'tableWriteUnits',
  'inputTokens',
  'outputTokens',
  'athenaScannedBytes',
  'personalizeMicroUsd',
] as const satisfies UsageCount[];

/** Figures of the run from what each step left behind; parts of a step are summed up. */
const summarise = (reports: readonly StepReport[]) => {
  const durations: Counts = {};
  const counts: Counts = {};
  let gibSeconds = 0;
  for (const { step, durationMs, memoryMb, counts: own } of reports) {
    sumInto(durations, step, durationMs);
    gibSeconds += (memoryMb / 1024) * (durationMs / 1000);
    for (const [name, count] of Object.entries(own)) sumInto(counts, name, count);
  }
  const usage = Object.fromEntries(usageNames.map((name) => [name, counts[name] ?? 0])) as Record<UsageCount, number>;
  return { durations, counts, costEstimate: estimateCost({ gibSeconds, ...usage }) };
};

const enrichmentOf = (reports: readonly StepReport[]): EnrichmentReport | null => {
  const counts = reports.find(({ step }) => step === 'EnrichPairs')?.counts;
  if (!counts) return null;
  const { pairs = 0, vetoed = 0, cached = 0, failed = 0 } = counts;
  return { pairs, vetoed, cached, failed };
};

/** Writes the run's report into its model, counts the run, and lets the next one begin. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('ReportRun', stepInputs.run, deps, async ({ run }) => {
    const { companyId, runName, modelVersion } = run;
    const reports = await loadReports(deps, run);
    const changes = { ...summarise(reports), enrichment: enrichmentOf(reports) };
    const { status, counts } = await deps.models.update(companyId, modelVersion, changes, { now: deps.clock() });
    await deps.runs.release(companyId, runName);
    deps.meter.add(status === 'live' ? 'ModelRunSucceeded' : 'ModelRunHeld', 1);
    return { result: { modelVersion, status, rows: counts.rows ?? 0 } };
  });

export const handler = makeHandler(pipelineDependencies());
