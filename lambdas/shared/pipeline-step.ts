import * as z from 'zod';
import type { RunUsage } from '#core/models/cost-estimate';
import { runFiles } from '#core/models/run-files';
import type { ArtifactStore } from '#core/ports/artifact-store';
import type { Observability } from '#lambdas/shared/observability';

/** An error that no retry mends; the state machine does not repeat a step that throws it. */
export class PermanentRunError extends Error {
  override readonly name = 'PermanentRunError';
}

export interface StepDependencies extends Observability {
  /** ISO-8601 UTC with milliseconds. */
  readonly clock: () => string;
  readonly artifacts: ArtifactStore;
  /** Memory of this function, the measure of its price. */
  readonly memoryMb: number;
}

/** What a step leaves behind for the run's report; a repeated step overwrites its own. */
export const stepReportSchema = z.object({
  step: z.string(),
  durationMs: z.number(),
  memoryMb: z.number(),
  counts: z.record(z.string(), z.number()),
});
export type StepReport = z.output<typeof stepReportSchema>;

/** Counts that are not figures of the model but of what the run used. */
export type UsageCount = keyof Omit<RunUsage, 'gibSeconds'>;

export interface StepOutcome<R> {
  /** What the state machine gets: keys and small facts. */
  readonly result: R;
  /** Absent: nothing is reported. */
  readonly run?: { readonly companyId: string; readonly runName: string };
  /** Which part of a step that runs in parallel. */
  readonly part?: string;
  readonly counts?: Readonly<Record<string, number>>;
}

const parseInput = <S extends z.ZodType>(step: string, schema: S, input: unknown): z.output<S> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new PermanentRunError(`${step} got another input than it expects: ${z.prettifyError(parsed.error)}`);
};

/** One state's function: checks its input, measures itself, and leaves a report beside the run's files. */
export const pipelineStep =
  <S extends z.ZodType, R>(
    step: string,
    schema: S,
    deps: StepDependencies,
    work: (input: z.output<S>) => Promise<StepOutcome<R>>,
  ) =>
  async (input: unknown): Promise<R> => {
    const startedAt = Date.parse(deps.clock());
    try {
      const { result, run, part, counts = {} } = await work(parseInput(step, schema, input));
      const durationMs = Math.max(0, Date.parse(deps.clock()) - startedAt);
      if (run) {
        const report: StepReport = { step, durationMs, memoryMb: deps.memoryMb, counts };
        await deps.artifacts.put(runFiles(run).step(step, part), Buffer.from(JSON.stringify(report)));
        const { companyId, runName } = run;
        deps.log.info('model_step_done', { companyId, runName, step, part, durationMs, counts });
      }
      return result;
    } finally {
      deps.meter.flush();
    }
  };
