/** What a person is known by: as a customer, else by the only visit or order that tells of them. */
export type PersonKind = 'customer' | 'order' | 'session';

/** Persons as numbers from 0, in the order in which they come. */
export class People {
  readonly #numbers: Readonly<Record<PersonKind, Map<string, number>>> = {
    customer: new Map(),
    order: new Map(),
    session: new Map(),
  };
  #size = 0;

  get size(): number {
    return this.#size;
  }

  numberOf(kind: PersonKind, id: string): number {
    const numbers = this.#numbers[kind];
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, this.#size);
    this.#size += 1;
    return this.#size - 1;
  }

  /** As `numberOf` for who will not be asked for again: a million visits of nobody need not be remembered. */
  numberOnce(kind: PersonKind, id: string): number {
    const known = this.#numbers[kind].get(id);
    if (known !== undefined) return known;
    this.#size += 1;
    return this.#size - 1;
  }
}
