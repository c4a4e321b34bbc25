import type * as z from 'zod';
import type { experimentSchema } from '#contracts/api/experiments';
import type { Experiment } from '#core/experiments/experiment';
import { reply } from '#lambdas/shared/reply';

/** An experiment as the API answers it. */
export const toExperimentBody = ({
  guardrails,
  variants,
  ...experiment
}: Experiment): z.input<typeof experimentSchema> => ({
  ...experiment,
  variants: [...variants],
  guardrails: [...guardrails],
  startedAt: experiment.startedAt ?? null,
  stoppedAt: experiment.stoppedAt ?? null,
});

/** An experiment with its place and version. */
export const experimentReply = (experiment: Experiment) =>
  reply(toExperimentBody(experiment), {
    version: experiment.version,
    headers: { location: `/api/upsell/experiments/${experiment.experimentId}` },
  });
