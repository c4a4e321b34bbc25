import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { PrimaryKey } from '#adapters/dynamodb/keys';
import type { ShopEvent } from '#core/events/shop-event';
import type { PersonMemory } from '#core/live/person-memory';
import type { SessionBatch, SessionEvents } from '#core/ports/shopper-store';

export type Item = Readonly<Record<string, unknown>>;
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** An item as it was read; undefined when there is none, or no key. */
export type ReadItem = (key: PrimaryKey | undefined) => Item | undefined;

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

/** Puts the successor of what was read; lost when somebody else was faster. */
export const putNext = (tableName: string, key: PrimaryKey, item: Item | undefined, next: Item): TransactItem => ({
  Put: {
    TableName: tableName,
    Item: { ...key, ...next, version: ((item?.version as number | undefined) ?? 0) + 1 },
    ...(item
      ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': item.version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

/** Adds to the numbers of an item, which need not exist yet; nobody reads it for that. `expiresAt` is epoch seconds. */
export const addNumbers = (
  tableName: string,
  key: PrimaryKey,
  increments: Readonly<Record<string, number>>,
  expiresAt?: number,
): TransactItem => {
  const names = Object.keys(increments);
  const end = expiresAt === undefined ? undefined : 'SET expiresAt = :expiresAt';
  const add = names.length > 0 ? `ADD ${names.map((_, index) => `#n${index} :n${index}`).join(', ')}` : undefined;
  return {
    Update: {
      TableName: tableName,
      Key: { ...key },
      UpdateExpression: [end, add].filter((part) => part !== undefined).join(' '),
      ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(names.map((name, index) => [`:n${index}`, increments[name]])),
        ...(expiresAt !== undefined && { ':expiresAt': expiresAt }),
      },
    },
  };
};
