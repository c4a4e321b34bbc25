import type { Opportunity } from '#core/analytics/opportunity';
import type { ExperimentDraft } from '#core/experiments/experiment';
import { defaultCoolDownHours, type RuleDraft } from '#core/rules/targeting-rule';

/** A change that answers an opportunity, and a test that tells whether it was one. */
export interface OpportunityDraft {
  readonly rule: RuleDraft;
  /** Once it exists, the rule takes the condition `experiment-variant` with its variant `with-offer`. */
  readonly experiment: ExperimentDraft;
}

const longestName = 120;

const named = (text: string): string => (text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text);

const ruleFor = ([source, offer]: readonly [string, string], name: string): RuleDraft => ({
  name,
  enabled: false,
  priority: 100,
  urgency: 'MEDIUM',
  conditions: {
    type: 'all',
    conditions: [
      { type: 'contains-product', productIds: [source] },
      { type: 'not', condition: { type: 'contains-product', productIds: [offer] } },
    ],
  },
  offer: { type: 'CROSS_SELL', productIds: [offer] },
  schedule: {},
  caps: { coolDownHours: defaultCoolDownHours },
  budget: {},
  combination: { mode: 'STACKABLE' },
  texts: {},
});

/** Where only one variant shows an offer, carts are what both can be counted by. */
const experimentFor = (name: string, hypothesis: string): ExperimentDraft => ({
  name,
  hypothesis,
  subject: 'offers',
  unit: 'session',
  exposure: 'cart',
  salt: '',
  trafficBasisPoints: 10_000,
  variants: [
    { variant: 'without-offer', weight: 5_000 },
    { variant: 'with-offer', weight: 5_000 },
  ],
  metric: 'revenue',
  guardrails: [{ metric: 'conversion', mostLossBasisPoints: 200 }],
  leastDays: 14,
  leastUnits: 1_000,
});

/** A disabled rule that offers what is bought together, with a draft of its test; null where no rule is the answer. */
export const draftFor = ({ kind, productIds, titles, evidence }: Opportunity): OpportunityDraft | null => {
  const [source, offer] = productIds;
  if (kind !== 'pair-not-shown' || source === undefined || offer === undefined) return null;
  const name = named(`Offer ${titles[1]} with ${titles[0]}`);
  const { ordersWithBoth = 0, ordersWithFirst = 0 } = evidence;
  const hypothesis = `${ordersWithBoth} of the ${ordersWithFirst} orders with ${source} hold ${offer}, too; shoppers who are offered it buy more.`;
  return { rule: ruleFor([source, offer], name), experiment: experimentFor(name, hypothesis.slice(0, 1000)) };
};
