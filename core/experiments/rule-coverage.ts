import { leavesOf } from '#core/rules/check-condition';
import type { Condition } from '#core/rules/condition-declarations';
import type { TargetingRule } from '#core/rules/targeting-rule';

interface Dealt {
  readonly experimentId: string;
  readonly variant: string;
}

/** Kleene's three values: what the variant alone says of a condition; undefined where the rest decides. */
const holdsFor = (condition: Condition, dealt: Dealt): boolean | undefined => {
  switch (condition.type) {
    case 'all':
    case 'any': {
      const decisive = condition.type === 'any';
      const parts = condition.conditions.map((part) => holdsFor(part, dealt));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
    case 'not': {
      const part = holdsFor(condition.condition, dealt);
      return part === undefined ? undefined : !part;
    }
    case 'experiment-variant':
      return condition.experimentId === dealt.experimentId ? condition.variants.includes(dealt.variant) : undefined;
    default:
      return undefined;
  }
};

const asksFor = ({ conditions }: TargetingRule, experimentId: string): boolean =>
  leavesOf(conditions).some((leaf) => leaf.type === 'experiment-variant' && leaf.experimentId === experimentId);

/** True when a rule that asks for the experiment may hold for the shoppers of a variant. */
export const hasOfferFor = (rules: readonly TargetingRule[], dealt: Dealt): boolean =>
  rules.some((rule) => asksFor(rule, dealt.experimentId) && holdsFor(rule.conditions, dealt) !== false);
