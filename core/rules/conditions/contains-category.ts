import { defineCondition } from '#core/rules/condition';
import { unitsNamed } from '#core/rules/rule-facts';
import { fewestUnits } from '#core/rules/whole-number-range';

export const containsCategory = defineCondition({
  type: 'contains-category',
  title: 'Contains a category',
  description: 'The cart holds products of any of these categories, or of a category below.',
  reads: 'catalog',
  args: {
    categories: {
      kind: 'texts',
      of: 'category',
      least: 1,
      most: 100,
      label: 'Categories',
      description: 'Paths from the root, such as Kitchen > Baking.',
    },
    atLeast: fewestUnits('them'),
  },
  holds: ({ categories, atLeast = 1 }, { units }) => unitsNamed(units.byCategory, categories) >= atLeast,
});
