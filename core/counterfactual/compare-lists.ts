/**
 * What another configuration or model would change of the lists of a day, without showing them to anybody.
 *
 *   changed items        share of the items of the draft's lists that do not stand in the present ones
 *   coverage             different products in all lists
 *   expected clicks      Σ click model(product, position) of a list; margin: the same times what a unit keeps
 *   interval             95 %, of the mean difference per list: lists of a session are one cluster (ratio estimator,
 *                        Cochran 1977, 6.4). It tells of the sample of lists; the click model is taken as it is
 *
 * Products that no list of the log showed are expected to be clicked like average ones. No lists: zeros. O(items).
 */
import type { ClickModel } from '#core/counterfactual/click-model';

/** Of a product as it stands now. */
export interface ItemFacts {
  readonly productId: string;
  /** Tracked stock is at or below the store's mark of nearly sold out, or gone. */
  readonly isLowStock: boolean;
  /** Minor units that a sold unit keeps; null when its cost is not known. */
  readonly marginMinor: number | null;
}

/** A list now and as the draft would have it, as shown to one session. */
export interface ListPair {
  readonly sessionId: string;
  readonly now: readonly ItemFacts[];
  readonly draft: readonly ItemFacts[];
}

export interface Change {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface SideFigures {
  readonly items: number;
  readonly products: number;
  readonly emptyLists: number;
  /** Share of items. */
  readonly lowStockShare: number;
  /** Per list. */
  readonly expectedClicks: number;
  /** Minor units that clicked products keep, per list; items without a known cost add nothing. */
  readonly expectedMargin: number;
}

export interface ListComparison {
  readonly lists: number;
  readonly changedLists: number;
  readonly changedItemShare: number;
  readonly now: SideFigures;
  readonly draft: SideFigures;
  /** Draft less now, per list. */
  readonly clickChange: Change;
  readonly marginChange: Change;
}

const deviations = 1.959963984540054;

const clicksOf = (items: readonly ItemFacts[], predict: ClickModel): number =>
  items.reduce((sum, { productId }, position) => sum + predict(productId, position), 0);

const marginOf = (items: readonly ItemFacts[], predict: ClickModel): number =>
  items.reduce(
    (sum, { productId, marginMinor }, position) => sum + predict(productId, position) * (marginMinor ?? 0),
    0,
  );

const sideOf = (lists: readonly (readonly ItemFacts[])[], predict: ClickModel): SideFigures => {
  const items = lists.flat();
  const perList = (of: typeof clicksOf): number =>
    lists.length === 0 ? 0 : lists.reduce((sum, list) => sum + of(list, predict), 0) / lists.length;
  return {
    items: items.length,
    products: new Set(items.map(({ productId }) => productId)).size,
    emptyLists: lists.filter((list) => list.length === 0).length,
    lowStockShare: items.length === 0 ? 0 : items.filter(({ isLowStock }) => isLowStock).length / items.length,
    expectedClicks: perList(clicksOf),
    expectedMargin: perList(marginOf),
  };
};

/** Mean difference per list, by session. */
const changeOf = (pairs: readonly ListPair[], differenceOf: (pair: ListPair) => number): Change => {
  const sessions = [...Map.groupBy(pairs, ({ sessionId }) => sessionId).values()].map((own) => ({
    lists: own.length,
    sum: own.reduce((total, pair) => total + differenceOf(pair), 0),
  }));
  const count = sessions.length;
  if (count === 0) return { value: 0, low: 0, high: 0 };
  const value = sessions.reduce((total, { sum }) => total + sum, 0) / pairs.length;
  if (count === 1) return { value, low: -Number.MAX_VALUE, high: Number.MAX_VALUE };
  const squares = sessions.reduce((total, { lists, sum }) => total + (sum - value * lists) ** 2, 0);
  const halfWidth = (deviations * Math.sqrt((count / (count - 1)) * squares)) / pairs.length;
  return { value, low: value - halfWidth, high: value + halfWidth };
};

const newItems = ({ now, draft }: ListPair): number => {
  const known = new Set(now.map(({ productId }) => productId));
  return draft.filter(({ productId }) => !known.has(productId)).length;
};

const isChanged = ({ now, draft }: ListPair): boolean =>
  now.length !== draft.length || now.some(({ productId }, position) => draft[position]!.productId !== productId);

export const compareLists = (pairs: readonly ListPair[], predict: ClickModel): ListComparison => {
  const drafted = pairs.reduce((sum, { draft }) => sum + draft.length, 0);
  return {
    lists: pairs.length,
    changedLists: pairs.filter(isChanged).length,
    changedItemShare: drafted === 0 ? 0 : pairs.reduce((sum, pair) => sum + newItems(pair), 0) / drafted,
    now: sideOf(
      pairs.map(({ now }) => now),
      predict,
    ),
    draft: sideOf(
      pairs.map(({ draft }) => draft),
      predict,
    ),
    clickChange: changeOf(pairs, ({ now, draft }) => clicksOf(draft, predict) - clicksOf(now, predict)),
    marginChange: changeOf(pairs, ({ now, draft }) => marginOf(draft, predict) - marginOf(now, predict)),
  };
};
