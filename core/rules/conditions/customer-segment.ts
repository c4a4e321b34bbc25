import { defineCondition } from '#core/rules/condition';

export const customerSegment = defineCondition({
  type: 'customer-segment',
  title: 'Customer segment',
  description:
    'The customer is in any of these segments: new, returning, vip, at-risk, lapsed, value-low, value-mid, value-high, or one that the store gave the customer. A stranger is new.',
  reads: 'shopper',
  args: {
    segments: {
      kind: 'texts',
      of: 'segment',
      least: 1,
      most: 20,
      label: 'Segments',
      description: 'Any of these counts.',
    },
  },
  holds: ({ segments }, { shopper }) => segments.some((segment) => shopper.segments.includes(segment)),
});
