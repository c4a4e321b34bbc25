import type { ConditionDeclaration } from '#core/rules/condition';
import { type Condition, conditionDeclarations, type LeafCondition } from '#core/rules/condition-declarations';
import type { RuleFacts } from '#core/rules/rule-facts';

/** A condition that did not hold, by its place in the rule (JSON Pointer below `/conditions`). */
export interface FailedCondition {
  readonly pointer: string;
  readonly type: string;
}

type AnyDeclaration = ConditionDeclaration<string, Record<string, never>>;

const declarationOf = ({ type }: LeafCondition): AnyDeclaration => conditionDeclarations[type] as never;

/**
 * Finds out whether a condition holds.
 * @returns undefined when it does; else the first that failed, in reading order: of `all` its first failing part, of
 * `any` and `not` the group itself, since no single part of it is to blame
 */
export const firstFailure = (condition: Condition, facts: RuleFacts, pointer = ''): FailedCondition | undefined => {
  switch (condition.type) {
    case 'all':
      for (const [index, part] of condition.conditions.entries()) {
        const failed = firstFailure(part, facts, `${pointer}/conditions/${index}`);
        if (failed) return failed;
      }
      return undefined;
    case 'any':
      return condition.conditions.some((part) => !firstFailure(part, facts)) ? undefined : { pointer, type: 'any' };
    case 'not':
      return firstFailure(condition.condition, facts) ? undefined : { pointer, type: 'not' };
    default:
      return declarationOf(condition).holds(condition as never, facts) ? undefined : { pointer, type: condition.type };
  }
};

/** `undefined`: cannot be said before more has been read. */
type Early = boolean | undefined;

const joined = (parts: readonly Early[], decisive: boolean): Early => {
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
};

/**
 * What the cart alone says of a condition (Kleene's three values): false when it fails whatever the catalog and the
 * shopper's past say, so that nothing needs to be read for the rule.
 */
export const holdsEarly = (condition: Condition, facts: RuleFacts): Early => {
  switch (condition.type) {
    case 'all':
    case 'any': {
      const parts = condition.conditions.map((part) => holdsEarly(part, facts));
      return joined(parts, condition.type === 'any');
    }
    case 'not': {
      const part = holdsEarly(condition.condition, facts);
      return part === undefined ? undefined : !part;
    }
    default: {
      const { reads, holds } = declarationOf(condition);
      return reads === 'cart' ? holds(condition as never, facts) : undefined;
    }
  }
};

/** All conditions of a tree that are no groups, in reading order. */
export const leavesOf = (condition: Condition): LeafCondition[] => {
  switch (condition.type) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.condition);
    default:
      return [condition];
  }
};
