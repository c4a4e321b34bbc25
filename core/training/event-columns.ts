/** Session events as growing typed arrays: 24 bytes an event instead of an object. */
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

  /** Event numbers per session in time order; equal times order by item, then weight. */
  bySession(sessionCount: number): Int32Array[] {
    const sizes = new Int32Array(sessionCount);
    for (let event = 0; event < this.#size; event += 1) sizes[this.#sessions[event]!]! += 1;
    const sessions = Array.from(sizes, (size) => new Int32Array(size));
    sizes.fill(0);
    for (let event = 0; event < this.#size; event += 1) {
      const session = this.#sessions[event]!;
      sessions[session]![sizes[session]!++] = event;
    }
    for (const events of sessions) {
      events.sort(
        (a, b) =>
          this.#times[a]! - this.#times[b]! ||
          this.#items[a]! - this.#items[b]! ||
          this.#weights[a]! - this.#weights[b]!,
      );
    }
    return sessions;
  }

  #grow(): void {
    const length = this.#sessions.length * 2;
    const grown = <T extends Int32Array | Float64Array | Float32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#sessions = grown(new Int32Array(length), this.#sessions);
    this.#items = grown(new Int32Array(length), this.#items);
    this.#times = grown(new Float64Array(length), this.#times);
    this.#weights = grown(new Float32Array(length), this.#weights);
  }
}
