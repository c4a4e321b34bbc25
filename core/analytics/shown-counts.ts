import type { ShopEvent } from '#core/events/shop-event';

/** How often each product came into view in a recommended list: product id → times. */
export type ShownCounts = Readonly<Record<string, number>>;

/** Counts what shoppers were shown. Takes each event once: no robots, no repeats. O(products shown). */
export class ShownCounter {
  readonly #counts = new Map<string, number>();

  add({ type, productIds }: Pick<ShopEvent, 'type' | 'productIds'>): void {
    if (type !== 'recommendation_impression') return;
    for (const id of new Set(productIds)) this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
  }

  /** By product id, so that equal counts are equal bytes. */
  finish(): ShownCounts {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** The counts of several days together. */
export const sumShown = (days: Iterable<ShownCounts>): ReadonlyMap<string, number> => {
  const sum = new Map<string, number>();
  for (const day of days) for (const [id, times] of Object.entries(day)) sum.set(id, (sum.get(id) ?? 0) + times);
  return sum;
};
