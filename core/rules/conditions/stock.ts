import { defineCondition, isBetween } from '#core/rules/condition';

export const stock = defineCondition({
  type: 'stock',
  title: 'Stock',
  description: 'Units of a product on hand, at most a minute old. Fails when its stock is not tracked.',
  reads: 'catalog',
  args: {
    productId: { kind: 'id', of: 'product', label: 'Product', description: 'Whose stock.' },
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
  holds: ({ productId, atLeast, atMost }, { cards }) => {
    const onHand = cards.get(productId)?.stock;
    return onHand !== undefined && isBetween(onHand, atLeast, atMost);
  },
});
