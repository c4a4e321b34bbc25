import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '#adapters/dynamodb/keys';
import { isConditionFailure, type Table } from '#adapters/dynamodb/table';
import type { IdempotencyOutcome, IdempotencyScope, IdempotencyStore } from '#core/ports/idempotency-store';

const keepSeconds = 24 * 3600;
/** A request that began so long ago and never finished was lost: its key is free again. */
const abandonedAfterSeconds = 60;

const keyOf = ({ scope, operationId, key }: IdempotencyScope) => keys.idempotency(scope, operationId, key);
const epochSeconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000);

const readOutcome = async (table: Table, scope: IdempotencyScope, bodyHash: string): Promise<IdempotencyOutcome> => {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.tableName, Key: keyOf(scope), ConsistentRead: true }),
  );
  if (Item && Item.bodyHash !== bodyHash) return { kind: 'mismatch' };
  return Item?.responseJson ? { kind: 'replay', responseJson: Item.responseJson as string } : { kind: 'in-progress' };
};

/** Answers of creating requests, in the table, for 24 hours (TTL). */
export const makeIdempotencyStore = (table: Table): IdempotencyStore => ({
  begin: async (scope, bodyHash, now) => {
    const nowSeconds = epochSeconds(now);
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.tableName,
          Item: { ...keyOf(scope), bodyHash, begunAt: nowSeconds, expiresAt: nowSeconds + keepSeconds },
          ConditionExpression:
            'attribute_not_exists(pk) OR expiresAt < :now OR (attribute_not_exists(responseJson) AND begunAt < :lost)',
          ExpressionAttributeValues: { ':now': nowSeconds, ':lost': nowSeconds - abandonedAfterSeconds },
        }),
      );
      return { kind: 'begun' };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return readOutcome(table, scope, bodyHash);
    }
  },
  finish: async (scope, responseJson) => {
    await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: keyOf(scope),
        UpdateExpression: 'SET responseJson = :json',
        ExpressionAttributeValues: { ':json': responseJson },
      }),
    );
  },
  abandon: async (scope) => {
    await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: keyOf(scope) }));
  },
});
