import type { ShopEvent } from '#core/events/shop-event';

/** A list of recommendations that a session was shown. */
export interface ShownList {
  /** ISO-8601 UTC. */
  readonly shownAt: string;
  /** Empty when the page did not say. */
  readonly recommendationId: string;
  readonly placement: string;
  /** At most `mostProducts`, in the order of the list. */
  readonly productIds: readonly string[];
}

/** Lists that are remembered of a session: more would make every write of its item dearer. */
const mostLists = 20;
const mostProducts = 12;

const listOf = ({
  occurredAt,
  recommendationId = '',
  placement = '',
  productId,
  productIds,
}: ShopEvent): ShownList => ({
  shownAt: occurredAt,
  recommendationId,
  placement,
  productIds: (productIds ?? (productId === undefined ? [] : [productId])).slice(0, mostProducts),
});

const latestFirst = (a: ShownList, b: ShownList): number => {
  if (a.shownAt !== b.shownAt) return a.shownAt < b.shownAt ? 1 : -1;
  return a.recommendationId < b.recommendationId ? -1 : Number(a.recommendationId > b.recommendationId);
};

/** The latest lists of a session, latest first; who refused personalisation leaves none. */
export const rememberLists = (known: readonly ShownList[], events: readonly ShopEvent[]): ShownList[] => {
  const shown = events.filter(
    ({ type, consent }) => type === 'recommendation_impression' && consent?.personalization !== false,
  );
  return [...known, ...shown.map(listOf)].sort(latestFirst).slice(0, mostLists);
};
