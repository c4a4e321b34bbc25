import type { Identified, Person } from '#core/privacy/person';

/** Something that is kept of a person, in words that a person can read. */
export interface PersonRecord {
  /** `customer`, `history`, `order` … */
  readonly type: string;
  readonly data: unknown;
}

/** What the table holds of a person beside orders. */
export interface PersonItems {
  /** The carts of a customer. */
  carts(companyId: string, customerId: string): AsyncIterable<Identified>;
  /** Everything of the customer, of the customer's sessions and carts. */
  records(companyId: string, person: Person): AsyncIterable<PersonRecord>;
  /** Deletes all of that. @returns how many items, by type */
  erase(companyId: string, person: Person): Promise<Record<string, number>>;
  /** Entries in quarantine that name the person. */
  quarantined(companyId: string, person: Person): AsyncIterable<PersonRecord>;
  /** Deletes what names the person in passing: quarantine, remembered answers. @returns how many items, by type */
  eraseMentions(companyId: string, person: Person): Promise<Record<string, number>>;
  /** Remembers that a job erased events of a UTC day (`YYYY-MM-DD`): what was counted of it cannot be recounted. */
  markErasedDay(companyId: string, day: string, jobId: string): Promise<void>;
}
