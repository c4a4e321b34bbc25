import { defineCondition, isBetween } from '#core/rules/condition';

export const ordersCount = defineCondition({
  type: 'orders-count',
  title: 'Number of orders',
  description: 'How many orders the customer kept at least in part. A stranger has none.',
  reads: 'shopper',
  args: {
    atLeast: {
      kind: 'integer',
      unit: 'orders',
      min: 0,
      max: 1e6,
      optional: true,
      label: 'At least',
      description: 'Fewest orders, included.',
    },
    atMost: {
      kind: 'integer',
      unit: 'orders',
      min: 0,
      max: 1e6,
      optional: true,
      label: 'At most',
      description: 'Most orders, included.',
    },
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ atLeast, atMost }, { shopper }) => isBetween(shopper.orders, atLeast, atMost),
});
