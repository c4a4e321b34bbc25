import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { VersionConflictError } from '#core/ports/store-errors';
import { isTransactionLost, type Table } from './table.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The condition that an item is stored in this version; 0: that it is not stored. */
export const stillAt = (version: number) =>
  version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :expected',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':expected': version },
      };

/**
 * Writes a change with its revision, all or nothing.
 * @param title what errors call the item
 * @throws VersionConflictError when a condition failed, or another writer was faster
 */
export const writeAtVersion = async (table: Table, title: string, writes: Write[]): Promise<void> => {
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: writes }));
  } catch (error) {
    if (isTransactionLost(error)) throw new VersionConflictError(title);
    throw error;
  }
};
