import { grownArray } from '#core/arrays/grown-array';
import type { IdTable } from '#core/training/id-table';
import type { PackedPurchase } from '#core/training/packed-purchase';
import { TextColumn } from '#core/training/text-column';

/** Purchases as growing typed arrays, by row: some 50 bytes a purchase and 8 a line, and no object among them. */
export class PurchaseColumns {
  readonly #customerIds: IdTable;
  readonly #sessionIds: IdTable;
  #size = 0;
  readonly #updatedAt = new TextColumn();
  #cancelled = new Uint8Array(1024);
  #purchases = new Int32Array(1024);
  #times = new Float64Array(1024);
  #customers = new Int32Array(1024);
  #sessions = new Int32Array(1024);
  /** Lines of row r at `#starts[r] … #starts[r + 1] − 1`. */
  #starts = new Int32Array(1024);
  #items = new Int32Array(1024);
  #units = new Float32Array(1024);

  /** The tables number the ids of who bought; they grow. */
  constructor(customerIds: IdTable, sessionIds: IdTable) {
    this.#customerIds = customerIds;
    this.#sessionIds = sessionIds;
  }

  /** @param number of the purchase, whose version this is; @returns the row. */
  push(number: number, { updatedAt, cancelled, time, customerId, sessionId, items, units }: PackedPurchase): number {
    const row = this.#size;
    const start = this.#starts[row]!;
    this.#makeRoom(start + items.length);
    this.#updatedAt.push(updatedAt);
    this.#cancelled[row] = Number(cancelled);
    this.#purchases[row] = number;
    this.#times[row] = time;
    this.#customers[row] = customerId === undefined ? -1 : this.#customerIds.numberOf(customerId);
    this.#sessions[row] = sessionId === undefined ? -1 : this.#sessionIds.numberOf(sessionId);
    for (let line = 0; line < items.length; line += 1) {
      this.#items[start + line] = items[line]!;
      this.#units[start + line] = units[line]!;
    }
    this.#size += 1;
    this.#starts[this.#size] = start + items.length;
    return row;
  }

  /** A row as it was pushed. */
  read(row: number): PackedPurchase {
    const [from, to] = [this.#starts[row]!, this.#starts[row + 1]!];
    const [customer, session] = [this.#customers[row]!, this.#sessions[row]!];
    return {
      updatedAt: this.#updatedAt.textOf(row),
      cancelled: this.isCancelled(row),
      time: this.time(row),
      customerId: customer < 0 ? undefined : this.#customerIds.idOf(customer),
      sessionId: session < 0 ? undefined : this.#sessionIds.idOf(session),
      items: [...this.#items.subarray(from, to)],
      units: [...this.#units.subarray(from, to)],
    };
  }

  isCancelled(row: number): boolean {
    return this.#cancelled[row] === 1;
  }

  /** The number of the purchase whose version the row is. */
  purchase(row: number): number {
    return this.#purchases[row]!;
  }

  time(row: number): number {
    return this.#times[row]!;
  }

  /** −1 where no customer is told. */
  customer(row: number): number {
    return this.#customers[row]!;
  }

  /** −1 where no visit is told. */
  session(row: number): number {
    return this.#sessions[row]!;
  }

  /** Lines of the row are `firstLine(row) … firstLine(row + 1) − 1`. */
  firstLine(row: number): number {
    return this.#starts[row]!;
  }

  item(line: number): number {
    return this.#items[line]!;
  }

  units(line: number): number {
    return this.#units[line]!;
  }

  #makeRoom(lines: number): void {
    if (this.#size + 1 === this.#starts.length) this.#growRows(2 * this.#starts.length);
    if (lines <= this.#items.length) return;
    const length = Math.max(lines, 2 * this.#items.length);
    this.#items = grownArray(this.#items, length);
    this.#units = grownArray(this.#units, length);
  }

  #growRows(length: number): void {
    this.#cancelled = grownArray(this.#cancelled, length);
    this.#purchases = grownArray(this.#purchases, length);
    this.#times = grownArray(this.#times, length);
    this.#customers = grownArray(this.#customers, length);
    this.#sessions = grownArray(this.#sessions, length);
    this.#starts = grownArray(this.#starts, length);
  }
}
