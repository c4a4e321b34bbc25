import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { runFiles } from '#core/models/run-files';
import type { PersonalizeMetrics } from '#core/ports/personalizer';
import { type BatchLine, relationFromBatch } from '#core/training/personalize/relation-from-batch';
import type { PersonalizeRelation } from '#core/training/personalize/relations';
import { personalizeFiles } from '#core/training/personalize/resource-plan';
import { serialiseTrainedRelation } from '#core/training/train-relation';
import { type PersonalizeDependencies, personalizeDependencies } from '#lambdas/shared/personalize-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadTrainingInput } from '#lambdas/shared/run-content';

/** The job names its output after its input; beside it lies a file that says how the job went. */
const loadLines = async (
  { artifacts }: PersonalizeDependencies,
  run: TrainingRun,
  relation: PersonalizeRelation,
): Promise<BatchLine[]> => {
  const keys = (await artifacts.list(personalizeFiles(run).batchOutput(relation))).filter((key) =>
    key.endsWith('.out'),
  );
  if (keys.length === 0) throw new PermanentRunError(`The batch inference job of ${relation} has left no result`);
  const texts = await Promise.all(keys.map(async (key) => Buffer.from(await artifacts.get(key)).toString('utf8')));
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as BatchLine),
  );
};

const metricCounts = (metrics: PersonalizeMetrics): Record<string, number> =>
  Object.fromEntries(
    Object.entries(metrics).flatMap(([relation, own]) =>
      Object.entries(own).map(([name, value]) => [`personalize.${relation}.${name}`, value]),
    ),
  );

/** Puts the lists of the batch jobs in the place of those that the built-in trainer made of the same relations. */
export const makeHandler = (deps: PersonalizeDependencies) =>
  pipelineStep('ConvertPersonalize', stepInputs.personalize, deps, async ({ run, relations }) => {
    const { data, catalog } = await loadTrainingInput(deps.artifacts, run);
    const counts: Record<string, number> = metricCounts(await deps.personalizer.metrics(deps.planOf(run, relations)));
    for (const relation of relations) {
      const lines = await loadLines(deps, run, relation);
      const { trained, failed } = relationFromBatch(relation, data, catalog, lines);
      await deps.artifacts.put(runFiles(run).relation(relation), serialiseTrainedRelation(trained));
      counts[`personalize.${relation}.candidates`] = trained.candidates.length;
      counts[`personalize.${relation}.failedProducts`] = failed;
    }
    return { run, counts, result: { relations } };
  });

export const handler = makeHandler(personalizeDependencies());
