import { defineCondition } from '#core/rules/condition';
import { unitsNamed } from '#core/rules/rule-facts';

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
  holds: ({ categories, atLeast = 1 }, { units }) => unitsNamed(units.byCategory, categories) >= atLeast,
});
