import type { ArgumentSpecs, ArgumentsOf, Declared } from '#core/rules/argument';
import type { RuleFacts } from '#core/rules/rule-facts';

/**
 * What a condition must know. `cart` is known before anything else is read: rules that fail on it cost no further read.
 */
export type ConditionReads = 'cart' | 'shopper' | 'catalog';

/** One kind of condition: what it is called, what it takes, and when it holds. */
export interface ConditionDeclaration<Type extends string, Specs extends ArgumentSpecs> extends Declared<Type, Specs> {
  readonly reads: ConditionReads;
  readonly holds: (args: ArgumentsOf<Specs>, facts: RuleFacts) => boolean;
}

export const defineCondition = <const Type extends string, const Specs extends ArgumentSpecs>(
  declaration: ConditionDeclaration<Type, Specs>,
): ConditionDeclaration<Type, Specs> => declaration;

/** True when a number lies between two optional bounds, both included. */
export const isBetween = (value: number, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY) =>
  value >= atLeast && value <= atMost;
