/**
 * Splits a log in time: what happened before the cut trains, what happened after it asks. The cut is the time of the
 * first held-out group, so no group that trains is newer than any that asks.
 */
import { type GroupedLog, groupCount, groupTime, type LogGroup, packGroups } from '#core/similarity/grouped-log';

export interface TemporalSplit {
  readonly train: GroupedLog;
  /** Groups with their entries at or after the cut, and what the same group held before it. */
  readonly heldOut: readonly { readonly before: Int32Array; readonly after: Int32Array }[];
}

const entriesOf = (log: GroupedLog, group: number): [number, number] => [log.offsets[group]!, log.offsets[group + 1]!];

const slice = (log: GroupedLog, person: number, from: number, to: number): LogGroup => ({
  person,
  items: log.items.subarray(from, to),
  times: log.times.subarray(from, to),
  weights: log.weights.subarray(from, to),
});

/** First entry of the group at or after `time`; entries are in time order. */
const firstFrom = (log: GroupedLog, [from, to]: [number, number], time: number): number => {
  let entry = from;
  while (entry < to && log.times[entry]! < time) entry += 1;
  return entry;
};

/** Time of the first of the newest groups that `holdoutShare` of the log are; after everything where there are none. */
export const cutTime = (log: GroupedLog, holdoutShare: number): number => {
  const groups = groupCount(log);
  const firstHeldOut = groups - Math.ceil(groups * holdoutShare);
  return firstHeldOut < groups ? groupTime(log, firstHeldOut) : Number.POSITIVE_INFINITY;
};

/** @param cut epoch milliseconds; what happened then or later is held out. */
export const splitAtTime = (log: GroupedLog, cut: number): TemporalSplit => {
  const trainGroups: { group: LogGroup; time: number }[] = [];
  const heldOut: { before: Int32Array; after: Int32Array }[] = [];
  for (let group = 0; group < groupCount(log); group += 1) {
    const [from, to] = entriesOf(log, group);
    const at = firstFrom(log, [from, to], cut);
    if (at > from) trainGroups.push({ group: slice(log, log.people[group]!, from, at), time: log.times[at - 1]! });
    if (at < to) heldOut.push({ before: log.items.slice(from, at), after: log.items.slice(at, to) });
  }
  const inTimeOrder = trainGroups.sort((a, b) => a.time - b.time).map(({ group }) => group);
  return { train: packGroups(log.itemCount, inTimeOrder), heldOut };
};

/** @param holdoutShare share of the groups, newest first, 0 … 1; rounded up to whole groups. */
export const splitInTime = (log: GroupedLog, holdoutShare: number): TemporalSplit =>
  splitAtTime(log, cutTime(log, holdoutShare));
