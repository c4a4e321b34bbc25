import type { ShopperProducts } from '#core/recommend/context-rows';
import type { Placement, RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow } from '#core/recommend/recommendation-row';

/** What a list is asked for, and for whom. */
export interface ShopperList {
  readonly placement: Placement;
  /** The product whose page it is; absent on pages without one. */
  readonly sourceProductId?: string;
  readonly limit: number;
  /** False: never go back to something seen. */
  readonly reminders?: boolean;
  readonly shopper: ShopperProducts;
  /** Of the page's product. */
  readonly own?: RecommendationRow;
  /** Of `contextRowIds`, in their order. */
  readonly context: readonly RecommendationRow[];
}

export type ShopperRequest = Pick<
  RecommendationRequest,
  'row' | 'contextRows' | 'sessionProductIds' | 'withReminders' | 'mostReminders' | 'pastBaskets' | 'inCart'
>;

/** A list that goes back to products seen keeps this share of its places for them. */
const reminderShare = 1 / 3;

/** The page's product is the newest step of the visit; a shopper may have come by it before. */
const stepsOf = (sourceProductId: string | undefined, seenIds: readonly string[]): readonly string[] =>
  sourceProductId === undefined || seenIds[0] === sourceProductId ? seenIds : [sourceProductId, ...seenIds];

/** The part of a request that tells of the shopper: the same for the API and for all that measures its lists. */
export const shopperRequest = (asked: ShopperList): ShopperRequest => {
  const { placement, sourceProductId, limit, reminders, shopper, own, context } = asked;
  const isVisit = placement === 'you-might-like' && shopper.isKnown;
  return {
    row: own,
    contextRows: isVisit && own ? [own, ...context] : context,
    sessionProductIds: isVisit ? stepsOf(sourceProductId, shopper.seenIds) : shopper.seenIds,
    withReminders: isVisit && reminders !== false,
    mostReminders: Math.floor(limit * reminderShare),
    pastBaskets: shopper.pastBaskets,
    inCart: shopper.cartIds,
  };
};
