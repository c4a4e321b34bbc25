import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { PrimaryKey } from '#adapters/dynamodb/keys';

export type Item = Readonly<Record<string, unknown>>;
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** An item as it was read; undefined when there is none, or no key. */
export type ReadItem = (key: PrimaryKey | undefined) => Item | undefined;

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
