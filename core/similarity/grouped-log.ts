/**
 * Who came together with what, as compressed sparse rows: group g holds the entries `offsets[g] … offsets[g + 1] − 1`.
 * Groups are in time order of their newest entry, entries in time order within their group.
 */
export interface GroupedLog {
  /** Items are 0 … itemCount − 1. */
  readonly itemCount: number;
  /** One more than there are groups. */
  readonly offsets: Int32Array;
  /** Item per entry. */
  readonly items: Int32Array;
  /** Epoch milliseconds per entry. */
  readonly times: Float64Array;
  /** Per entry: units kept; in a session, views in a row, and a half where the product was put into the cart. */
  readonly weights: Float32Array;
  /** Person per group, so that evidence can count distinct people. */
  readonly people: Int32Array;
}

export const groupCount = (log: GroupedLog): number => log.offsets.length - 1;

/** Newest time of a group in epoch milliseconds. */
export const groupTime = (log: GroupedLog, group: number): number => log.times[log.offsets[group + 1]! - 1]!;

/** One group before it is packed. The arrays are parallel and in time order. */
export interface LogGroup {
  readonly person: number;
  readonly items: ArrayLike<number>;
  readonly times: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** Packs groups, which must be in time order already, into a log. Empty groups are dropped. */
export const packGroups = (itemCount: number, groups: readonly LogGroup[]): GroupedLog => {
  const kept = groups.filter((group) => group.items.length > 0);
  const entryCount = kept.reduce((sum, group) => sum + group.items.length, 0);
  const log = {
    itemCount,
    offsets: new Int32Array(kept.length + 1),
    items: new Int32Array(entryCount),
    times: new Float64Array(entryCount),
    weights: new Float32Array(entryCount),
    people: new Int32Array(kept.length),
  };
  let end = 0;
  kept.forEach((group, index) => {
    log.items.set(group.items, end);
    log.times.set(group.times, end);
    log.weights.set(group.weights, end);
    log.people[index] = group.person;
    end += group.items.length;
    log.offsets[index + 1] = end;
  });
  return log;
};

/** The groups `from … to − 1` as a log of their own. */
export const sliceGroups = (log: GroupedLog, from: number, to: number): GroupedLog => {
  const start = log.offsets[from]!;
  const end = log.offsets[to]!;
  return {
    itemCount: log.itemCount,
    offsets: log.offsets.slice(from, to + 1).map((offset) => offset - start),
    items: log.items.slice(start, end),
    times: log.times.slice(start, end),
    weights: log.weights.slice(start, end),
    people: log.people.slice(from, to),
  };
};
