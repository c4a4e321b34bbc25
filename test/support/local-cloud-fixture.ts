import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
const sources = join(__dirname, 'fixtures/local-cloud-app');

/**
 * The fixture app, synthesized once per version of its sources into a folder below dist/, where its functions find the
 * project's packages. Test files that run at the same time may both write it: the last rename wins with equal content.
 */
export const synthesizeFixtureApp = (): { assemblyDir: string } => {
  const assemblyDir = join(projectRoot, 'dist', `local-cloud-fixture-${sourceDigest()}`);
  if (existsSync(join(assemblyDir, 'manifest.json'))) return { assemblyDir };
  mkdirSync(dirname(assemblyDir), { recursive: true });
  const fresh = mkdtempSync(`${assemblyDir}-`);
  execFileSync(process.execPath, [join(sources, 'app.ts'), fresh], { cwd: projectRoot, stdio: 'pipe' });
  try {
    renameSync(fresh, assemblyDir);
  } catch {
    // Another test file was faster.
    rmSync(fresh, { recursive: true, force: true });
  }
  return { assemblyDir };
};

const sourceDigest = (): string => {
  const hash = createHash('sha256');
  const entries = readdirSync(sources, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
};
