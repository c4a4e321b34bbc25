import { writeNdjson } from '#adapters/s3/ndjson-file';
import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { modelProductsFile, runFiles } from '#core/models/run-files';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';
import { makeRows } from '#core/training/make-rows';
import { deserialiseTrainedRelation } from '#core/training/train-relation';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadTrainingInput } from '#lambdas/shared/run-content';

const rowsPerChunk = 1_000;

function* inChunks<T>(values: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const value of values) {
    chunk.push(value);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const assemble = async (
  { artifacts }: PipelineDependencies,
  run: TrainingRun,
): Promise<Iterable<RecommendationRow>> => {
  const { data, catalog } = await loadTrainingInput(artifacts, run);
  const trained = await Promise.all(
    relations.map(async (relation) =>
      deserialiseTrainedRelation(await artifacts.get(runFiles(run).relation(relation))),
    ),
  );
  return makeRows({ modelVersion: run.modelVersion, data, catalog, trained });
};

/** Joins the relations into rows, cut into files that are written to the table in parallel. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('AssembleRows', stepInputs.run, deps, async ({ run }) => {
    const productIds: string[] = [];
    const chunks: string[] = [];
    for (const rows of inChunks(await assemble(deps, run), rowsPerChunk)) {
      const key = runFiles(run).rowChunk(chunks.length);
      await deps.artifacts.put(key, writeNdjson(rows));
      chunks.push(key);
      productIds.push(...rows.map(({ productId }) => productId));
    }
    await deps.artifacts.put(modelProductsFile(run.companyId, run.modelVersion), writeNdjson(productIds));
    return { run, counts: { rows: productIds.length }, result: { chunks } };
  });

export const handler = makeHandler(pipelineDependencies());
