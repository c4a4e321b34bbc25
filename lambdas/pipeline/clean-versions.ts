import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { modelProductsFile } from '#core/models/run-files';
import { versionsToClean } from '#core/models/versions-to-clean';
import { ConflictError } from '#core/ports/store-errors';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadValues } from '#lambdas/shared/run-content';

/** Products with a row in a version. Its list is written before its first row, so without one there are no rows. */
const productsOf = async (
  { artifacts }: PipelineDependencies,
  companyId: string,
  modelVersion: string,
): Promise<string[]> => {
  const [file] = await artifacts.list(modelProductsFile(companyId, modelVersion));
  return file === undefined ? [] : loadValues<string>(artifacts, file);
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
  await deps.rows.deleteAll(run.companyId, version, await productsOf(deps, run.companyId, version));
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
