/**
 * Bounds the pairs that a log leads to, Σ_g |g| · min(|g|, 2·win + 1), which a few very long groups can drive to any size:
 * robots, wholesalers, whole ranges ordered at once. A log within the bound is left as it is; else its groups are cut to
 * 1,000, 500, 250 or 125 entries, the first that is enough. A group keeps its newest entries, and of those of one instant
 * a pseudo-random choice that depends on nothing but the group's place and the item (interaction cut of Schelter,
 * Boden & Markl, Scalable Similarity-Based Neighborhood Methods with MapReduce, 2012, as in Mahout's CCO).
 *
 * There is no cut of the groups of a popular item: in this kernel a row costs what its item's groups hold, not its square.
 * O(entries · log longest). Counts of a cut log are counts of what was kept.
 */
import { type GroupedLog, groupCount, packGroups } from '#core/similarity/grouped-log';

/** A bound of a few seconds for each pass over the pairs. */
export const mostPairVisits = 2e9;

const lengths = [1_000, 500, 250, 125] as const;

const pairVisits = ({ offsets }: GroupedLog, windowSteps: number, longest: number): number => {
  let visits = 0;
  for (let group = 1; group < offsets.length; group += 1) {
    const length = Math.min(longest, offsets[group]! - offsets[group - 1]!);
    visits += length * Math.min(length, 2 * windowSteps + 1);
  }
  return visits;
};

/** A number that says nothing about the item: Knuth's multiplicative hash, twice. */
const shuffled = (item: number, group: number): number =>
  Math.imul(Math.imul(item + 1, 0x9e3779b1) ^ Math.imul(group + 1, 0x85ebca6b), 0xc2b2ae35) >>> 0;

const keptEntries = ({ items, times, offsets }: GroupedLog, group: number, longest: number): number[] => {
  const [from, to] = [offsets[group]!, offsets[group + 1]!];
  const entries = Array.from({ length: to - from }, (_, at) => from + at);
  if (entries.length <= longest) return entries;
  return entries
    .sort(
      (a, b) =>
        times[b]! - times[a]! ||
        shuffled(items[a]!, group) - shuffled(items[b]!, group) ||
        items[a]! - items[b]! ||
        a - b,
    )
    .slice(0, longest)
    .sort((a, b) => a - b);
};

const cutTo = (log: GroupedLog, longest: number): GroupedLog =>
  packGroups(
    log.itemCount,
    Array.from({ length: groupCount(log) }, (_, group) => {
      const kept = keptEntries(log, group, longest);
      return {
        person: log.people[group]!,
        items: kept.map((entry) => log.items[entry]!),
        times: kept.map((entry) => log.times[entry]!),
        weights: kept.map((entry) => log.weights[entry]!),
      };
    }),
  );

/** @param windowSteps steps within which two entries are a pair; absent: all of a group. */
export const cutInteractions = (
  log: GroupedLog,
  windowSteps = Number.POSITIVE_INFINITY,
  most = mostPairVisits,
): GroupedLog => {
  if (pairVisits(log, windowSteps, Number.POSITIVE_INFINITY) <= most) return log;
  const longest = lengths.find((length) => pairVisits(log, windowSteps, length) <= most) ?? lengths.at(-1)!;
  return cutTo(log, longest);
};
