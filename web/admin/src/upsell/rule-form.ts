import type { ArgumentSpecs, Declared } from '../../../../core/rules/argument.ts';
import { conditionDeclarations } from '../../../../core/rules/condition-declarations.ts';
import { offerDeclarations, type RuleOffer, type UpsellType } from '../../../../core/rules/offer-declarations.ts';
import { defaultCoolDownHours, type RuleDraft } from '../../../../core/rules/targeting-rule.ts';
import type { AnswerOf, RequestOf } from '../api/api-client.ts';
import { type ConditionNode, conditionOf, type GroupNode, groupOf, newGroup, partPointer } from './condition-form.ts';

export type Rule = AnswerOf<'listRules'>['data'][number];
export type RuleInput = RequestOf<'createRule'>['body'];
export type Finding = AnswerOf<'lintRules'>['findings'][number];

/** The words of an offer in one language. */
export interface TextRow {
  readonly key: string;
  /** Language tag; empty for all others. */
  readonly locale: string;
  readonly title: string;
  readonly message: string;
}

/** A rule while it is edited: anything may still be missing. */
export interface RuleForm extends Omit<RuleDraft, 'conditions' | 'offer' | 'texts'> {
  readonly conditions: GroupNode;
  readonly offerType: UpsellType;
  readonly offerArgs: Readonly<Record<string, unknown>>;
  readonly texts: readonly TextRow[];
}

/** Arguments that a form fills in at first: the store's currency. */
export const firstArgs = ({ args }: Pick<Declared<string, ArgumentSpecs>, 'args'>, currency: string) =>
  Object.fromEntries(
    Object.entries(args).flatMap(([name, spec]) => (spec.kind === 'currency' ? [[name, currency] as const] : [])),
  );

export const newRuleForm = (offerType: UpsellType, currency: string): RuleForm => ({
  name: '',
  enabled: true,
  priority: 100,
  urgency: 'MEDIUM',
  conditions: newGroup('all'),
  offerType,
  offerArgs: firstArgs(offerDeclarations[offerType], currency),
  schedule: {},
  caps: { coolDownHours: defaultCoolDownHours },
  budget: {},
  combination: { mode: 'STACKABLE' },
  texts: [],
});

export const formOf = (rule: RuleDraft): RuleForm => {
  const { name, enabled, priority, urgency, schedule, caps, budget, combination } = rule;
  const { type: offerType, ...offerArgs } = rule.offer;
  return {
    ...{ name, enabled, priority, urgency, schedule, caps, budget, combination },
    conditions: groupOf(rule.conditions),
    offerType,
    offerArgs,
    texts: Object.entries(rule.texts).map(([locale, { title, message = '' }]) => ({
      key: `text-${locale}`,
      locale,
      title,
      message,
    })),
  };
};

/** Arguments of a bundle that its kind of discount does not use. */
export const unusedArgs = (type: UpsellType, args: RuleForm['offerArgs']): readonly string[] => {
  if (type !== 'BUNDLE') return [];
  return args.discountType === 'PERCENTAGE' || args.discountType === undefined
    ? ['amount', 'currency']
    : ['percentOff'];
};

const offerOf = ({ offerType, offerArgs }: RuleForm): RuleOffer => {
  const unused = unusedArgs(offerType, offerArgs);
  const used = Object.entries(offerArgs).filter(([name]) => !unused.includes(name));
  return { type: offerType, ...Object.fromEntries(used) } as RuleOffer;
};

/** What is sent to the server. */
export const inputOf = (form: RuleForm): RuleInput => {
  const { name, enabled, priority, urgency, schedule, caps, budget, combination } = form;
  return {
    ...{ name: name.trim(), enabled, priority, urgency, schedule, caps, budget, combination },
    conditions: conditionOf(form.conditions),
    offer: offerOf(form),
    texts: Object.fromEntries(
      form.texts.map(({ locale, title, message }) => [
        locale.trim(),
        { title: title.trim(), ...(message.trim() && { message: message.trim() }) },
      ]),
    ),
  };
};

/** The same text for the same rule, whatever the form's own keys. */
export const formText = (form: RuleForm): string => JSON.stringify(inputOf(form));

