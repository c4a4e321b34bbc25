import type {
  ExperimentExposure,
  ExperimentSubject,
  ExperimentUnit,
  ListTreatment,
} from '../../../../core/experiments/experiment.ts';
import { type ConditionType, conditionDeclarations } from '../../../../core/rules/condition-declarations.ts';
import { conditionOf, type GroupNode, groupOf, newGroup } from '../upsell/condition-form.ts';
import { conditionProblems, type Problems } from '../upsell/rule-form.ts';
import type { Experiment, ExperimentInput } from './use-experiments.ts';

export interface VariantRow {
  /** Stays with the row, whatever it is called. */
  readonly key: string;
  readonly variant: string;
  /** Basis points; undefined while nothing readable is typed. */
  readonly weight: number | undefined;
  /** Of experiments on recommendations; empty: the list as it is. */
  readonly treatment: ListTreatment;
}

export type GuardrailRow = Experiment['guardrails'][number];

/** An experiment while it is edited: anything may still be missing. */
export interface ExperimentForm
  extends Pick<
    Experiment,
    | 'name'
    | 'hypothesis'
    | 'subject'
    | 'placement'
    | 'unit'
    | 'exposure'
    | 'salt'
    | 'trafficBasisPoints'
    | 'group'
    | 'metric'
  > {
  readonly variants: readonly VariantRow[];
  /** Empty: everybody takes part. */
  readonly targeting: GroupNode;
  readonly guardrails: readonly GuardrailRow[];
  readonly leastDays: number;
  readonly leastUnits: number;
}

const whole = 10_000;
export const mostVariants = 10;

/** Equal weights that add up to 100 %. */
export const evenly = (rows: readonly VariantRow[]): VariantRow[] =>
  rows.map((row, index) => ({
    ...row,
    weight: Math.floor((whole * (index + 1)) / rows.length) - Math.floor((whole * index) / rows.length),
  }));

let latestKey = 0;
const rowOf = (variant: string, weight: number, treatment: ListTreatment = {}): VariantRow => {
  latestKey += 1;
  return { key: `variant-${latestKey}`, variant, weight, treatment };
};

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One more variant, named by the next free letter; all share alike. */
export const withOneMore = (rows: readonly VariantRow[]): VariantRow[] => {
  const names = new Set(rows.map(({ variant }) => variant));
  const free = [...letters].find((letter) => !names.has(letter)) ?? '';
  return evenly([...rows, rowOf(free, 0)]);
};

export const newExperimentForm = (): ExperimentForm => ({
  name: '',
  hypothesis: '',
  subject: 'offers',
  placement: undefined,
  unit: 'session',
  exposure: 'offer',
  salt: '',
  trafficBasisPoints: whole,
  variants: [rowOf('a', whole / 2), rowOf('b', whole / 2)],
  targeting: newGroup('all'),
  group: undefined,
  metric: 'conversion',
  guardrails: [],
  leastDays: 14,
  leastUnits: 1000,
});

export const formOf = (experiment: Experiment): ExperimentForm => {
  const { name, hypothesis, subject, placement, unit, exposure, salt, trafficBasisPoints } = experiment;
  const { group, metric, leastDays, leastUnits } = experiment;
  return {
    ...{ name, hypothesis, subject, placement, unit, exposure, salt, trafficBasisPoints },
    ...{ group, metric, leastDays, leastUnits },
    variants: experiment.variants.map(({ variant, weight, treatment }) => rowOf(variant, weight, treatment)),
    targeting: experiment.targeting === undefined ? newGroup('all') : groupOf(experiment.targeting),
    guardrails: experiment.guardrails,
  };
};

const variantOf = ({ variant, weight = 0, treatment }: VariantRow, subject: ExperimentSubject) => ({
  variant: variant.trim(),
  weight,
  ...(subject === 'recommendations' && Object.keys(treatment).length > 0 && { treatment }),
});

/** What is sent to the server; what the subject does not use is left out. */
export const inputOf = (form: ExperimentForm): ExperimentInput => {
  const { targeting, variants, group, guardrails, placement, subject, ...rest } = form;
  const isOfLists = subject === 'recommendations';
  return {
    ...rest,
    subject,
    guardrails: [...guardrails],
    name: form.name.trim(),
    hypothesis: form.hypothesis.trim(),
    variants: variants.map((row) => variantOf(row, subject)),
    ...(isOfLists && placement && { placement }),
    ...(group && { group }),
    ...(!isOfLists && targeting.nodes.length > 0 && { targeting: conditionOf(targeting) }),
  };
};

/** What may make a shopper count, the usual one first. */
export const exposuresOf = (subject: ExperimentSubject): readonly ExperimentExposure[] =>
  subject === 'offers' ? ['offer', 'view', 'cart'] : ['list', 'view', 'cart'];

/** What a form becomes when something else is to vary. */
export const withSubject = (subject: ExperimentSubject, { exposure }: ExperimentForm): Partial<ExperimentForm> => {
  const exposures = exposuresOf(subject);
  return {
    subject,
    exposure: exposures.includes(exposure) ? exposure : exposures[0]!,
    placement: subject === 'recommendations' ? 'hybrid' : undefined,
  };
};

/** Members that a treatment sets; an absent one leaves the list as it is. */
export const withTreatment = (treatment: ListTreatment, change: Partial<ListTreatment>): ListTreatment =>
  Object.fromEntries(Object.entries({ ...treatment, ...change }).filter(([, value]) => value !== undefined));

