import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { InvalidCursorError } from '#core/ports/store-errors';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;
export type QueryInput = Omit<QueryCommandInput, 'TableName'>;

/** Streams all items of a query, page after page. */
export async function* queryItems(table: Table, input: QueryInput): AsyncGenerator<Item> {
  let start: Item | undefined;
  do {
    const page = await table.client.send(
      new QueryCommand({ TableName: table.tableName, ...input, ExclusiveStartKey: start }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Collects all items of a query that is known to be small. */
export const queryAll = async (table: Table, input: QueryInput): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const item of queryItems(table, input)) items.push(item);
  return items;
};

export interface ItemPage {
  readonly items: Item[];
  /** Key to go on from; undefined on the last page. */
  readonly next?: Item;
}

const isRefusedInput = (error: unknown): boolean => error instanceof Error && error.name === 'ValidationException';

/**
 * One page of a query for a list operation.
 * @throws InvalidCursorError when the table refuses `start`: a cursor that somebody made up.
 */
export const queryPage = async (table: Table, input: QueryInput, limit: number, start?: Item): Promise<ItemPage> => {
  try {
    const page = await table.client.send(
      new QueryCommand({ TableName: table.tableName, ...input, Limit: limit, ExclusiveStartKey: start }),
    );
    return { items: page.Items ?? [], next: page.LastEvaluatedKey };
  } catch (error) {
    if (start && isRefusedInput(error)) throw new InvalidCursorError();
    throw error;
  }
};
