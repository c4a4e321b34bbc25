import { stepInputs } from '#contracts/pipeline/run';
import type { LiveModel } from '#core/companies/company';
import { type EvaluationReport, evaluateModel } from '#core/evaluation/evaluate-model';
import { judgeModel, type Verdict } from '#core/evaluation/judge-model';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadTrainingInput } from '#lambdas/shared/run-content';

/** The live model as it was measured when it was made. */
const liveReport = async (
  { models }: PipelineDependencies,
  companyId: string,
  live: LiveModel | undefined,
  { k, holdoutShare }: EvaluationReport,
): Promise<EvaluationReport | undefined> => {
  const model = live && (await models.get(companyId, live.modelVersion));
  return model && { k, holdoutShare, relations: model.metrics };
};

const forced = ({ accepted, reasons }: Verdict): Verdict =>
  accepted ? { accepted, reasons } : { accepted: true, reasons: ['Put live by force, against the gate.', ...reasons] };

/** Measures the model on a temporal hold-out and judges it against the live one with the company's margins. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('EvaluateModel', stepInputs.run, deps, async ({ run }) => {
    const settings = await deps.settings(run.companyId);
    if (!settings) throw new PermanentRunError(`There is no company ${run.companyId}`);
    const report = evaluateModel(await loadTrainingInput(deps.artifacts, run));
    const live = await deps.models.live(run.companyId);
    const margins = settings.recommendationConfig.value.gate;
    const verdict = judgeModel(report, await liveReport(deps, run.companyId, live, report), margins);
    const decision = run.force ? forced(verdict) : verdict;
    const changes = { metrics: report.relations, decision };
    await deps.models.update(run.companyId, run.modelVersion, changes, { now: deps.clock() });
    return { run, result: { accepted: decision.accepted, liveVersion: live?.version ?? 0 } };
  });

export const handler = makeHandler(pipelineDependencies());
