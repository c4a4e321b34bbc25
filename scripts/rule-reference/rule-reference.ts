import type { ArgumentSpec, ArgumentSpecs, Declared } from '#core/rules/argument';
import { conditionDeclarations, deepestNesting, mostConditions } from '#core/rules/condition-declarations';
import { offerDeclarations } from '#core/rules/offer-declarations';

const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

const valueText = (spec: ArgumentSpec): string => {
  switch (spec.kind) {
    case 'integer':
      return `integer, ${spec.unit.replace('-', ' ')}, ${number(spec.min)} … ${number(spec.max)}`;
    case 'boolean':
      return 'true or false';
    case 'currency':
      return 'ISO 4217 code';
    case 'choice':
      return `one of ${spec.options.map((option) => `\`${option}\``).join(', ')}`;
    case 'choices':
      return `list of ${spec.options.map((option) => `\`${option}\``).join(', ')}`;
    case 'id':
      return `id of ${spec.of === 'product' ? 'a product' : 'an experiment'}`;
    case 'texts':
      return `list of ${spec.least} … ${spec.most} (${spec.of})`;
    case 'time-of-day':
      return '`HH:MM`';
  }
};

const argumentRow = ([name, spec]: [string, ArgumentSpec]): string =>
  `| \`${name}\` | ${valueText(spec)} | ${spec.optional ? 'no' : 'yes'} | ${spec.description} |`;

const section = ({ type, title, description, args, needsOneOf }: Declared<string, ArgumentSpecs>): string => {
  const names = needsOneOf?.map((name) => `\`${name}\``).join(' or ');
  return [
    `### \`${type}\`: ${title}`,
    '',
    description,
    ...(names ? ['', `Needs ${names}.`] : []),
    '',
    '| argument | value | needed | meaning |',
    '|---|---|---|---|',
    ...Object.entries(args).map(argumentRow),
    '',
  ].join('\n');
};

const introduction = `# Rule language

Generated from the declarations in \`core/rules\` by \`node scripts/generate-rule-reference.ts\`; do not edit. How rules meet is in [offers.md](offers.md).

A rule states conditions and one offer: \`{"conditions": {"type": "all", "conditions": [{"type": "cart-total", "currency": "EUR", "atLeast": 3000}]}, "offer": {"type": "FREE_GIFT", "productIds": ["mug"]}}\`.
Amounts are integer minor units, percentages basis points. What is not known fails: a device condition does not hold for a page that names no device, and \`not\` around it does.

## Groups

- \`{"type": "all", "conditions": […]}\` holds when all of its parts do; without parts it always holds.
- \`{"type": "any", "conditions": […]}\` holds when at least one of its parts does.
- \`{"type": "not", "condition": …}\` holds when its part does not.

Groups lie at most ${deepestNesting} deep in each other, with at most 20 parts each and ${mostConditions} conditions in a rule.
`;

/** The reference of the rule language, as Markdown. */
export const ruleReference = (): string =>
  [
    introduction,
    '## Conditions\n',
    ...Object.values(conditionDeclarations).map(section),
    '## Offers\n',
    ...Object.values(offerDeclarations).map(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
