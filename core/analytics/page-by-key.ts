/** What a list is sorted by, member by member and ascending; the last members make it unlike any other. */
export type SortKey = readonly (number | string)[];

const compareKeys = (a: SortKey, b: SortKey): number => {
  for (const [index, own] of a.entries()) {
    const other = b[index]!;
    if (own !== other) return own < other ? -1 : 1;
  }
  return 0;
};

export interface KeyedPage<T> {
  readonly data: readonly T[];
  /** Key of the last entry, when there are more. */
  readonly lastKey: SortKey | undefined;
}

/**
 * A page of a list: the first entries that come after a key. The key need not be in the list any more, so that pages go
 * on where they were when the list is made anew between two of them. O(n log n).
 */
export const pageByKey = <T>(
  entries: Iterable<T>,
  keyOf: (entry: T) => SortKey,
  { after, limit }: { readonly after?: SortKey; readonly limit: number },
): KeyedPage<T> => {
  const keyed = Array.from(entries, (entry) => ({ entry, key: keyOf(entry) })).sort((a, b) =>
    compareKeys(a.key, b.key),
  );
  const left = after === undefined ? keyed : keyed.filter(({ key }) => compareKeys(key, after) > 0);
  const page = left.slice(0, limit);
  return { data: page.map(({ entry }) => entry), lastKey: left.length > limit ? page.at(-1)?.key : undefined };
};
