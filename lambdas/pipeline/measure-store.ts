import { writeNdjsonStream } from '#adapters/s3/ndjson-file';
import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import type { Product } from '#core/catalog/product';
import type { TrainerChoice, TrainerName } from '#core/companies/training-config';
import { runFiles } from '#core/models/run-files';
import { type ChosenTrainer, chooseTrainer, NoTrainerError, type StoreSize } from '#core/training/choose-trainer';
import { openNotes } from '#lambdas/shared/personalize-notes';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';

async function* counted(products: AsyncIterable<Product>, count: () => void): AsyncGenerator<Product> {
  for await (const product of products) {
    count();
    yield product;
  }
}

/** Writes the catalog down, so that every trainer of the run sees the same. @returns how many products it has */
const snapshotCatalog = async (deps: PipelineDependencies, run: TrainingRun): Promise<number> => {
  let products = 0;
  const content = await writeNdjsonStream(
    counted(deps.products.streamAll(run.companyId), () => {
      products += 1;
    }),
  );
  await deps.artifacts.put(runFiles(run).catalog, content);
  return products;
};

const choose = (
  { trainers, trainingMemoryMb }: PipelineDependencies,
  wish: TrainerChoice,
  size: StoreSize,
): ChosenTrainer => {
  try {
    return chooseTrainer(wish, size, { available: trainers, memoryMb: trainingMemoryMb });
  } catch (error) {
    if (error instanceof NoTrainerError) throw new PermanentRunError(error.message);
    throw error;
  }
};

/** What a run with Personalize makes goes at its end, and what an earlier one left goes with the next run of any trainer. */
const removalOf = async (
  { artifacts, trainers }: PipelineDependencies,
  { companyId }: TrainingRun,
  trainer: TrainerName,
): Promise<boolean> => {
  if (!trainers.has('personalize')) return false;
  return trainer === 'personalize' || (await openNotes(artifacts, companyId)).length > 0;
};

/** Measures the store before a log of it stands in any memory, and chooses the trainer by its size or its wish. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('MeasureStore', stepInputs.partitions, deps, async ({ run, partitions }) => {
    const settings = await deps.settings(run.companyId);
    if (!settings) throw new PermanentRunError(`There is no company ${run.companyId}`);
    const products = await snapshotCatalog(deps, run);
    const interactions = partitions.reduce((sum, { interactions }) => sum + interactions, 0);
    const { trainer: wish, keepPersonalizeResources } = settings.trainingConfig.value;
    const chosen = choose(deps, wish, { interactions, products });
    await deps.models.update(run.companyId, run.modelVersion, { trainer: chosen.trainer }, { now: deps.clock() });
    deps.log.info('model_trainer_chosen', { ...run, ...chosen, interactions, products });
    const removesPersonalize = await removalOf(deps, run, chosen.trainer);
    const keepsPersonalize = chosen.trainer === 'personalize' && keepPersonalizeResources;
    const counts = { interactions, ...(chosen.logShare < 1 && { logShare: chosen.logShare }) };
    return {
      run,
      counts,
      result: { trainer: chosen.trainer, logShare: chosen.logShare, removesPersonalize, keepsPersonalize },
    };
  });

export const handler = makeHandler(pipelineDependencies());
