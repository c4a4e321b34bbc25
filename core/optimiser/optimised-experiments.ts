import type { Experiment } from '#core/experiments/experiment';
import {
  type OptimiserSettings,
  type OptimiserState,
  optimisedName,
  type PlacementSettings,
  sharesOf,
  wholeShare,
} from '#core/optimiser/optimiser-settings';

const experimentOf = (settings: PlacementSettings, state: OptimiserState): Experiment => {
  const shares = sharesOf(state, settings);
  const name = optimisedName(settings);
  return {
    experimentId: name,
    name,
    hypothesis: '',
    subject: 'recommendations',
    placement: settings.placement,
    salt: '',
    trafficBasisPoints: wholeShare,
    variants: settings.arms.map(({ arm, treatment }) => ({ variant: arm, weight: shares[arm] ?? 0, treatment })),
    unit: 'session',
    exposure: 'list',
    metric: 'clicks',
    guardrails: [],
    leastDays: 1,
    leastUnits: 1,
    status: 'RUNNING',
    version: settings.run,
    createdAt: '',
    updatedAt: '',
    updatedBy: '',
  };
};

/**
 * Optimised placements in the shape of experiments on lists, so that they are dealt, cached, signed and counted as those
 * are: by session, in the server for shoppers who are named, in the page for lists that all share. Where an experiment
 * of a person runs, the optimisation of that placement pauses.
 * @param running experiments on lists that run
 */
export const optimisedExperiments = (
  { placements }: OptimiserSettings,
  state: OptimiserState,
  running: readonly Experiment[],
): Experiment[] =>
  placements
    .filter(({ isOn, placement }) => isOn && running.every((experiment) => experiment.placement !== placement))
    .map((settings) => experimentOf(settings, state));
