import { batchGet } from '#adapters/dynamodb/batch';
import type { PrimaryKey } from '#adapters/dynamodb/keys';
import type { Table } from '#adapters/dynamodb/table';
import type { ReadItem } from '#adapters/dynamodb/transact-items';

const nameOf = ({ pk, sk }: PrimaryKey): string => `${pk}\n${sk}`;

/** Reads items in one batch; a key that is wanted twice is read once. */
export const readItems = async (
  table: Table,
  wanted: readonly PrimaryKey[],
  consistentRead: boolean,
): Promise<ReadItem> => {
  const each = [...new Map(wanted.map((key) => [nameOf(key), key])).values()];
  const items = await batchGet(table, each, { consistentRead });
  const byName = new Map(items.map((item) => [nameOf(item as never), item]));
  return (key) => key && byName.get(nameOf(key));
};

/** The same, as the items are now. */
export const readItemsNow = (table: Table, wanted: readonly PrimaryKey[]): Promise<ReadItem> =>
  readItems(table, wanted, true);
