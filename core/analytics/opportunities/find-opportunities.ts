import { neverRecommended } from '#core/analytics/opportunities/never-recommended';
import { outOfStock } from '#core/analytics/opportunities/out-of-stock';
import { pairsNotShown } from '#core/analytics/opportunities/pairs-not-shown';
import { thinContent } from '#core/analytics/opportunities/thin-content';
import { unclickedPlacements } from '#core/analytics/opportunities/unclicked-placements';
import { type Opportunity, type OpportunityKind, opportunityKinds } from '#core/analytics/opportunity';
import type { RollUpRow } from '#core/analytics/roll-up';
import type { StoreFacts } from '#core/analytics/store-facts';

/** All that a store could do better, kind by kind in their usual order. @param rows of recent days */
export const findOpportunities = (facts: StoreFacts, rows: Iterable<RollUpRow>): readonly Opportunity[] => {
  const found: Readonly<Record<OpportunityKind, readonly Opportunity[]>> = {
    'pair-not-shown': pairsNotShown(facts),
    'out-of-stock': outOfStock(facts),
    'unclicked-placement': unclickedPlacements(rows),
    'never-recommended': neverRecommended(facts),
    'thin-content': thinContent(facts),
  };
  return opportunityKinds.flatMap((kind) => found[kind]);
};
