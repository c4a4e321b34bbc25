import { grownArray } from '#core/arrays/grown-array';
import type { IdTable } from '#core/training/id-table';

/** Whose each session turned out to be: it is theirs as a whole; of several customers, the smallest id's. */
export class SessionCustomers {
  readonly #customerIds: IdTable;
  /** One more than the customer's number, by session number; 0 where none is known. */
  #customers = new Int32Array(1024);

  /** @param customerIds numbers the customers; grows. */
  constructor(customerIds: IdTable) {
    this.#customerIds = customerIds;
  }

  learn(session: number, customerId: string): void {
    while (session >= this.#customers.length) this.#customers = grownArray(this.#customers, 2 * this.#customers.length);
    const customer = this.#customerIds.numberOf(customerId);
    const known = this.#customers[session]! - 1;
    if (known < 0 || this.#customerIds.compare(customer, known) < 0) this.#customers[session] = customer + 1;
  }

  /** The customer's number, or −1. */
  of(session: number): number {
    return (this.#customers[session] ?? 0) - 1;
  }
}
