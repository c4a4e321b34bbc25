import { defineCondition } from '#core/rules/condition';
import { unitsNamed } from '#core/rules/rule-facts';
import { fewestUnits } from '#core/rules/whole-number-range';

export const containsBrand = defineCondition({
  type: 'contains-brand',
  title: 'Contains a brand',
  description: 'The cart holds products of any of these brands.',
  reads: 'catalog',
  args: {
    brands: {
      kind: 'texts',
      of: 'brand',
      least: 1,
      most: 100,
      label: 'Brands',
      description: 'Any of these counts.',
    },
    atLeast: fewestUnits('them'),
  },
  holds: ({ brands, atLeast = 1 }, { units }) => unitsNamed(units.byBrand, brands) >= atLeast,
});
