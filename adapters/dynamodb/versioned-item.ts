import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Versioned } from '#core/companies/company-settings';
import type { SettingChange } from '#core/ports/settings-store';
import { VersionConflictError } from '#core/ports/store-errors';
import { versioned } from './company-settings-item.ts';
import type { PrimaryKey } from './keys.ts';
import type { Table } from './table.ts';
import { stillAt, writeAtVersion } from './write-at-version.ts';

/** An item that people change: a value with a version, and an item per change with what it replaced. */
export interface VersionedItem<T> {
  readonly key: PrimaryKey;
  readonly revisionKey: (version: number) => PrimaryKey;
  /** What errors call it. */
  readonly title: string;
  /** Its value under version 0, before anybody stored one. */
  readonly defaults: T;
  /** Attributes beside the value, such as keys of an index. */
  readonly attributes?: (value: T) => Readonly<Record<string, unknown>>;
}

interface Step<T> {
  readonly before: Versioned<T>;
  readonly after: Versioned<T>;
}

const write = async <T extends object>(table: Table, item: VersionedItem<T>, { before, after }: Step<T>) => {
  const { version, updatedAt, updatedBy } = after;
  const revision = {
    ...item.revisionKey(version),
    version,
    changedAt: updatedAt,
    changedBy: updatedBy,
    previousValue: before.value,
  };
  const { tableName: TableName } = table;
  const stored = { ...item.key, ...item.attributes?.(after.value), ...after };
  await writeAtVersion(table, item.title, [
    { Put: { TableName, Item: stored, ...stillAt(before.version) } },
    { Put: { TableName, Item: revision, ...stillAt(0) } },
  ]);
};

/** The item as last written. */
export const readVersioned = async <T extends object>(table: Table, item: VersionedItem<T>): Promise<Versioned<T>> => {
  const { tableName: TableName } = table;
  const { Item } = await table.client.send(new GetCommand({ TableName, Key: item.key, ConsistentRead: true }));
  return versioned(Item, item.defaults);
};

/** @throws VersionConflictError when the stored version is not the expected one */
export const putVersioned = async <T extends object>(
  table: Table,
  item: VersionedItem<T>,
  { value, expectedVersion, now, by }: SettingChange<T>,
): Promise<Versioned<T>> => {
  const before = await readVersioned(table, item);
  if (before.version !== expectedVersion) throw new VersionConflictError(item.title);
  const after = { value, version: before.version + 1, updatedAt: now, updatedBy: by };
  await write(table, item, { before, after });
  return after;
};
