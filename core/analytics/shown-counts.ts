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

/** How many lists one customer was shown, or all who named no customer. */
export interface ShownTo {
  readonly customerId?: string;
  readonly lists: number;
}

/** Counts whom lists were shown to. Takes each event once: no robots, no repeats. */
export class ShownToCounter {
  readonly #lists = new Map<string | undefined, number>();

  add({ type, customerId }: Pick<ShopEvent, 'type' | 'customerId'>): void {
    if (type !== 'recommendation_impression') return;
    this.#lists.set(customerId, (this.#lists.get(customerId) ?? 0) + 1);
  }

  /** By customer, guests first. */
  finish(): ShownTo[] {
    return [...this.#lists]
      .sort(([a = ''], [b = '']) => (a < b ? -1 : Number(a > b)))
      .map(([customerId, lists]) => (customerId === undefined ? { lists } : { customerId, lists }));
  }
}

/** The counts of several days together. */
export const sumShown = (days: Iterable<ShownCounts>): ReadonlyMap<string, number> => {
  const sum = new Map<string, number>();
  for (const day of days) for (const [id, times] of Object.entries(day)) sum.set(id, (sum.get(id) ?? 0) + times);
  return sum;
};
