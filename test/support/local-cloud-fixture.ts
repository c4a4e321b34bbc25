import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

type Cloud = { endpoints: { dynamodb: string }; resourceId(id: string): Promise<string> };

/** A DynamoDB client that may do everything. */
export const rootDynamoDb = (cloud: Pick<Cloud, 'endpoints'>): DynamoDBClient =>
  new DynamoDBClient({
    endpoint: cloud.endpoints.dynamodb,
    region: 'us-east-1',
    credentials: { accessKeyId: 'root', secretAccessKey: 'local' },
  });

/** The numbers that the fixture's consumer has seen with a partition key, in its order. */
export const seenNumbers = async (cloud: Cloud, partitionKey: string): Promise<number[]> => {
  const client = rootDynamoDb(cloud);
  const Key = { PK: { S: `seen#${partitionKey}` }, SK: { S: 'list' } };
  const { Item } = await client.send(
    new GetItemCommand({ TableName: await cloud.resourceId('FixtureData/Main'), Key }),
  );
  client.destroy();
  return (Item?.seen?.L ?? []).map(({ N }) => Number(N));
};

const projectRoot = join(__dirname, '..', '..');

/**
 * Synthesizes the fixture app into a new folder below dist/, where its functions find the project's packages.
 * Returns the folder and what removes it.
 */
export const synthesizeFixtureApp = (): { assemblyDir: string; remove: () => void } => {
  const parent = join(projectRoot, 'dist');
  mkdirSync(parent, { recursive: true });
  const assemblyDir = mkdtempSync(join(parent, 'local-cloud-fixture-'));
  const app = join(__dirname, 'fixtures/local-cloud-app/app.ts');
  execFileSync(process.execPath, [app, assemblyDir], { cwd: projectRoot, stdio: 'pipe' });
  return { assemblyDir, remove: () => rmSync(assemblyDir, { recursive: true, force: true }) };
};
