import { defineCondition } from '#core/rules/condition';

export const experimentVariant = defineCondition({
  type: 'experiment-variant',
  title: 'Experiment variant',
  description: 'The shopper is in any of these variants of an experiment.',
  reads: 'cart',
  args: {
    experimentId: { kind: 'id', of: 'experiment', label: 'Experiment', description: 'Which experiment.' },
    variants: { kind: 'texts', of: 'text', least: 1, most: 20, label: 'Variants', description: 'Any of these counts.' },
  },
  holds: ({ experimentId, variants }, { cart }) => {
    const variant = cart.context.variants?.[experimentId];
    return variant !== undefined && variants.includes(variant);
  },
});
