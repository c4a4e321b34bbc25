import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { rootDynamoDb, seenNumbers, synthesizeFixtureApp } from '#test/support/local-cloud-fixture';

let fixture: ReturnType<typeof synthesizeFixtureApp>;
let cloud: LocalCloudProcess;

beforeAll(async () => {
  fixture = synthesizeFixtureApp();
  cloud = await startLocalCloudProcess({ assemblyDir: fixture.assemblyDir });
}, 60_000);

afterAll(async () => {
  await cloud.close();
});

const act = async (action: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${cloud.apiUrl}/api/do/${action}`, { method: 'POST', headers, body: JSON.stringify(body) });
};
const send = (key: string, numbers: number[], failing: number[] = []) =>
  act('kinesis', { records: numbers.map((number) => ({ key, data: { number, fail: failing.includes(number) } })) });
const seen = (key: string) => seenNumbers(cloud, key);

describe('a Kinesis consumer', () => {
  it('gets every record once and in order within a partition key', async () => {
    const numbers = Array.from({ length: 35 }, (_, index) => index);
    expect((await send('ordered', numbers)).status).toBe(202);
    await cloud.drainStreams();
    expect(await seen('ordered')).toEqual(numbers);
  });

  it('loses only the poisoned record, which goes to the dead-letter queue after the retries', async () => {
    await send('poisoned', [1, 2, 3, 4, 5, 6], [3]);
    await cloud.drainStreams();
    expect(await seen('poisoned')).toEqual([1, 2, 4, 5, 6]);
    const [message, ...others] = await cloud.readQueue('DeadLetters');
    expect(others).toEqual([]);
    expect(message?.body).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      batchInfo: { batchSize: 1 },
      localRecords: [{ kinesis: { partitionKey: 'poisoned' } }],
    });
  });
});

describe('a table stream consumer', () => {
  it('sees the changes of the table', async () => {
    await act('put', { id: 'changed', value: '1' });
    await act('put', { id: 'changed', value: '2' });
    await cloud.drainStreams();
    const lines = (await cloud.functionLogs('Changes')).filter((line) => line.endsWith(' changed'));
    expect(lines).toEqual(['INSERT changed', 'MODIFY changed']);
  });
});

describe('time to live', () => {
  it('deletes items that have expired and no others', async () => {
    const TableName = await cloud.resourceId('FixtureData/Main');
    const client = rootDynamoDb(cloud);
    const put = (id: string, secondsFromNow: number) => {
      const ttl = { N: String(Math.floor(Date.now() / 1000) + secondsFromNow) };
      return client.send(new PutItemCommand({ TableName, Item: { PK: { S: id }, SK: { S: id }, ttl } }));
    };
    await put('expired', -5);
    await put('fresh', 60);
    expect(await cloud.sweepExpiredItems()).toBe(1);
    const { Items = [] } = await client.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'attribute_exists(#t)',
        ExpressionAttributeNames: { '#t': 'ttl' },
      }),
    );
    expect(Items.map(({ PK }) => PK?.S)).toEqual(['fresh']);
    client.destroy();
  });
});
