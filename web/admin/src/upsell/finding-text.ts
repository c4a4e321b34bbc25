import { conditionDeclarations } from '../../../../core/rules/condition-declarations.ts';
import type { LintKind } from '../../../../core/rules/lint-finding.ts';
import type { Finding } from './rule-form.ts';

const leads: Readonly<Record<LintKind, string>> = {
  contradictory: 'This rule can never apply.',
  unreachable: 'Nobody will see this offer.',
  shadowed: 'Nobody will see this offer, because another rule always goes first.',
  overlapping: 'Another rule makes the same offer.',
};

/** The names that the form gives conditions, in place of their types. */
const withTitles = (message: string): string =>
  Object.values(conditionDeclarations).reduce(
    (text, { type, title }) => text.replaceAll(new RegExp(`(?<![\\w-])${type}(?![\\w-])`, 'g'), `“${title}”`),
    message,
  );

/** What the linter found, in words for merchants. */
export const findingText = ({ kind, message }: Pick<Finding, 'kind' | 'message'>): string =>
  `${leads[kind]} ${withTitles(message)}.`.replace('..', '.');
