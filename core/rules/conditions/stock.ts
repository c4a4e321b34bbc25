import { defineCondition, isBetween } from '#core/rules/condition';
import { wholeNumberRange } from '#core/rules/whole-number-range';

export const stock = defineCondition({
  type: 'stock',
  title: 'Stock',
  description: 'Units of a product on hand, at most a minute old. Fails when its stock is not tracked.',
  reads: 'catalog',
  args: {
    productId: { kind: 'id', of: 'product', label: 'Product', description: 'Whose stock.' },
    ...wholeNumberRange({ unit: 'units', max: 1e9, fewest: 'Fewest units', most: 'Most units' }),
  },
  needsOneOf: ['atLeast', 'atMost'],
  holds: ({ productId, atLeast, atMost }, { cards }) => {
    const onHand = cards.get(productId)?.stock;
    return onHand !== undefined && isBetween(onHand, atLeast, atMost);
  },
});
