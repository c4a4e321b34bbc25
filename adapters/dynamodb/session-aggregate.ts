import type { PrimaryKey } from '#adapters/dynamodb/keys';
import type { ReadItem, TransactItem } from '#adapters/dynamodb/transact-items';
import type { ShopEvent } from '#core/events/shop-event';
import type { PersonMemory } from '#core/live/person-memory';
import type { SessionBatch, SessionEvents } from '#core/ports/shopper-store';

export interface CountedSession extends SessionEvents {
  /** Store days on which something of the session's shopper came in for the first time. */
  readonly newDays: readonly string[];
  /** Weeks, by their Mondays, in which the hold-out sees the session for the first time. */
  readonly newWeeks: readonly string[];
  /** What live learning remembers of the session from before. */
  readonly learned: PersonMemory;
}

/** The events of a batch that were never counted before: by session, and all of them together, robots' included. */
export interface CountedBatch extends SessionBatch {
  /** Sessions with at least one such event. */
  readonly sessions: readonly CountedSession[];
  readonly fresh: readonly ShopEvent[];
}

/**
 * Something that is kept from events and moves in the very transaction that marks them as counted: all of it or nothing,
 * once, however often the events come. Writes that depend on what was read are conditional on its version (`putNext`);
 * a lost race is repeated with new reads. No two aggregates write the same item.
 */
export interface SessionAggregate {
  /** The items that `writesOf` looks at, read with strong consistency. */
  keysOf(batch: CountedBatch): readonly PrimaryKey[];
  writesOf(batch: CountedBatch, read: ReadItem): readonly TransactItem[];
}

/** Events that a shopper caused, not a program. */
export const isShopper = ({ isBot }: ShopEvent): boolean => !isBot;

/** What DynamoDB takes in one transaction. */
const mostWritesTogether = 100;
/** An update's expression holds 4 kB, 13 characters of it for each number that is added. */
const mostNumbersTogether = 300;

/** True when a transaction takes all of the writes, and an update all of its numbers. */
export const fitTogether = (writes: readonly TransactItem[]): boolean =>
  writes.length <= mostWritesTogether &&
  writes.every(({ Update }) => Object.keys(Update?.ExpressionAttributeNames ?? {}).length <= mostNumbersTogether);
