import { defineCondition, isBetween } from '#core/rules/condition';
import { wholeNumberRange } from '#core/rules/whole-number-range';

export const cartTotal = defineCondition({
  type: 'cart-total',
  title: 'Cart total',
  description:
    'What the cart costs at catalog prices, quantity discounts included. Fails for a cart in another currency: amounts are never converted.',
  reads: 'catalog',
  args: {
    currency: { kind: 'currency', label: 'Currency', description: 'Currency of both amounts.' },
    ...wholeNumberRange({ unit: 'minor-units', max: 1e12, fewest: 'Smallest total', most: 'Largest total' }),
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ currency, atLeast, atMost }, facts) =>
    facts.currency === currency && isBetween(facts.totalAmount, atLeast, atMost),
});
