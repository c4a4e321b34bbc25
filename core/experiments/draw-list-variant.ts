import { assignVariant } from '#core/experiments/assign-variant';
import type { Experiment, ListTreatment } from '#core/experiments/experiment';
import type { Placement } from '#core/recommend/recommendation-request';

/** Of an experiment on recommendations: what a list is to look like, and under which name it counts. */
export interface DrawnList {
  readonly experimentId: string;
  readonly variant: string;
  readonly treatment: ListTreatment;
  /** Probability with which a shopper who takes part gets this variant, 0 … 1. */
  readonly share: number;
}

interface ShopperNames {
  readonly sessionId?: string;
  readonly customerId?: string;
}

const drawn = ({ experimentId, variants }: Experiment, name: string | null): DrawnList | undefined => {
  const found = variants.find(({ variant, weight }) => variant === name && weight > 0);
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  return (
    found && {
      ...{ experimentId, variant: found.variant, treatment: found.treatment ?? {} },
      share: Math.round((found.weight / total) * 1e6) / 1e6,
    }
  );
};

/** The experiments that vary the list of a placement. */
export const experimentsOn = (experiments: readonly Experiment[], placement: Placement): Experiment[] =>
  experiments.filter((experiment) => experiment.placement === placement && experiment.status === 'RUNNING');

/** The variant of a shopper whom the request names: drawn here, whatever the page says. Groups leave one at most. */
export const drawListVariant = (
  experiments: readonly Experiment[],
  { sessionId, customerId }: ShopperNames,
): DrawnList | undefined => {
  for (const experiment of experiments) {
    const unit = experiment.unit === 'session' ? sessionId : customerId;
    const list = unit === undefined ? undefined : drawn(experiment, assignVariant(experiment, unit));
    if (list) return list;
  }
  return undefined;
};

/**
 * The variant that a page drew for a list which all its shoppers share. Taken only of experiments by session that run:
 * lists carry no prices of their own, so whoever chooses a variant wins nothing.
 */
export const namedListVariant = (
  experiments: readonly Experiment[],
  { experimentId, variant }: { readonly experimentId?: string; readonly variant?: string },
): DrawnList | undefined => {
  const experiment = experiments.find((one) => one.experimentId === experimentId && one.unit === 'session');
  return experiment && drawn(experiment, variant ?? null);
};
