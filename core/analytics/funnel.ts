/** How many of what was shown came how far. Steps count events and orders, not people. O(rows). */
import { ordersOf, sumFigures } from '#core/analytics/figures';
import type { RollUpRow, RollUpScope } from '#core/analytics/roll-up';
import { type ShareEstimate, shareEstimate } from '#core/analytics/share-estimate';

export const funnelSteps = ['lists-shown', 'clicks', 'adds-to-cart', 'offers-shown', 'accepts', 'orders'] as const;
export type FunnelStep = (typeof funnelSteps)[number];

export interface FunnelEntry {
  readonly step: FunnelStep;
  readonly count: number;
  /** Of the step before; null at the first, and after a step of which there was nothing. */
  readonly ofPrevious: ShareEstimate | null;
  /** Of the first step. */
  readonly ofFirst: ShareEstimate | null;
}

export interface Funnels {
  /** Lists shown → clicks → put into the cart → orders with credited lines. */
  readonly recommendations: readonly FunnelEntry[];
  /** Offers shown → accepted → orders with credited lines. */
  readonly offers: readonly FunnelEntry[];
}

const entriesOf = (steps: readonly (readonly [FunnelStep, number])[]): FunnelEntry[] =>
  steps.map(([step, count], index) => ({
    step,
    count,
    ofPrevious: index === 0 ? null : shareEstimate(count, steps[index - 1]![1]),
    ofFirst: index === 0 ? null : shareEstimate(count, steps[0]![1]),
  }));

export const funnels = (rows: readonly RollUpRow[]): Funnels => {
  const of = (scope: RollUpScope) => sumFigures(rows.filter(({ dimension }) => dimension.scope === scope));
  const [lists, offers] = [of('recommendation'), of('offer')];
  return {
    recommendations: entriesOf([
      ['lists-shown', lists.events.impressions],
      ['clicks', lists.events.clicks],
      ['adds-to-cart', lists.events.addsToCart],
      ['orders', ordersOf(lists)],
    ]),
    offers: entriesOf([
      ['offers-shown', offers.events.offersShown],
      ['accepts', offers.events.accepts],
      ['orders', ordersOf(offers)],
    ]),
  };
};
