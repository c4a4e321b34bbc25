import { defineCondition, isBetween } from '#core/rules/condition';

export const cartTotal = defineCondition({
  type: 'cart-total',
  title: 'Cart total',
  description:
    'What the cart costs at catalog prices, quantity discounts included. Fails for a cart in another currency: amounts are never converted.',
  reads: 'catalog',
  args: {
    currency: { kind: 'currency', label: 'Currency', description: 'Currency of both amounts.' },
    atLeast: {
      kind: 'integer',
      unit: 'minor-units',
      min: 0,
      max: 1e12,
      optional: true,
      label: 'At least',
      description: 'Smallest total, included.',
    },
    atMost: {
      kind: 'integer',
      unit: 'minor-units',
      min: 0,
      max: 1e12,
      optional: true,
      label: 'At most',
      description: 'Largest total, included.',
    },
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ currency, atLeast, atMost }, facts) =>
    facts.currency === currency && isBetween(facts.totalAmount, atLeast, atMost),
});
