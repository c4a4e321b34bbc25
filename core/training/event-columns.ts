import { grownArray } from '#core/arrays/grown-array';

/** Session events as growing typed arrays: 20 bytes an event instead of an object. */
export class EventColumns {
  #size = 0;
  #sessions = new Int32Array(1024);
  #items = new Int32Array(1024);
  #times = new Float64Array(1024);
  #weights = new Float32Array(1024);

  get size(): number {
    return this.#size;
  }

  push(session: number, item: number, time: number, weight: number): void {
    if (this.#size === this.#sessions.length) this.#grow();
    this.#sessions[this.#size] = session;
    this.#items[this.#size] = item;
    this.#times[this.#size] = time;
    this.#weights[this.#size] = weight;
    this.#size += 1;
  }

  time(event: number): number {
    return this.#times[event]!;
  }

  item(event: number): number {
    return this.#items[event]!;
  }

  weight(event: number): number {
    return this.#weights[event]!;
  }

  /**
   * Event numbers by session, session s at `offsets[s] … offsets[s + 1] − 1`, in time order; equal times order by item,
   * then weight.
   */
  bySession(sessionCount: number): { offsets: Int32Array; events: Int32Array } {
    const offsets = new Int32Array(sessionCount + 1);
    for (let event = 0; event < this.#size; event += 1) offsets[this.#sessions[event]! + 1]! += 1;
    for (let session = 0; session < sessionCount; session += 1) offsets[session + 1]! += offsets[session]!;
    const next = offsets.slice();
    const events = new Int32Array(this.#size);
    for (let event = 0; event < this.#size; event += 1) events[next[this.#sessions[event]!]!++] = event;
    for (let session = 0; session < sessionCount; session += 1) {
      this.#sort(events, offsets[session]!, offsets[session + 1]!);
    }
    return { offsets, events };
  }

  /** Events mostly come in order already, so most sessions are read once and left alone. */
  #sort(events: Int32Array, from: number, to: number): void {
    for (let at = from + 1; at < to; at += 1) {
      if (this.#compare(events[at - 1]!, events[at]!) <= 0) continue;
      events.subarray(from, to).sort((a, b) => this.#compare(a, b));
      return;
    }
  }

  #compare(a: number, b: number): number {
    return (
      this.#times[a]! - this.#times[b]! || this.#items[a]! - this.#items[b]! || this.#weights[a]! - this.#weights[b]!
    );
  }

  #grow(): void {
    const length = this.#sessions.length * 2;
    this.#sessions = grownArray(this.#sessions, length);
    this.#items = grownArray(this.#items, length);
    this.#times = grownArray(this.#times, length);
    this.#weights = grownArray(this.#weights, length);
  }
}
