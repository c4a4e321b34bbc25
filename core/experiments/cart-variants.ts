import type { Cart } from '#core/carts/cart';
import { drawVariants } from '#core/experiments/draw-variants';
import type { Experiment } from '#core/experiments/experiment';
import { leavesOf } from '#core/rules/check-condition';
import { ruleFacts, strangerFacts } from '#core/rules/rule-facts';
import type { TargetingRule } from '#core/rules/targeting-rule';

export interface DrawContext {
  /** ISO 4217 code that the cart is priced in. */
  readonly currency: string;
  /** IANA zone of the store. */
  readonly timeZone: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** True when any of the rules asks which variant the shopper is in; without one nothing needs to be drawn. */
export const askForVariants = (rules: readonly TargetingRule[]): boolean =>
  rules.some(({ conditions }) => leavesOf(conditions).some(({ type }) => type === 'experiment-variant'));

/** The cart with the variants that its shopper is in. */
export const cartWithVariants = (cart: Cart, experiments: readonly Experiment[], context: DrawContext): Cart => {
  if (experiments.length === 0) return cart;
  const facts = ruleFacts({ ...context, cart, totalAmount: 0, shopper: strangerFacts, cards: new Map() });
  return { ...cart, context: { ...cart.context, variants: drawVariants(experiments, facts) } };
};
