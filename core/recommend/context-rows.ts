import { repeatRowIds } from '#core/ranking/repeat-purchase';
import type { Placement } from '#core/recommend/recommendation-request';

/** What is known of a shopper, newest first. */
export interface ShopperProducts {
  readonly seenIds: readonly string[];
  readonly cartIds: readonly string[];
  readonly pastBaskets: readonly (readonly string[])[];
}

/** Rows of one request beside the page's own: one batch read of at most 20 read units. */
export const mostContextRows = 40;
const mostOfKind = 20;

const turnsToShopper: ReadonlySet<Placement> = new Set(['hybrid', 'you-might-like']);

/**
 * The products whose rows take part beside the page's own: what was seen, what is in the cart and, where buying again is
 * an answer, what was bought last; newest first within each. None for lists that keep the order of one relation.
 */
export const contextRowIds = (
  placement: Placement,
  sourceProductId: string,
  { seenIds, cartIds, pastBaskets }: ShopperProducts,
): string[] => {
  if (!turnsToShopper.has(placement)) return [];
  const bought = placement === 'you-might-like' ? repeatRowIds(pastBaskets) : [];
  const kinds = [seenIds, cartIds, bought].map((ids) =>
    ids.filter((id) => id !== sourceProductId).slice(0, mostOfKind),
  );
  return [...new Set(kinds.flat())].slice(0, mostContextRows);
};
