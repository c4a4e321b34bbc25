import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { UpsertOptions, UpsertOutcome, UpsertStatus } from '#core/ports/upsert';
import { batchGet } from './batch.ts';
import type { PrimaryKey } from './keys.ts';
import { isConditionFailure, isTransactionRefused, type Table } from './table.ts';

type Item = Record<string, unknown>;

/** One item to be written unless a newer version of it is stored. */
export interface Upsert {
  readonly id: string;
  readonly key: PrimaryKey;
  /** ISO-8601 UTC with milliseconds. */
  readonly updatedAt: string;
  readonly contentHash: string;
  /** Put together from other data: never replaces an item that is not. */
  readonly derived?: boolean;
  /** All other attributes, given what is stored now. */
  readonly attributes: (stored: StoredVersion | undefined) => Item;
  /** What is to be written instead when `stored` knows something that this one does not. */
  readonly onto?: (stored: StoredVersion) => Upsert;
}

/** What must be known of a stored item to judge its successor. */
export interface StoredVersion {
  readonly contentHash: string;
  readonly updatedAt: string;
  readonly derived?: boolean;
  readonly refundIds?: readonly string[];
  /** Units that the refunds of `refundIds` took back, by product. */
  readonly refunded?: Readonly<Record<string, number>>;
  /** When an order's buyer was forgotten. */
  readonly anonymisedAt?: string;
}

const versionAttributes = [
  'pk',
  'sk',
  'contentHash',
  'updatedAt',
  'derived',
  'refundIds',
  'refunded',
  'anonymisedAt',
] as const;
const mostRounds = 10;
/** Most that a transaction takes; together up to 4 MB. */
const transactionSize = 100;
const lanes = 4;

const textOf = (key: { pk: string; sk: string }): string => `${key.pk}\n${key.sk}`;

interface Verdict {
  readonly status: UpsertStatus;
  readonly writes: boolean;
}

/**
 * Same content with a newer time is `unchanged`, yet its time is written: an update from between
 * the two that arrives late must find that it is stale.
 */
const judge = (upsert: Upsert, stored: StoredVersion | undefined): Verdict => {
  if (!stored) return { status: 'created', writes: true };
  if (upsert.derived && !stored.derived) return { status: 'unchanged', writes: false };
  if (stored.derived && !upsert.derived) return { status: 'updated', writes: true };
  if (upsert.updatedAt < stored.updatedAt) return { status: 'stale', writes: false };
  if (upsert.contentHash !== stored.contentHash) return { status: 'updated', writes: true };
  return { status: 'unchanged', writes: upsert.updatedAt > stored.updatedAt };
};

