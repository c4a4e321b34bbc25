import type { Problems, RuleForm } from './rule-form.ts';

/** What every section of a rule's form works on. */
export interface RuleSectionProps {
  readonly form: RuleForm;
  readonly onChange: (change: Partial<RuleForm>) => void;
  readonly problems: Problems;
  readonly storeCurrency: string;
  readonly timeZone: string;
  readonly isDisabled: boolean;
}
