/** What became of a rule for one cart. */
export const offerDecisions = [
  'offered',
  'not-scheduled',
  'condition-failed',
  'capped',
  'cooling-down',
  'over-budget',
  'no-eligible-product',
  'nothing-to-gain',
  'under-floor',
  'suppressed',
  'over-limit',
] as const;
export type OfferDecision = (typeof offerDecisions)[number];
