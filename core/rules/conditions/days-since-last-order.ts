import { defineCondition, isBetween } from '#core/rules/condition';

export const daysSinceLastOrder = defineCondition({
  type: 'days-since-last-order',
  title: 'Days since the last order',
  description: 'Whole days since the customer last ordered. Fails for somebody who never did.',
  reads: 'shopper',
  args: {
    atLeast: {
      kind: 'integer',
      unit: 'days',
      min: 0,
      max: 10_000,
      optional: true,
      label: 'At least',
      description: 'Fewest days, included.',
    },
    atMost: {
      kind: 'integer',
      unit: 'days',
      min: 0,
      max: 10_000,
      optional: true,
      label: 'At most',
      description: 'Most days, included.',
    },
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ atLeast, atMost }, { shopper }) =>
    shopper.daysSinceLastOrder !== undefined && isBetween(shopper.daysSinceLastOrder, atLeast, atMost),
});
