import { writeNdjson } from '#adapters/s3/ndjson-file';
import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import type { EmbeddingTable } from '#core/content/embedding-table';
import { modelProductsFile, runFiles } from '#core/models/run-files';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';
import { blendSimilar } from '#core/training/blend-similar';
import { makeRows } from '#core/training/make-rows';
import { deserialiseTrainedRelation } from '#core/training/train-relation';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadEmbeddings, loadTrainingInput } from '#lambdas/shared/run-content';

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

/** Vectors are only made, and only read, while the company lets language models help. */
const embeddingsOf = async (
  { artifacts, settings }: PipelineDependencies,
  { companyId }: TrainingRun,
): Promise<EmbeddingTable | undefined> => {
  const flags = (await settings(companyId))?.flags.value;
  return flags?.mi_recommendations_enabled ? loadEmbeddings(artifacts, companyId) : undefined;
};

const assemble = async (deps: PipelineDependencies, run: TrainingRun): Promise<Iterable<RecommendationRow>> => {
  const { artifacts } = deps;
  const { data, catalog } = await loadTrainingInput(artifacts, run);
  const trained = await Promise.all(
    relations.map(async (relation) =>
      deserialiseTrainedRelation(await artifacts.get(runFiles(run).relation(relation))),
    ),
  );
  const table = await embeddingsOf(deps, run);
  const told = table ? blendSimilar(trained, data.productIds, catalog, table) : trained;
  return makeRows({ modelVersion: run.modelVersion, data, catalog, trained: told });
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
