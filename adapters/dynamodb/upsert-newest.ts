import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { UpsertOptions, UpsertOutcome, UpsertStatus } from '#core/ports/upsert';
import { batchGet } from './batch.ts';
import type { PrimaryKey } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

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
}

/** What must be known of a stored item to judge its successor. */
export interface StoredVersion {
  readonly contentHash: string;
  readonly updatedAt: string;
  readonly derived?: boolean;
  readonly refundIds?: readonly string[];
}

const versionAttributes = ['pk', 'sk', 'contentHash', 'updatedAt', 'derived', 'refundIds'] as const;
const mostRounds = 10;
const lanes = 32;

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

/** Puts an item if the stored one is still `stored`. @returns false when it is not */
export const putJudged = async (table: Table, upsert: Upsert, stored: StoredVersion | undefined): Promise<boolean> => {
  const { key, updatedAt, contentHash, derived } = upsert;
  const Item = { ...upsert.attributes(stored), ...key, updatedAt, contentHash, ...(derived && { derived }) };
  try {
    await table.client.send(new PutCommand({ TableName: table.tableName, Item, ...condition(stored) }));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

const storedVersions = async (table: Table, upserts: readonly Upsert[]): Promise<Map<string, StoredVersion>> => {
  const items = await batchGet(
    table,
    upserts.map((upsert) => upsert.key),
    { consistentRead: true, attributes: versionAttributes },
  );
  return new Map(items.map((item) => [textOf(item as never), item as never as StoredVersion]));
};

/** Runs `work` on every element, at most `lanes` at a time. */
const inLanes = async <T>(elements: readonly T[], work: (element: T) => Promise<void>): Promise<void> => {
  const pending = elements.values();
  const lane = async (): Promise<void> => {
    for (const element of pending) await work(element);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, elements.length) }, lane));
};

/**
 * Writes each item unless a newer one is stored: one batched read of versions, then one conditional put per changed
 * item, so that two writers at once lose nothing. Costs no write for what is unchanged. An id may occur
 * more than once; its occurrences are taken one after the other.
 * @returns one outcome per item, in the order given
 * @throws Error when items are contended for longer than ten rounds
 */
export const upsertNewest = async (
  table: Table,
  upserts: readonly Upsert[],
  options: UpsertOptions = {},
): Promise<UpsertOutcome[]> => {
  const outcomes = new Map<Upsert, UpsertOutcome>();
  let pending = [...upserts];
  for (let round = 0; pending.length > 0; round++) {
    const firsts = [...new Map(pending.toReversed().map((upsert) => [textOf(upsert.key), upsert])).values()];
    const stored = await storedVersions(table, firsts);
    await inLanes(firsts, async (upsert) => {
      const before = stored.get(textOf(upsert.key));
      const { status, writes } = judge(upsert, before);
      if (!writes || options.dryRun || (await putJudged(table, upsert, before))) {
        outcomes.set(upsert, { id: upsert.id, status });
      }
    });
    pending = pending.filter((upsert) => !outcomes.has(upsert));
    if (round >= mostRounds + upserts.length) throw new Error(`${pending.length} items are contended`);
  }
  return upserts.map((upsert) => outcomes.get(upsert)!);
};
