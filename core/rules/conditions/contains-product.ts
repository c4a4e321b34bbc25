import { defineCondition } from '#core/rules/condition';
import { unitsNamed } from '#core/rules/rule-facts';
import { fewestUnits } from '#core/rules/whole-number-range';

export const containsProduct = defineCondition({
  type: 'contains-product',
  title: 'Contains a product',
  description: 'The cart holds any of these products, or a size or colour of them.',
  reads: 'catalog',
  args: {
    productIds: {
      kind: 'texts',
      of: 'product',
      least: 1,
      most: 100,
      label: 'Products',
      description: 'Any of these counts.',
    },
    atLeast: fewestUnits('them'),
  },
  holds: ({ productIds, atLeast = 1 }, { units }) => unitsNamed(units.byProduct, productIds) >= atLeast,
});
