import { defineCondition } from '#core/rules/condition';
import { unitsNamed } from '#core/rules/rule-facts';

export const containsTag = defineCondition({
  type: 'contains-tag',
  title: 'Contains a tag',
  description: 'The cart holds products that carry any of these tags.',
  reads: 'catalog',
  args: {
    tags: {
      kind: 'texts',
      of: 'tag',
      least: 1,
      most: 100,
      label: 'Tags',
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
  holds: ({ tags, atLeast = 1 }, { units }) => unitsNamed(units.byTag, tags) >= atLeast,
});