/** What stands in the way of saving, by JSON Pointer into the rule. */
export type Problems = ReadonlyMap<string, string>;

const isMissing = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const argProblems = (
  { args, needsOneOf = [] }: Declared<string, ArgumentSpecs>,
  given: Readonly<Record<string, unknown>>,
  pointer: string,
): [string, string][] => {
  const missing = Object.entries(args)
    .filter(([name, { optional }]) => !optional && isMissing(given[name]))
    .map(([name]): [string, string] => [`${pointer}/${name}`, 'This is needed']);
  const [first] = needsOneOf;
  if (first === undefined || needsOneOf.some((name) => !isMissing(given[name]))) return missing;
  const labels = needsOneOf.map((name) => `“${args[name]?.label}”`);
  return [...missing, [`${pointer}/${first}`, `Give ${labels.join(' or ')}`]];
};

/** What is missing in a condition that lies at a JSON Pointer. */
export const conditionProblems = (node: ConditionNode, pointer: string): [string, string][] => {
  if (node.kind === 'leaf') return argProblems(conditionDeclarations[node.type], node.args, pointer);
  const inner = node.nodes.flatMap((part, index) => conditionProblems(part, partPointer(pointer, index, part)));
  return node.mode === 'any' && node.nodes.length === 0 ? [[pointer, 'Add a condition to this group']] : inner;
};

const bundleProblems = ({ offerType, offerArgs }: RuleForm): [string, string][] => {
  if (offerType !== 'BUNDLE' || isMissing(offerArgs.discountType)) return [];
  const needed = offerArgs.discountType === 'PERCENTAGE' ? ['percentOff'] : ['amount', 'currency'];
  return needed
    .filter((name) => isMissing(offerArgs[name]))
    .map((name): [string, string] => [`/offer/${name}`, 'This is needed']);
};

const offerProblems = (form: RuleForm): [string, string][] => {
  const found = argProblems(offerDeclarations[form.offerType], form.offerArgs, '/offer');
  const { productIds } = form.offerArgs;
  const isShort = form.offerType === 'BUNDLE' && Array.isArray(productIds) && productIds.length === 1;
  return [
    ...found,
    ...bundleProblems(form),
    ...(isShort ? [['/offer/productIds', 'A bundle has at least two products'] as [string, string]] : []),
  ];
};

const scheduleProblems = ({ from, until }: RuleForm['schedule']): [string, string][] =>
  from !== undefined && until !== undefined && until <= from ? [['/schedule/until', 'This lies before the start']] : [];

const textProblems = (texts: readonly TextRow[]): [string, string][] =>
  texts.flatMap(({ locale, title }, index): [string, string][] => [
    ...(title.trim() === '' ? [[`/texts/${locale}/title`, 'This is needed'] as [string, string]] : []),
    ...(texts.findIndex((other) => other.locale === locale) < index
      ? [[`/texts/${locale}`, 'This language is there already'] as [string, string]]
      : []),
  ]);

/** What the form can tell before the server is asked. */
export const problemsOf = (form: RuleForm): Problems =>
  new Map([
    ...(form.name.trim() === '' ? [['/name', 'Give the rule a name'] as const] : []),
    ...conditionProblems(form.conditions, '/conditions'),
    ...offerProblems(form),
    ...scheduleProblems(form.schedule),
    ...(form.combination.mode === 'ONE_OF_GROUP' && isMissing(form.combination.group)
      ? [['/combination/group', 'Give the group a name'] as const]
      : []),
    ...textProblems(form.texts),
  ]);

export type RuleStatus = 'off' | 'planned' | 'running' | 'ended';

/** @param now ISO-8601 UTC */
export const statusOf = ({ enabled, schedule }: Pick<Rule, 'enabled' | 'schedule'>, now: string): RuleStatus => {
  if (!enabled) return 'off';
  const nowMs = Date.parse(now);
  if (schedule.from !== undefined && nowMs < Date.parse(schedule.from)) return 'planned';
  return schedule.until !== undefined && Date.parse(schedule.until) <= nowMs ? 'ended' : 'running';
};
