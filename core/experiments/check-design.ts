import type { Experiment } from '#core/experiments/experiment';
import { hasOfferFor } from '#core/experiments/rule-coverage';
import { leavesOf } from '#core/rules/check-condition';
import { conditionDeclarations } from '#core/rules/condition-declarations';
import { canonicalText } from '#core/rules/implication';
import type { TargetingRule } from '#core/rules/targeting-rule';

/** Why an experiment cannot be started. */
export interface DesignFault {
  /** JSON Pointer within the experiment. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

const variantFaults = ({ variants }: Experiment): DesignFault[] => {
  const names = variants.map(({ variant }) => variant);
  const repeated = names.findIndex((name, index) => names.indexOf(name) !== index);
  const faults: DesignFault[] = [];
  if (repeated >= 0) {
    const pointer = `/variants/${repeated}/variant`;
    faults.push({ pointer, code: 'repeated', message: 'is the name of another variant, too' });
  }
  if (variants.filter(({ weight }) => weight > 0).length < 2) {
    faults.push({ pointer: '/variants', code: 'too_few', message: 'holds fewer than two variants with a weight' });
  }
  if (variants[0]?.weight === 0) {
    const message = 'is 0, though the others are compared with this variant';
    faults.push({ pointer: '/variants/0/weight', code: 'no_weight', message });
  }
  return faults;
};

const groupFaults = ({ group, experimentId }: Experiment, running: readonly Experiment[]): DesignFault[] => {
  if (!group) return [];
  if (group.from >= group.to)
    return [{ pointer: '/group/to', code: 'empty_range', message: 'does not lie above from' }];
  const other = running.find(
    (one) =>
      one.experimentId !== experimentId &&
      one.group?.name === group.name &&
      one.group.from < group.to &&
      group.from < one.group.to,
  );
  if (!other) return [];
  return [{ pointer: '/group', code: 'overlap', message: `overlaps the range of the running "${other.name}"` }];
};

/** Variants are drawn before anything is read, so that a cart costs no further read. */
const targetingFaults = ({ targeting }: Experiment): DesignFault[] => {
  if (!targeting) return [];
  return leavesOf(targeting)
    .filter(({ type }) => type === 'experiment-variant' || conditionDeclarations[type].reads !== 'cart')
    .map(({ type }) => ({
      pointer: '/targeting',
      code: 'not_known_yet',
      message: `asks about ${type}, which is not known when variants are drawn`,
    }));
};

const guardrailFaults = ({ guardrails, metric }: Experiment): DesignFault[] =>
  guardrails.flatMap((guardrail, index) => {
    const pointer = `/guardrails/${index}/metric`;
    if (guardrail.metric === metric) {
      return [{ pointer, code: 'same_metric', message: 'is what the experiment is judged by already' }];
    }
    const isRepeated = guardrails.findIndex((other) => other.metric === guardrail.metric) < index;
    return isRepeated ? [{ pointer, code: 'repeated', message: 'is guarded already' }] : [];
  });

const trafficFaults = ({ trafficBasisPoints }: Experiment): DesignFault[] =>
  trafficBasisPoints > 0
    ? []
    : [{ pointer: '/trafficBasisPoints', code: 'no_traffic', message: 'is 0, so nobody would take part' }];

/** Shoppers count when they see an offer of theirs, so a variant without a rule would stay empty. */
const offerFaults = (
  { variants, exposure, experimentId }: Experiment,
  rules: readonly TargetingRule[],
): DesignFault[] => {
  const without = variants.map(({ variant, weight }, index) => ({
    index,
    isEmpty: weight > 0 && !hasOfferFor(rules, { experimentId, variant }),
  }));
  const empty = without.filter(({ isEmpty }) => isEmpty);
  if (exposure === 'offer') {
    const message = 'has no enabled rule that shows its shoppers an offer; add one, or count carts (exposure)';
    return empty.map(({ index }) => ({ pointer: `/variants/${index}`, code: 'no_rule', message }));
  }
  if (empty.length < variants.filter(({ weight }) => weight > 0).length) return [];
  return [{ pointer: '/variants', code: 'no_rule', message: 'make no difference: no enabled rule asks for them' }];
};

/** Lists are drawn by pages that know nothing but the session, and a placement shows one list. */
const listFaults = (experiment: Experiment, running: readonly Experiment[]): DesignFault[] => {
  const { placement, variants, exposure, unit, targeting } = experiment;
  const isDrawn = exposure === 'view' || exposure === 'cart';
  const treatments = variants.filter(({ weight }) => weight > 0).map(({ treatment }) => canonicalText(treatment ?? {}));
  const hiddenAt = variants.findIndex(({ treatment }) => treatment?.isHidden);
  const taken = running.find(
    (other) =>
      other.subject === 'recommendations' &&
      other.experimentId !== experiment.experimentId &&
      other.placement === placement &&
      (experiment.group === undefined || other.group?.name !== experiment.group.name),
  );
  const fault = (is: boolean, pointer: string, code: string, message: string): DesignFault[] =>
    is ? [{ pointer, code, message }] : [];
  return [
    ...fault(placement === undefined, '/placement', 'required', 'says whose list varies'),
    ...fault(exposure === 'offer', '/exposure', 'not_for_lists', 'is offer: lists are exposed by list, view or cart'),
    ...fault(
      hiddenAt >= 0 && !isDrawn,
      `/variants/${Math.max(0, hiddenAt)}/treatment/isHidden`,
      'never_seen',
      'shows nothing: count views or carts (exposure)',
    ),
    ...fault(
      unit === 'customer' && isDrawn,
      '/exposure',
      'not_for_customers',
      'counts customers whose pages ask for the list that all share',
    ),
    ...fault(
      targeting !== undefined,
      '/targeting',
      'not_for_lists',
      'asks about carts, which pages that draw variants do not know',
    ),
    ...fault(
      treatments.length > 1 && new Set(treatments).size === 1,
      '/variants',
      'equal',
      'show the same list, all of them',
    ),
    ...fault(
      taken !== undefined,
      '/placement',
      'taken',
      `is what the running "${taken?.name}" varies; share a group with it`,
    ),
  ];
};

const subjectFaults = (
  experiment: Experiment,
  running: readonly Experiment[],
  rules: readonly TargetingRule[],
): DesignFault[] => {
  if (experiment.subject === 'recommendations') return listFaults(experiment, running);
  const treatedAt = experiment.variants.findIndex(({ treatment }) => treatment !== undefined);
  const faults = offerFaults(experiment, rules);
  const message = 'is for lists; rules say what a variant offers (condition experiment-variant)';
  if (treatedAt >= 0) faults.push({ pointer: `/variants/${treatedAt}/treatment`, code: 'not_for_offers', message });
  if (experiment.exposure === 'list') {
    faults.push({
      pointer: '/exposure',
      code: 'not_for_offers',
      message: 'is list: offers are exposed by offer, view or cart',
    });
  }
  return faults;
};

/** Whatever keeps an experiment from telling anything; empty for one that can start beside those that run, with the enabled rules. */
export const designFaults = (
  experiment: Experiment,
  running: readonly Experiment[],
  rules: readonly TargetingRule[],
): DesignFault[] => [
  ...variantFaults(experiment),
  ...trafficFaults(experiment),
  ...groupFaults(experiment, running),
  ...targetingFaults(experiment),
  ...guardrailFaults(experiment),
  ...subjectFaults(experiment, running, rules),
];
