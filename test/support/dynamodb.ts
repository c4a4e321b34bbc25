import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#adapters/dynamodb/table';
import { startDynamoDb } from '#local/cloud/dynamodb/engine';

export interface TestTable {
  readonly table: Table;
  close(): Promise<void>;
}

const index = (name: string) => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: `${name}pk`, KeyType: 'HASH' as const },
    { AttributeName: `${name}sk`, KeyType: 'RANGE' as const },
  ],
  Projection: { ProjectionType: 'ALL' as const },
});

/** The shape of the main table; the infrastructure tests hold the template to the same. */
const definition = (tableName: string): CreateTableCommandInput => ({
  TableName: tableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map((name) => ({
    AttributeName: name,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [index('gsi1'), index('gsi2')],
});

/**
 * An empty table in a DynamoDB of its own, in memory.
 * Undefined, with a message, on a machine that has no DynamoDB: the suite then skips itself.
 */
export const startTestTable = async (): Promise<TestTable | undefined> => {
  const engine = await startDynamoDb(undefined).catch((error: Error) => {
    console.warn(`Skipped: ${error.message}`);
    return undefined;
  });
  if (!engine) return undefined;
  const client = new DynamoDBClient({
    endpoint: engine.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await client.send(new CreateTableCommand(definition('test')));
  return {
    table: {
      client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
      tableName: 'test',
    },
    close: async () => {
      client.destroy();
      await engine.close();
    },
  };
};