/** The same text for the same experiment, whatever the form's own keys. */
export const formText = (form: ExperimentForm): string => JSON.stringify(inputOf(form));

/** Conditions that are known when variants are drawn: what the cart and the page say. */
export const mayTarget = (type: ConditionType): boolean =>
  type !== 'experiment-variant' && conditionDeclarations[type].reads === 'cart';

const variantProblems = (rows: readonly VariantRow[]): [string, string][] =>
  rows.flatMap(({ variant, weight }, index): [string, string][] => {
    const name = variant.trim();
    const isRepeated = rows.findIndex((other) => other.variant.trim() === name) < index;
    return [
      ...(name === '' ? [[`/variants/${index}/variant`, 'Give the variant a name'] as [string, string]] : []),
      ...(name !== '' && isRepeated
        ? [[`/variants/${index}/variant`, 'Another variant has this name'] as [string, string]]
        : []),
      ...(/[#/\\]/.test(name) ? [[`/variants/${index}/variant`, 'May not hold # / or \\'] as [string, string]] : []),
      ...(weight === undefined ? [[`/variants/${index}/weight`, 'This is needed'] as [string, string]] : []),
    ];
  });

const groupProblems = ({ group }: ExperimentForm): [string, string][] => {
  if (!group) return [];
  return [
    ...(group.name.trim() === '' ? [['/group/name', 'Give the group a name'] as [string, string]] : []),
    ...(group.from >= group.to ? [['/group/to', 'This lies before the beginning'] as [string, string]] : []),
  ];
};

const guardrailProblems = ({ guardrails, metric }: ExperimentForm): [string, string][] =>
  guardrails.flatMap((guardrail, index): [string, string][] => {
    const pointer = `/guardrails/${index}/metric`;
    if (guardrail.metric === metric) return [[pointer, 'The winner is chosen by this already']];
    const isRepeated = guardrails.findIndex((other) => other.metric === guardrail.metric) < index;
    return isRepeated ? [[pointer, 'This is guarded already']] : [];
  });

const treatmentProblems = ({ subject, variants, exposure }: ExperimentForm): [string, string][] => {
  if (subject === 'offers') return [];
  const texts = new Set(variants.map(({ treatment }) => JSON.stringify(Object.entries(treatment).sort())));
  const isUnseen = exposure === 'list' && variants.some(({ treatment }) => treatment.isHidden);
  return [
    ...(texts.size === 1
      ? [['/variants', 'All variants show the same list: change one of them'] as [string, string]]
      : []),
    ...(isUnseen ? [['/exposure', 'A variant shows no list, so count views or carts'] as [string, string]] : []),
  ];
};

/** What the form can tell before the server is asked. */
export const problemsOf = (form: ExperimentForm): Problems =>
  new Map([
    ...(form.name.trim() === '' ? [['/name', 'Give the experiment a name'] as const] : []),
    ...variantProblems(form.variants),
    ...(form.variants.filter(({ weight = 0 }) => weight > 0).length < 2
      ? [['/variants', 'At least two variants need a share'] as const]
      : []),
    ...(form.trafficBasisPoints === 0 ? [['/trafficBasisPoints', 'Nobody would take part'] as const] : []),
    ...groupProblems(form),
    ...treatmentProblems(form),
    ...(form.subject === 'offers' ? conditionProblems(form.targeting, '/targeting') : []),
    ...guardrailProblems(form),
  ]);

/** Share that a variant gets of all shoppers who take part, 0 … 1. */
export const shareOf = ({ weight = 0 }: VariantRow, rows: readonly VariantRow[]): number => {
  const sum = rows.reduce((total, row) => total + (row.weight ?? 0), 0);
  return sum === 0 ? 0 : weight / sum;
};

/** Who a page calls the shoppers of an experiment: visits are not people. */
export const unitWord = (unit: ExperimentUnit): string => (unit === 'session' ? 'visits' : 'customers');

const faultWords: Readonly<Record<string, string>> = {
  no_rule: 'no rule that is on shows its shoppers an offer. Add one below, or count shoppers by their carts.',
};

const placeOf = (pointer: string, variants: readonly { readonly variant: string }[]): string => {
  const index = /^\/variants\/(\d+)/.exec(pointer)?.[1];
  if (index !== undefined) return `Variant “${variants[Number(index)]?.variant ?? index}”`;
  const names: Readonly<Record<string, string>> = {
    '/variants': 'The variants',
    '/trafficBasisPoints': 'The share of shoppers',
    '/group': 'The range of its group',
    '/group/to': 'The end of its range',
    '/targeting': 'Who takes part',
    '/placement': 'The list',
    '/exposure': 'Who counts',
  };
  return names[pointer] ?? (pointer.startsWith('/guardrails') ? 'A guardrail' : 'The design');
};

export interface DesignFault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** Why an experiment cannot start, as its merchant would say it. */
export const faultText = (fault: DesignFault, variants: readonly { readonly variant: string }[]): string => {
  const pointer = fault.pointer.replace(/^\/body/, '');
  const place = placeOf(pointer, variants);
  if (fault.code === 'no_rule' && pointer !== '/variants') return `${place}: ${faultWords.no_rule}`;
  return `${place} ${fault.message}.`;
};
