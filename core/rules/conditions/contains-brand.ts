import { defineCondition } from '#core/rules/condition';
import { unitsNamed } from '#core/rules/rule-facts';

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
    atLeast: {
      kind: 'integer',
      unit: 'units',
      min: 1,
      max: 1e6,
      optional: true,
      label: 'At least',
      description: 'Fewest units of them together; 1 when absent.',
    },
  },
  holds: ({ brands, atLeast = 1 }, { units }) => unitsNamed(units.byBrand, brands) >= atLeast,
});
