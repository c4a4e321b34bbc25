import type { Cart } from '#core/carts/cart';
import { assignVariant } from '#core/experiments/assign-variant';
import type { Experiment } from '#core/experiments/experiment';
import { holdsEarly } from '#core/rules/check-condition';
import type { RuleFacts } from '#core/rules/rule-facts';

const unitOf = ({ unit }: Experiment, { sessionId, customerId }: Cart): string | undefined =>
  unit === 'session' ? sessionId : customerId;

/**
 * The variants of a cart's shopper, by experiment. What the page says about a running experiment does not count: who
 * could choose a variant could choose the better price. Without an id of the unit, or outside the targeting, there is none.
 * @param facts of the cart as far as the cart alone tells
 */
export const drawVariants = (
  experiments: readonly Experiment[],
  facts: RuleFacts,
): Readonly<Record<string, string>> => {
  const variants = new Map(Object.entries(facts.cart.context.variants ?? {}));
  for (const experiment of experiments) {
    const { experimentId, targeting } = experiment;
    const unit = unitOf(experiment, facts.cart);
    const isMeant = unit !== undefined && (targeting === undefined || holdsEarly(targeting, facts) === true);
    const variant = isMeant ? assignVariant(experiment, unit) : null;
    if (variant === null) variants.delete(experimentId);
    else variants.set(experimentId, variant);
  }
  return Object.fromEntries([...variants].sort(([a], [b]) => (a < b ? -1 : 1)));
};
