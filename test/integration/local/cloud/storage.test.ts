import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { synthesizeFixtureApp } from '#test/support/local-cloud-fixture';

let fixture: ReturnType<typeof synthesizeFixtureApp>;
let cloud: LocalCloudProcess;
let s3: S3Client;

beforeAll(async () => {
  fixture = synthesizeFixtureApp();
  cloud = await startLocalCloudProcess({ assemblyDir: fixture.assemblyDir });
  const credentials = { accessKeyId: 'root', secretAccessKey: 'local' };
  s3 = new S3Client({ endpoint: cloud.endpoints.s3, region: 'us-east-1', credentials });
}, 60_000);

afterAll(async () => {
  await cloud.close();
});

const presigned = async (name: string): Promise<string> => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name });
  const response = await fetch(`${cloud.apiUrl}/api/do/presign`, { method: 'POST', headers, body });
  return ((await response.json()) as { url: string }).url;
};
const stored = async (Key: string) => {
  const Bucket = await cloud.resourceId('Uploads');
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
};

describe('presigned uploads', () => {
  it('take a browser’s file and let its page read the answer', async () => {
    const url = await presigned('imports/orders.csv');
    const origin = 'https://admin.example';
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT' },
    });
    const put = await fetch(url, { method: 'PUT', headers: { origin }, body: 'id,title\n1,Cup\n' });
    expect([preflight.status, put.status]).toEqual([200, 200]);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(put.headers.get('access-control-allow-origin')).toBe('*');
    expect(put.headers.get('etag')).not.toBeNull();
    expect(await stored('imports/orders.csv')).toBe('id,title\n1,Cup\n');
  });

  it('are refused after their time', async () => {
    const url = new URL(await presigned('late.csv'));
    url.searchParams.set('X-Amz-Date', '20200101T000000Z');
    const response = await fetch(url, { method: 'PUT', body: 'x' });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Message>Request has expired</Message>');
  });

  it('give no more than the signing function’s role allows', async () => {
    const response = await fetch(await presigned('secret.csv'));
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('s3:GetObject');
  });
});

describe('objects', () => {
  it('keep the bytes that the SDK sends in signed chunks with checksums', async () => {
    const Bucket = await cloud.resourceId('Uploads');
    const text = 'chunk '.repeat(50_000);
    const { Readable } = await import('node:stream');
    const Body = Readable.from([Buffer.from(text)]);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed.txt', Body, ContentLength: text.length }));
    expect(await stored('streamed.txt')).toBe(text);
  });

  it('are not overwritten by If-None-Match: *', async () => {
    const Bucket = await cloud.resourceId('Uploads');
    const put = (Body: string) => s3.send(new PutObjectCommand({ Bucket, Key: 'once.txt', Body, IfNoneMatch: '*' }));
    await put('first');
    await expect(put('second')).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await stored('once.txt')).toBe('first');
  });
});
