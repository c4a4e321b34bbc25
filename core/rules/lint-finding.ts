/** What can be wrong with rules beside each other. */
export const lintKinds = ['contradictory', 'unreachable', 'shadowed', 'overlapping'] as const;
export type LintKind = (typeof lintKinds)[number];

export interface LintFinding {
  readonly kind: LintKind;
  readonly ruleId: string;
  /** The rule it conflicts with; null when it is at odds with itself. */
  readonly otherRuleId: string | null;
  readonly message: string;
}