/** Writes only when the item is still the one that was judged. */
const condition = (stored: StoredVersion | undefined) =>
  stored
    ? {
        ConditionExpression: 'contentHash = :contentHash AND updatedAt = :updatedAt',
        ExpressionAttributeValues: { ':contentHash': stored.contentHash, ':updatedAt': stored.updatedAt },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

interface Write {
  /** As the caller knows it. */
  readonly given: Upsert;
  readonly upsert: Upsert;
  readonly stored: StoredVersion | undefined;
}

const putOf = (table: Table, { upsert, stored }: Omit<Write, 'given'>) => {
  const { key, updatedAt, contentHash, derived } = upsert;
  const Item = { ...upsert.attributes(stored), ...key, updatedAt, contentHash, ...(derived && { derived }) };
  return { TableName: table.tableName, Item, ...condition(stored) };
};

/** Puts an item if the stored one is still `stored`. @returns false when it is not */
export const putJudged = async (table: Table, upsert: Upsert, stored: StoredVersion | undefined): Promise<boolean> => {
  try {
    await table.client.send(new PutCommand(putOf(table, { upsert, stored })));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/**
 * Writes all items or none. Twice the write units of single puts, and a hundredth of their calls.
 * @returns false when none was written: one of them had changed, or they are too large together
 */
const putTogether = async (table: Table, writes: readonly Write[]): Promise<boolean> => {
  try {
    const TransactItems = writes.map((write) => ({ Put: putOf(table, write) }));
    await table.client.send(new TransactWriteCommand({ TransactItems }));
    return true;
  } catch (error) {
    if (isTransactionRefused(error)) return false;
    throw error;
  }
};

/** Writes a few items, in one call when nobody else changes them. @returns those that were written */
const putGroup = async (table: Table, writes: readonly Write[]): Promise<readonly Write[]> => {
  if (writes.length > 1 && (await putTogether(table, writes))) return writes;
  const written: Write[] = [];
  for (const write of writes) if (await putJudged(table, write.upsert, write.stored)) written.push(write);
  return written;
};

const storedVersions = async (table: Table, upserts: readonly Upsert[]): Promise<Map<string, StoredVersion>> => {
  const items = await batchGet(
    table,
    upserts.map((upsert) => upsert.key),
    { consistentRead: true, attributes: versionAttributes },
  );
  return new Map(items.map((item) => [textOf(item as never), item as never as StoredVersion]));
};

const groupsOf = (writes: readonly Write[]): Write[][] =>
  Array.from({ length: Math.ceil(writes.length / transactionSize) }, (_, index) =>
    writes.slice(index * transactionSize, (index + 1) * transactionSize),
  );

/** Writes everything, a few groups at a time. @returns what was written */
const putAll = async (table: Table, writes: readonly Write[]): Promise<Write[]> => {
  const written: Write[] = [];
  const pending = groupsOf(writes).values();
  const lane = async (): Promise<void> => {
    for (const group of pending) written.push(...(await putGroup(table, group)));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return written;
};

/** The first occurrence of each key. */
const firstOfEach = (upserts: readonly Upsert[]): Upsert[] => [
  ...new Map(upserts.toReversed().map((upsert) => [textOf(upsert.key), upsert])).values(),
];

/** Judges and writes items of distinct keys; one that somebody else wrote in between has no outcome yet. */
const upsertDistinct = async (
  table: Table,
  upserts: readonly Upsert[],
  dryRun: boolean,
): Promise<Map<Upsert, UpsertOutcome>> => {
  const versions = await storedVersions(table, upserts);
  const judged = upserts.map((given) => {
    const stored = versions.get(textOf(given.key));
    const upsert = (stored && given.onto?.(stored)) ?? given;
    return { given, upsert, stored, ...judge(upsert, stored) };
  });
  const settled = dryRun
    ? judged
    : [
        ...judged.filter(({ writes }) => !writes),
        ...(await putAll(
          table,
          judged.filter(({ writes }) => writes),
        )),
      ];
  const statuses = new Map(judged.map(({ given, status }) => [given, status]));
  return new Map(settled.map(({ given }) => [given, { id: given.id, status: statuses.get(given)! }]));
};

/** Items that are judged and written at a time: bounds the calls in flight. */
const windowSize = 500;

const upsertWindow = async (table: Table, upserts: readonly Upsert[], dryRun: boolean): Promise<UpsertOutcome[]> => {
  const outcomes = new Map<Upsert, UpsertOutcome>();
  let pending = [...upserts];
  for (let round = 0; pending.length > 0; round++) {
    if (round > mostRounds + upserts.length) throw new Error(`${pending.length} items are contended`);
    for (const [upsert, outcome] of await upsertDistinct(table, firstOfEach(pending), dryRun)) {
      outcomes.set(upsert, outcome);
    }
    pending = pending.filter((upsert) => !outcomes.has(upsert));
  }
  return upserts.map((upsert) => outcomes.get(upsert)!);
};

/**
 * Writes each item unless a newer one is stored: one batched read of versions, then conditional writes of the changed
 * items, so that two writers at once lose nothing. What is unchanged costs no write. An id may occur
 * more than once; its occurrences are taken one after the other.
 * @returns one outcome per item, in the order given
 * @throws Error when items stay contended
 */
export const upsertNewest = async (
  table: Table,
  upserts: readonly Upsert[],
  { dryRun = false }: UpsertOptions = {},
): Promise<UpsertOutcome[]> => {
  const outcomes: UpsertOutcome[] = [];
  for (let start = 0; start < upserts.length; start += windowSize) {
    outcomes.push(...(await upsertWindow(table, upserts.slice(start, start + windowSize), dryRun)));
  }
  return outcomes;
};
