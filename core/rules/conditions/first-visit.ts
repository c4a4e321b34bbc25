import { defineCondition } from '#core/rules/condition';

export const firstVisit = defineCondition({
  type: 'first-visit',
  title: 'First visit',
  description: 'Whether the shop page says that it has never seen this browser before. Fails when it says nothing.',
  reads: 'cart',
  args: {
    is: { kind: 'boolean', label: 'First visit', description: 'True for a first visit, false for a later one.' },
  },
  holds: ({ is }, { cart }) => cart.context.firstVisit === is,
});
