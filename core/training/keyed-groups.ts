import { type GroupedLog, type LogGroup, packGroups } from '#core/similarity/grouped-log';
import { compareText, type PackedPurchase } from '#core/training/packed-purchase';

/** A group on its way into a log, with names instead of numbers. */
export interface KeyedGroup extends Omit<LogGroup, 'person'> {
  /** Unique among the groups of its log. */
  readonly key: string;
  readonly personKey: string;
}

/** A purchase with its id and who made it. */
export interface NamedPurchase {
  readonly orderId: string;
  readonly personKey: string;
  readonly purchase: PackedPurchase;
}

const newestTime = ({ times }: KeyedGroup): number => times[times.length - 1] ?? 0;

const newestEntries = (group: KeyedGroup, most: number): KeyedGroup => {
  if (group.items.length <= most) return group;
  const tail = (values: ArrayLike<number>): number[] => Array.from(values).slice(-most);
  return { ...group, items: tail(group.items), times: tail(group.times), weights: tail(group.weights) };
};

/**
 * Groups in any order → a log in time order, equal times by key.
 * @param longest entries kept per group, the newest.
 * @param people person numbers by key; grows.
 */
export const packKeyedGroups = (
  itemCount: number,
  groups: readonly KeyedGroup[],
  longest: number,
  people: Map<string, number>,
): GroupedLog => {
  const ordered = groups
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => newestTime(a) - newestTime(b) || compareText(a.key, b.key));
  const numbered = ordered.map((group): LogGroup => {
    const person = people.get(group.personKey) ?? people.size;
    people.set(group.personKey, person);
    return { ...newestEntries(group, longest), person };
  });
  return packGroups(itemCount, numbered);
};

/** One group per order. */
export const basketGroups = (purchases: readonly NamedPurchase[]): KeyedGroup[] =>
  purchases.map(({ orderId, personKey, purchase }) => ({
    key: orderId,
    personKey,
    items: purchase.items,
    times: new Float64Array(purchase.items.length).fill(purchase.time),
    weights: purchase.units,
  }));

/** One group per person: each product once, at the time it was first bought, with all units. */
export const customerGroups = (purchases: readonly NamedPurchase[]): KeyedGroup[] => {
  const boughtBy = new Map<string, Map<number, { time: number; units: number }>>();
  for (const { personKey, purchase } of purchases) {
    const bought = boughtBy.get(personKey) ?? new Map<number, { time: number; units: number }>();
    boughtBy.set(personKey, bought);
    purchase.items.forEach((item, line) => {
      const { time, units } = bought.get(item) ?? { time: purchase.time, units: 0 };
      bought.set(item, { time: Math.min(time, purchase.time), units: units + purchase.units[line]! });
    });
  }
  return Array.from(boughtBy, ([personKey, bought]): KeyedGroup => {
    const sorted = [...bought].sort(([itemA, a], [itemB, b]) => a.time - b.time || itemA - itemB);
    return {
      key: personKey,
      personKey,
      items: sorted.map(([item]) => item),
      times: sorted.map(([, { time }]) => time),
      weights: sorted.map(([, { units }]) => units),
    };
  });
};
