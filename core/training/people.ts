import { IdTable } from '#core/training/id-table';

/** What a person is known by: as a customer, else by the only visit or order that tells of them. */
export type PersonKind = 'customer' | 'order' | 'session';

/** Persons as numbers from 0, in the order in which they come. */
export class People {
  readonly #tables: Readonly<Record<PersonKind, IdTable>> = {
    customer: new IdTable(),
    order: new IdTable(),
    session: new IdTable(),
  };
  /** Person per number of each table. */
  readonly #persons: Readonly<Record<PersonKind, number[]>> = { customer: [], order: [], session: [] };
  #size = 0;

  get size(): number {
    return this.#size;
  }

  numberOf(kind: PersonKind, id: string): number {
    const persons = this.#persons[kind];
    const number = this.#tables[kind].numberOf(id);
    if (number === persons.length) persons.push(this.#next());
    return persons[number]!;
  }

  /** As `numberOf` for who will not be asked for again: a million visits of nobody need not be remembered. */
  numberOnce(kind: PersonKind, id: string): number {
    const number = this.#tables[kind].find(id);
    return number < 0 ? this.#next() : this.#persons[kind][number]!;
  }

  #next(): number {
    this.#size += 1;
    return this.#size - 1;
  }
}
