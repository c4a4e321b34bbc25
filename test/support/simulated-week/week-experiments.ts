import type { Experiment } from '#core/experiments/experiment';
import type { RuleDraft } from '#core/rules/targeting-rule';

/** An experiment that runs all week, as its counts need to know it. */
export type WeekExperiment = Pick<
  Experiment,
  'experimentId' | 'unit' | 'salt' | 'trafficBasisPoints' | 'variants' | 'exposure' | 'group'
>;

const dealt = { unit: 'session', leastDays: 1, leastUnits: 100 };

/** How much off a toy, which list beside a product, and whether to show what others bought at all. */
export const experimentDrafts: readonly object[] = [
  {
    ...dealt,
    name: 'How much off a toy',
    salt: 'toys',
    variants: [
      { variant: 'small', weight: 5000 },
      { variant: 'large', weight: 5000 },
    ],
  },
  {
    ...dealt,
    name: 'A short list beside the product',
    salt: 'lists',
    subject: 'recommendations',
    placement: 'hybrid',
    exposure: 'list',
    variants: [
      { variant: 'long', weight: 5000 },
      { variant: 'short', weight: 5000, treatment: { limit: 3 } },
    ],
  },
  {
    ...dealt,
    name: 'Whether to show what others bought',
    salt: 'views',
    subject: 'recommendations',
    placement: 'also-bought',
    exposure: 'view',
    variants: [
      { variant: 'with', weight: 5000 },
      { variant: 'without', weight: 5000, treatment: { isHidden: true } },
    ],
  },
];

const toyOff = (experimentId: string, variant: string, percentOff: number) => ({
  name: `Toy, ${variant} discount`,
  conditions: { type: 'experiment-variant' as const, experimentId, variants: [variant] },
  offer: { type: 'CROSS_SELL' as const, productIds: ['toys-0', 'toys-3'], percentOff },
});

/** A rule for all who pay in euros, and one for each variant of the first experiment. */
export const ruleDrafts = (experimentId: string): Pick<RuleDraft, 'name' | 'conditions' | 'offer'>[] => [
  {
    name: 'A book with everything',
    conditions: { type: 'cart-total', currency: 'EUR', atLeast: 1 },
    offer: { type: 'CROSS_SELL', productIds: ['books-1', 'books-2'], percentOff: 500 },
  },
  toyOff(experimentId, 'small', 1000),
  toyOff(experimentId, 'large', 2500),
];
