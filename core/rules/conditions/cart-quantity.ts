import { defineCondition, isBetween } from '#core/rules/condition';

export const cartQuantity = defineCondition({
  type: 'cart-quantity',
  title: 'Units in the cart',
  description: 'How many units the cart holds over all lines.',
  reads: 'cart',
  args: {
    atLeast: {
      kind: 'integer',
      unit: 'units',
      min: 0,
      max: 1e9,
      optional: true,
      label: 'At least',
      description: 'Fewest units, included.',
    },
    atMost: {
      kind: 'integer',
      unit: 'units',
      min: 0,
      max: 1e9,
      optional: true,
      label: 'At most',
      description: 'Most units, included.',
    },
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ atLeast, atMost }, { units }) => isBetween(units.all, atLeast, atMost),
});
