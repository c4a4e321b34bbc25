import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { defaultTrainingParameters } from '#core/training/parameters';
import { changedKnobs, type KnobValues, withKnobs } from '#core/training/tune-knobs';
import { tuneStore } from '#core/training/tune-store';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadTrainingInput, saveTuning } from '#lambdas/shared/run-content';

/** Another one each night, so that the search does not go the same way twice. */
const seedOf = ({ startedAt }: TrainingRun): number => Math.floor(Date.parse(startedAt) / 86_400_000);

/** What the live model was tuned to. */
const lastKnobs = async ({ models }: PipelineDependencies, companyId: string): Promise<KnobValues> => {
  const live = await models.live(companyId);
  const model = live && (await models.get(companyId, live.modelVersion));
  return model?.tuning?.knobs ?? {};
};

/** Tunes the store on its own newest past, within a night's budget, from where the live model stands. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('TuneStore', stepInputs.run, deps, async ({ run }) => {
    const { companyId, modelVersion } = run;
    const { data, catalog } = await loadTrainingInput(deps.artifacts, run);
    const start = withKnobs(defaultTrainingParameters, await lastKnobs(deps, companyId));
    const startedAt = Date.parse(deps.clock());
    const elapsedMs = (): number => Date.parse(deps.clock()) - startedAt;
    const tuning = { data, catalog, start, seed: seedOf(run) };
    const { parameters, learned, report } = tuneStore(tuning, deps.tuningBudget, elapsedMs);
    const knobs = changedKnobs(defaultTrainingParameters, parameters);
    await saveTuning(deps.artifacts, run, { knobs, learned });
    await deps.models.update(companyId, modelVersion, { tuning: { knobs, ...report } }, { now: deps.clock() });
    const trials = report.parameters?.trials ?? 0;
    return { run, counts: { tuningTrials: trials }, result: { trials, learned: Object.keys(learned) } };
  });

export const handler = makeHandler(pipelineDependencies());
