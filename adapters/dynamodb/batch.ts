import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { PrimaryKey } from './keys.ts';
import type { Table } from './table.ts';

const getLimit = 100;
const writeLimit = 25;
const mostRetries = 8;

const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** Waits before the next attempt, 1, 2 …: full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"). */
export const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2_000, 25 * 2 ** attempt)));

type Item = Record<string, unknown>;

export interface BatchGetOptions {
  readonly consistentRead?: boolean;
  /** Attributes to read; all of them when absent. */
  readonly attributes?: readonly string[];
}

/** Names go through placeholders because some are reserved words. */
const projection = (attributes: readonly string[] | undefined) =>
  attributes && {
    ProjectionExpression: attributes.map((_, index) => `#a${index}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name, index) => [`#a${index}`, name])),
  };

const getChunk = async (table: Table, keys: readonly PrimaryKey[], options: BatchGetOptions): Promise<Item[]> => {
  const read = { ConsistentRead: options.consistentRead ?? false, ...projection(options.attributes) };
  const found: Item[] = [];
  let pending: Item[] = keys.map((key) => ({ ...key }));
  for (let attempt = 0; pending.length > 0; attempt++) {
    if (attempt > mostRetries)
      throw new Error(`${pending.length} keys stayed unprocessed after ${mostRetries} retries`);
    if (attempt > 0) await pause(attempt);
    const answer = await table.client.send(
      new BatchGetCommand({ RequestItems: { [table.tableName]: { Keys: pending, ...read } } }),
    );
    found.push(...(answer.Responses?.[table.tableName] ?? []));
    pending = answer.UnprocessedKeys?.[table.tableName]?.Keys ?? [];
  }
  return found;
};

/** Reads items by key, 100 a call, in no particular order; absent ones are left out. */
export const batchGet = async (
  table: Table,
  keys: readonly PrimaryKey[],
  options: BatchGetOptions = {},
): Promise<Item[]> =>
  (await Promise.all(chunksOf(keys, getLimit).map((chunk) => getChunk(table, chunk, options)))).flat();

type WriteRequest = { PutRequest: { Item: Item } } | { DeleteRequest: { Key: Item } };

const writeChunk = async (table: Table, requests: readonly WriteRequest[]): Promise<void> => {
  let pending: WriteRequest[] = [...requests];
  for (let attempt = 0; pending.length > 0; attempt++) {
    if (attempt > mostRetries)
      throw new Error(`${pending.length} writes stayed unprocessed after ${mostRetries} retries`);
    if (attempt > 0) await pause(attempt);
    const answer = await table.client.send(new BatchWriteCommand({ RequestItems: { [table.tableName]: pending } }));
    pending = (answer.UnprocessedItems?.[table.tableName] ?? []) as WriteRequest[];
  }
};

const writeAll = async (table: Table, requests: readonly WriteRequest[], lanes: number): Promise<void> => {
  const chunks = chunksOf(requests, writeLimit);
  const lane = async (): Promise<void> => {
    for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) await writeChunk(table, chunk);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

/** Puts items unconditionally, 25 a call over `lanes` parallel calls. Keys must be distinct. */
export const batchPut = (table: Table, items: readonly Item[], lanes = 8): Promise<void> =>
  writeAll(
    table,
    items.map((item) => ({ PutRequest: { Item: item } })),
    lanes,
  );

/** Deletes keys, 25 a call over `lanes` parallel calls. Keys must be distinct. */
export const batchDelete = (table: Table, keys: readonly PrimaryKey[], lanes = 8): Promise<void> =>
  writeAll(
    table,
    keys.map((key) => ({ DeleteRequest: { Key: { ...key } } })),
    lanes,
  );
