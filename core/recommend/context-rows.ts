import { repeatRowIds } from '#core/ranking/repeat-purchase';
import type { Placement } from '#core/recommend/recommendation-request';

/** What is known of a shopper. */
export interface ShopperProducts {
  /** False: nobody in particular asks, and the list is for all. */
  readonly isKnown: boolean;
  /** Newest first; what was seen again may be in it again. */
  readonly seenIds: readonly string[];
  /** Newest first, each once. */
  readonly cartIds: readonly string[];
  /** Newest first. */
  readonly pastBaskets: readonly (readonly string[])[];
}

/**
 * Rows of one request beside the page's own: together what one batch read takes (DynamoDB API Reference, BatchGetItem),
 * at most 50 read units. A list for a cart of 50 lines that looks at 20 of them loses a tenth of its hits.
 */
export const mostContextRows = 99;
/** Steps of a visit; those before them have faded. */
const mostSeen = 20;

const turnsToShopper: ReadonlySet<Placement> = new Set(['hybrid', 'you-might-like']);

/**
 * The products whose rows take part beside the page's own, each once: what was seen, what is in the cart and, where buying
 * again is an answer, what was bought last; newest first within each. None for lists that keep the order of one relation.
 */
export const contextRowIds = (
  placement: Placement,
  sourceProductId: string | undefined,
  { seenIds, cartIds, pastBaskets }: ShopperProducts,
): string[] => {
  if (!turnsToShopper.has(placement)) return [];
  const bought = placement === 'you-might-like' ? repeatRowIds(pastBaskets) : [];
  const others = new Set([...seenIds.slice(0, mostSeen), ...cartIds, ...bought]);
  others.delete(sourceProductId ?? '');
  return [...others].slice(0, mostContextRows);
};
