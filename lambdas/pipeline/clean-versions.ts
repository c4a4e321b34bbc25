import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { modelProductsFile } from '#core/models/run-files';
import { versionsToClean } from '#core/models/versions-to-clean';
import { ArtifactMissingError } from '#core/ports/artifact-store';
import { ConflictError } from '#core/ports/store-errors';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadCatalog, loadValues } from '#lambdas/shared/run-content';

/** Products with a row in a version; when its list has expired, those of today's catalog. */
const productsOf = async (
  { artifacts }: PipelineDependencies,
  run: TrainingRun,
  modelVersion: string,
): Promise<string[]> => {
  try {
    return await loadValues<string>(artifacts, modelProductsFile(run.companyId, modelVersion));
  } catch (error) {
    if (!(error instanceof ArtifactMissingError)) throw error;
    return (await loadCatalog(artifacts, run)).map(({ productId }) => productId);
  }
};

/** Takes a version out of service before its rows go. @returns false when it went live meanwhile. */
const retireForGood = async ({ models }: PipelineDependencies, run: TrainingRun, version: string): Promise<boolean> => {
  try {
    const options = { now: run.startedAt, from: ['ready', 'held', 'retired', 'failed'] } as const;
    await models.update(run.companyId, version, { rowsRemovedAt: run.startedAt }, options);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
};

const clean = async (deps: PipelineDependencies, run: TrainingRun, version: string): Promise<boolean> => {
  if (!(await retireForGood(deps, run, version))) return false;
  await deps.rows.deleteAll(run.companyId, version, await productsOf(deps, run, version));
  await deps.popularity.deleteAll(run.companyId, version);
  return true;
};

/** Deletes the rows of versions that nobody will roll back to; their reports stay. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('CleanVersions', stepInputs.run, deps, async ({ run }) => {
    const settings = await deps.settings(run.companyId);
    if (!settings) throw new PermanentRunError(`There is no company ${run.companyId}`);
    const [models, live] = await Promise.all([deps.models.listAll(run.companyId), deps.models.live(run.companyId)]);
    const { modelsKept } = settings.recommendationConfig.value;
    const cleaned: string[] = [];
    for (const version of versionsToClean({ models, modelsKept, live, run })) {
      if (await clean(deps, run, version)) cleaned.push(version);
    }
    return { run, counts: { versionsCleaned: cleaned.length }, result: { cleaned } };
  });

export const handler = makeHandler(pipelineDependencies());
