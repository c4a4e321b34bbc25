import { stepInputs } from '#contracts/pipeline/run';
import { encodeRow, type RecommendationRow } from '#core/recommend/recommendation-row';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadValues } from '#lambdas/shared/run-content';
import { writeUnits } from '#lambdas/shared/write-units';

/** Writes one file of rows under the new version, which nobody reads yet. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('WriteRows', stepInputs.chunk, deps, async ({ run, chunk }) => {
    const rows = await loadValues<RecommendationRow>(deps.artifacts, chunk);
    await deps.rows.putAll(run.companyId, rows);
    const tableWriteUnits = writeUnits(rows.map((row) => encodeRow(row)));
    const part = chunk.slice(chunk.lastIndexOf('/') + 1);
    return { run, part, counts: { tableWriteUnits }, result: { rows: rows.length } };
  });

export const handler = makeHandler(pipelineDependencies());
