import { defineCondition, isBetween } from '#core/rules/condition';
import { wholeNumberRange } from '#core/rules/whole-number-range';

export const cartQuantity = defineCondition({
  type: 'cart-quantity',
  title: 'Units in the cart',
  description: 'How many units the cart holds over all lines.',
  reads: 'cart',
  args: {
    ...wholeNumberRange({ unit: 'units', max: 1e9, fewest: 'Fewest units', most: 'Most units' }),
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ atLeast, atMost }, { units }) => isBetween(units.all, atLeast, atMost),
});
