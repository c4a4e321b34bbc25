import { defineCondition, isBetween } from '#core/rules/condition';
import { wholeNumberRange } from '#core/rules/whole-number-range';

export const daysSinceLastOrder = defineCondition({
  type: 'days-since-last-order',
  title: 'Days since the last order',
  description: 'Whole days since the customer last ordered. Fails for somebody who never did.',
  reads: 'shopper',
  args: {
    ...wholeNumberRange({ unit: 'days', max: 10_000, fewest: 'Fewest days', most: 'Most days' }),
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ atLeast, atMost }, { shopper }) =>
    shopper.daysSinceLastOrder !== undefined && isBetween(shopper.daysSinceLastOrder, atLeast, atMost),
});
