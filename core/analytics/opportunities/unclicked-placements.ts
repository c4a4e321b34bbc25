/**
 * Placements whose lists hardly anybody clicks: where even the upper end of the 95 % interval of clicks a list (Wilson
 * 1927) lies below one in two hundred. Until enough lists were shown to say so, a placement is left alone. The stake are
 * the lists that were shown.
 */
import { greatestFirst, type Opportunity } from '#core/analytics/opportunity';
import type { RollUpRow } from '#core/analytics/roll-up';
import { wilsonInterval } from '#core/evaluation/confidence-interval';

const lowestShare = 0.005;

interface PlacementCounts {
  lists: number;
  clicks: number;
  addsToCart: number;
}

const byPlacement = (rows: Iterable<RollUpRow>): Map<string, PlacementCounts> => {
  const placements = new Map<string, PlacementCounts>();
  for (const { dimension, counts } of rows) {
    if (dimension.scope !== 'recommendation' || dimension.placement === null) continue;
    const known = placements.get(dimension.placement) ?? { lists: 0, clicks: 0, addsToCart: 0 };
    known.lists += counts.impressions ?? 0;
    known.clicks += counts.clicks ?? 0;
    known.addsToCart += counts.addsToCart ?? 0;
    placements.set(dimension.placement, known);
  }
  return placements;
};

/** Several products of a list may be clicked: more clicks than lists are a share of 1. */
const highestShare = ({ lists, clicks }: PlacementCounts): number =>
  wilsonInterval(lists > 0 ? Math.min(1, clicks / lists) : 0, lists).high;

export const unclickedPlacements = (rows: Iterable<RollUpRow>): readonly Opportunity[] =>
  greatestFirst(
    [...byPlacement(rows)]
      .filter(([, counts]) => highestShare(counts) < lowestShare)
      .map(([placement, counts]) => ({
        opportunityId: `unclicked-placement:${placement}`,
        kind: 'unclicked-placement' as const,
        productIds: [],
        titles: [],
        placement,
        evidence: { ...counts, highestClickShare: highestShare(counts) },
        stake: { value: counts.lists, unit: 'lists-shown' as const },
      })),
  );
