import type { GroupedLog } from '#core/similarity/grouped-log';
import type { EventColumns } from '#core/training/event-columns';
import type { IdTable } from '#core/training/id-table';
import { timeOrder } from '#core/training/time-order';

export interface SessionPacking {
  readonly itemCount: number;
  /** Of the session numbers of the columns. */
  readonly sessions: IdTable;
  /** Whose visit it was, as a number; asked once per session, in the order of the log. */
  readonly personOf: (session: number) => number;
  /** Epoch milliseconds; what happened before is left out. */
  readonly oldestAt: number;
  /** Entries kept per session, the newest. */
  readonly longest: number;
}

interface SessionLog {
  readonly log: GroupedLog;
  /** Events before `oldestAt`. */
  readonly outsideWindow: number;
}

const lastStepAt = (columns: EventColumns, events: Int32Array, from: number, to: number): number => {
  let at = to - 1;
  while (at > from && columns.item(events[at - 1]!) === columns.item(events[at]!)) at -= 1;
  return columns.time(events[at]!);
};

/** Where the newest steps begin, at most `longest`, and how many they are. */
const newestSteps = (
  columns: EventColumns,
  events: Int32Array,
  { from, to, longest }: { readonly from: number; readonly to: number; readonly longest: number },
): { readonly start: number; readonly steps: number } => {
  let [start, steps] = [to, 0];
  for (; start > from; start -= 1) {
    const isSameStep = start < to && columns.item(events[start - 1]!) === columns.item(events[start]!);
    if (isSameStep) continue;
    if (steps === longest) break;
    steps += 1;
  }
  return { start, steps };
};

/**
 * Session events as a log of steps: views in a row and the add to cart of the same product are one step. Sessions are in
 * the order of their last steps, equal times by id.
 */
export const packSessions = (
  columns: EventColumns,
  { itemCount, sessions, personOf, oldestAt, longest }: SessionPacking,
): SessionLog => {
  const { offsets, events } = columns.bySession(sessions.size);
  // Of each session the first event that is kept; sessions without any are left out.
  const starts = offsets.slice(0, -1);
  const kept = new Int32Array(sessions.size);
  const lastSteps = new Float64Array(sessions.size);
  let [groups, entries, outsideWindow] = [0, 0, 0];
  for (let session = 0; session < sessions.size; session += 1) {
    const to = offsets[session + 1]!;
    let from = offsets[session]!;
    while (from < to && columns.time(events[from]!) < oldestAt) from += 1;
    outsideWindow += from - offsets[session]!;
    if (from === to) continue;
    const { start, steps } = newestSteps(columns, events, { from, to, longest });
    starts[session] = start;
    entries += steps;
    kept[groups] = session;
    lastSteps[groups] = lastStepAt(columns, events, start, to);
    groups += 1;
  }
  const byId = (a: number, b: number): number => sessions.compare(kept[a]!, kept[b]!);
  const packer = new StepPacker(itemCount, groups, entries);
  for (const visit of timeOrder(lastSteps.subarray(0, groups), byId)) {
    const session = kept[visit]!;
    packer.add(columns, events, starts[session]!, offsets[session + 1]!, personOf(session));
  }
  return { log: packer.log, outsideWindow };
};

/** Adds one more event of the same product to a step: each view, but an add to cart once. */
const joinedWeight = (step: number, event: number): number => (event === 1 ? step + 1 : Math.floor(step) + event);

/** Fills the log's arrays, one session after the other. */
class StepPacker {
  readonly log: GroupedLog;
  #groups = 0;
  #end = 0;

  constructor(itemCount: number, groups: number, entries: number) {
    this.log = {
      itemCount,
      offsets: new Int32Array(groups + 1),
      items: new Int32Array(entries),
      times: new Float64Array(entries),
      weights: new Float32Array(entries),
      people: new Int32Array(groups),
    };
  }

  /** The events `from … to − 1` as one session. */
  add(columns: EventColumns, events: Int32Array, from: number, to: number, person: number): void {
    const { items, times, weights, people, offsets } = this.log;
    const start = this.#end;
    for (let at = from; at < to; at += 1) {
      const event = events[at]!;
      const item = columns.item(event);
      const last = this.#end - 1;
      if (last >= start && items[last] === item) {
        weights[last] = joinedWeight(weights[last]!, columns.weight(event));
        continue;
      }
      items[this.#end] = item;
      times[this.#end] = columns.time(event);
      weights[this.#end] = columns.weight(event);
      this.#end += 1;
    }
    people[this.#groups] = person;
    this.#groups += 1;
    offsets[this.#groups] = this.#end;
  }
}
