import type { IdTable } from '#core/training/id-table';

/** What a person is known by, in alphabetical order: as a customer, else by the only visit or order that tells of them. */
export const personKinds = ['customer', 'order', 'session'] as const;
export type PersonKind = (typeof personKinds)[number];

/** Persons as numbers from 0, in the order in which they are asked for. */
export class People {
  readonly #ids: Readonly<Record<PersonKind, IdTable>>;
  /** One more than the person, per number of each table. */
  readonly #persons: Readonly<Record<PersonKind, Int32Array>>;
  /** Per person what they are known by: the place of the kind, and the number in its table. */
  readonly #kinds: Uint8Array;
  readonly #numbers: Int32Array;
  #size = 0;

  /** @param ids the tables, which do not grow any more. */
  constructor(ids: Readonly<Record<PersonKind, IdTable>>) {
    this.#ids = ids;
    const { customer, order, session } = ids;
    this.#persons = {
      customer: new Int32Array(customer.size),
      order: new Int32Array(order.size),
      session: new Int32Array(session.size),
    };
    this.#kinds = new Uint8Array(customer.size + order.size + session.size);
    this.#numbers = new Int32Array(this.#kinds.length);
  }

  get size(): number {
    return this.#size;
  }

  /** @param number of the id in the table of its kind. */
  numberOf(kind: PersonKind, number: number): number {
    const persons = this.#persons[kind];
    if (persons[number] === 0) {
      this.#kinds[this.#size] = personKinds.indexOf(kind);
      this.#numbers[this.#size] = number;
      this.#size += 1;
      persons[number] = this.#size;
    }
    return persons[number]! - 1;
  }

  /** Orders two persons by what they are known by: kind, then id. */
  compare(a: number, b: number): number {
    const kind = this.#kinds[a]!;
    return kind - this.#kinds[b]! || this.#ids[personKinds[kind]!].compare(this.#numbers[a]!, this.#numbers[b]!);
  }
}
