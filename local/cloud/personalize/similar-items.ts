/** What a solution of the stand-in has learned: for each item, how many people met it together with each other. */
export type ItemCounts = Map<string, Map<string, number>>;

export type Interaction = { readonly user: string; readonly item: string; readonly eventType: string };

/** As the service checks before it trains. @returns what is missing, or undefined */
export const missingData = (interactions: readonly Interaction[]): string | undefined => {
  const perUser = new Map<string, number>();
  for (const { user } of interactions) perUser.set(user, (perUser.get(user) ?? 0) + 1);
  const withTwo = [...perUser.values()].filter((count) => count > 1).length;
  if (interactions.length < 1000) {
    return `At least 1000 interactions are required, there are ${interactions.length}`;
  }
  return withTwo < 25 ? `At least 25 users with two interactions are required, there are ${withTwo}` : undefined;
};

export const countTogether = (interactions: readonly Interaction[]): ItemCounts => {
  const itemsOf = new Map<string, Set<string>>();
  for (const { user, item } of interactions) {
    const items = itemsOf.get(user) ?? new Set();
    itemsOf.set(user, items.add(item));
  }
  const counts: ItemCounts = new Map();
  for (const items of itemsOf.values()) {
    for (const one of items) {
      const row = counts.get(one) ?? new Map<string, number>();
      counts.set(one, row);
      for (const other of items) if (other !== one) row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  return counts;
};

/** Ids, best first; equal counts by id. */
export const similarTo = (counts: ItemCounts, item: string, most: number): string[] =>
  [...(counts.get(item) ?? [])]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([id]) => id);
