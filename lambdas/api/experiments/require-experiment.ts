import type { Experiment } from '#core/experiments/experiment';
import type { ExperimentStore } from '#core/ports/experiment-store';
import { problem } from '#lambdas/shared/problem';

/** The experiment of an id; answers 404 when the company has none. */
export const requireExperiment = async (
  experiments: Pick<ExperimentStore, 'get'>,
  companyId: string,
  experimentId: string,
): Promise<Experiment> =>
  (await experiments.get(companyId, experimentId)) ?? problem('not_found', `There is no experiment ${experimentId}`);
