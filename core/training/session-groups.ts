import type { GroupedLog } from '#core/similarity/grouped-log';
import type { EventColumns } from '#core/training/event-columns';
import type { IdTable } from '#core/training/id-table';
import { compareText } from '#core/training/packed-purchase';
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

/**
 * Session events as a log of steps: views in a row and the add to cart of the same product are one step. Sessions are in
 * the order of their last steps, equal times by id.
 */
export const packSessions = (
  columns: EventColumns,
  { itemCount, sessions, personOf, oldestAt, longest }: SessionPacking,
): SessionLog => {
  const { offsets, events } = columns.bySession(sessions.size);
  // Of each session the first event that is not too old; sessions without any are left out.
  const starts = offsets.slice(0, -1);
  const kept: number[] = [];
  const lastSteps: number[] = [];
  let outsideWindow = 0;
  for (let session = 0; session < sessions.size; session += 1) {
    const to = offsets[session + 1]!;
    while (starts[session]! < to && columns.time(events[starts[session]!]!) < oldestAt) starts[session]! += 1;
    outsideWindow += starts[session]! - offsets[session]!;
    if (starts[session] === to) continue;
    kept.push(session);
    lastSteps.push(lastStepAt(columns, events, starts[session]!, to));
  }
  const byId = (a: number, b: number): number => compareText(sessions.idOf(kept[a]!), sessions.idOf(kept[b]!));
  const packer = new StepPacker(itemCount, kept.length, events.length, longest);
  for (const visit of timeOrder(new Float64Array(lastSteps), byId)) {
    const session = kept[visit]!;
    packer.add(columns, events, starts[session]!, offsets[session + 1]!, personOf(session));
  }
  return { log: packer.finish(), outsideWindow };
};

/** Adds one more event of the same product to a step: each view, but an add to cart once. */
const joinedWeight = (step: number, event: number): number => (event === 1 ? step + 1 : Math.floor(step) + event);

/** Fills the log's arrays, one session after the other. */
class StepPacker {
  readonly #log: GroupedLog;
  readonly #longest: number;
  #groups = 0;
  #end = 0;

  constructor(itemCount: number, groups: number, mostEntries: number, longest: number) {
    this.#longest = longest;
    this.#log = {
      itemCount,
      offsets: new Int32Array(groups + 1),
      items: new Int32Array(mostEntries),
      times: new Float64Array(mostEntries),
      weights: new Float32Array(mostEntries),
      people: new Int32Array(groups),
    };
  }

  /** The events `from … to − 1` as one session. */
  add(columns: EventColumns, events: Int32Array, from: number, to: number, person: number): void {
    const { items, times, weights, people, offsets } = this.#log;
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
    this.#keepNewest(start);
    people[this.#groups] = person;
    this.#groups += 1;
    offsets[this.#groups] = this.#end;
  }

  finish(): GroupedLog {
    const { items, times, weights, ...rest } = this.#log;
    const end = this.#end;
    return { ...rest, items: items.slice(0, end), times: times.slice(0, end), weights: weights.slice(0, end) };
  }

  #keepNewest(start: number): void {
    const surplus = this.#end - start - this.#longest;
    if (surplus <= 0) return;
    const { items, times, weights } = this.#log;
    for (const array of [items, times, weights]) array.copyWithin(start, start + surplus, this.#end);
    this.#end -= surplus;
  }
}
