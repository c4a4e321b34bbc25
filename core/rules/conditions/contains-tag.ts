import { defineCondition } from '#core/rules/condition';
import { unitsNamed } from '#core/rules/rule-facts';
import { fewestUnits } from '#core/rules/whole-number-range';

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
    atLeast: fewestUnits('them'),
  },
  holds: ({ tags, atLeast = 1 }, { units }) => unitsNamed(units.byTag, tags) >= atLeast,
});
