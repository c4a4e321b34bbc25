import { putExperiment } from '#contracts/api/experiments';
import type { Experiment, ExperimentDraft } from '#core/experiments/experiment';
import { VersionConflictError } from '#core/ports/store-errors';
import { canonicalText } from '#core/rules/implication';
import { experimentReply } from '#lambdas/api/experiments/experiment-body';
import { requireExperiment } from '#lambdas/api/experiments/require-experiment';
import { type ExperimentDependencies, runtimeDependencies } from '#lambdas/api/experiments/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';

/** What would deal or judge shoppers otherwise when it changes. */
const designOf = ({
  subject,
  placement,
  unit,
  exposure,
  salt,
  variants,
  group,
  targeting,
  metric,
  guardrails,
  leastDays,
  leastUnits,
}: ExperimentDraft) =>
  canonicalText([
    subject,
    placement ?? null,
    unit,
    exposure,
    salt,
    variants,
    group ?? null,
    targeting ?? null,
    metric,
    guardrails,
    leastDays,
    leastUnits,
  ]);

/** Once shoppers take part, a changed design would mix two experiments into one. More traffic moves nobody. */
const checkChange = (before: Experiment, draft: ExperimentDraft): void => {
  if (before.status === 'DRAFT') return;
  if (before.status === 'STOPPED') problem('conflict', 'The experiment has ended; create another one');
  if (designOf(before) !== designOf(draft) || draft.trafficBasisPoints < before.trafficBasisPoints) {
    problem('conflict', 'The experiment runs: only its name, hypothesis and a larger share of traffic may change');
  }
};

export const makeHandler = (deps: ExperimentDependencies) =>
  httpEndpoint(putExperiment, deps, async ({ params, body, company, person, ifMatchVersion, now }) => {
    const { companyId } = company.company;
    const before = await requireExperiment(deps.experiments, companyId, params.experimentId);
    if (before.version !== ifMatchVersion) throw new VersionConflictError('The experiment');
    checkChange(before, body);
    const { experimentId, status, createdAt, startedAt } = before;
    const changed: Experiment = {
      ...body,
      ...{ experimentId, status, createdAt },
      ...(startedAt !== undefined && { startedAt }),
      version: before.version + 1,
      updatedAt: now,
      updatedBy: person.userId,
    };
    await deps.experiments.put(companyId, changed);
    return experimentReply(changed);
  });

export const handler = makeHandler(runtimeDependencies());
