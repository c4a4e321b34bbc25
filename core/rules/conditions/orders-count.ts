import { defineCondition, isBetween } from '#core/rules/condition';
import { wholeNumberRange } from '#core/rules/whole-number-range';

export const ordersCount = defineCondition({
  type: 'orders-count',
  title: 'Number of orders',
  description: 'How many orders the customer kept at least in part. A stranger has none.',
  reads: 'shopper',
  args: {
    ...wholeNumberRange({ unit: 'orders', max: 1e6, fewest: 'Fewest orders', most: 'Most orders' }),
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ atLeast, atMost }, { shopper }) => isBetween(shopper.orders, atLeast, atMost),
});
