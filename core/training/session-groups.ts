import type { GroupedLog } from '#core/similarity/grouped-log';
import type { EventColumns } from '#core/training/event-columns';
import { compareText } from '#core/training/packed-purchase';

export interface SessionPacking {
  readonly itemCount: number;
  /** Id per session number of the columns. */
  readonly sessionIds: readonly string[];
  /** Whose visit it was. */
  readonly personKeyOf: (sessionId: string) => string;
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

/** Events of one session, of which the first may be too old. */
interface Visit {
  readonly session: number;
  readonly from: number;
  readonly to: number;
  /** When its last step began: the time that its group has in the log. */
  readonly lastStepAt: number;
}

const lastStepAt = (columns: EventColumns, events: Int32Array, from: number, to: number): number => {
  let at = to - 1;
  while (at > from && columns.item(events[at - 1]!) === columns.item(events[at]!)) at -= 1;
  return columns.time(events[at]!);
};

/**
 * Session events as a log of steps: views in a row and the add to cart of the same product
 * are one step. Sessions are in the
 * order of their last steps, equal times by id.
 * @param people person numbers by key; grows.
 */
export const packSessions = (
  columns: EventColumns,
  { itemCount, sessionIds, personKeyOf, oldestAt, longest }: SessionPacking,
  people: Map<string, number>,
): SessionLog => {
  const { offsets, events } = columns.bySession(sessionIds.length);
  const visits: Visit[] = [];
  let outsideWindow = 0;
  for (let session = 0; session < sessionIds.length; session += 1) {
    const to = offsets[session + 1]!;
    let from = offsets[session]!;
    while (from < to && columns.time(events[from]!) < oldestAt) from += 1;
    outsideWindow += from - offsets[session]!;
    if (from < to) visits.push({ session, from, to, lastStepAt: lastStepAt(columns, events, from, to) });
  }
  visits.sort((a, b) => a.lastStepAt - b.lastStepAt || compareText(sessionIds[a.session]!, sessionIds[b.session]!));
  const packer = new StepPacker(itemCount, visits.length, events.length, longest);
  for (const { session, from, to } of visits) {
    const key = personKeyOf(sessionIds[session]!);
    const person = people.get(key) ?? people.size;
    people.set(key, person);
    packer.add(columns, events.subarray(from, to), person);
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

  add(columns: EventColumns, events: Int32Array, person: number): void {
    const { items, times, weights, people, offsets } = this.#log;
    const start = this.#end;
    for (const event of events) {
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
