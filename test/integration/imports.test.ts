import { gzipSync } from 'node:zlib';
import { listProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { createImport, getImport, listImports, startImport } from '#contracts/api/imports';
import { type ApiClient, type CallInput, type CallResult, makeApiClient } from '#scripts/api-client';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

let cloud: LocalCloudProcess;
let client: ApiClient;

beforeAll(async () => {
  cloud = await startLocalCloudProcess({ assemblyDir: await ensureAppIsSynthesized() });
  await cloud.addUser({ sub: 'ann', email: 'ann@example.com', name: 'Ann', password: 'secret' });
  client = makeApiClient({ apiUrl: cloud.apiUrl, token: await cloud.issueToken('ann') });
}, 120_000);

afterAll(() => cloud?.close());

const open = (companyId: string) =>
  client.call(createCompany, { body: { companyId, name: companyId, currency: 'GBP', timeZone: 'Europe/London' } });

type Job = CallResult<typeof getImport>;

const upload = async (companyId: string, file: string | Buffer, body: CallInput<typeof createImport>['body']) => {
  const job = await client.call(createImport, { query: { companyId }, body });
  const put = await fetch(job.upload.url, { method: 'PUT', body: new Uint8Array(Buffer.from(file)) });
  expect(put.status).toBe(200);
  return job.importId;
};

const run = async (companyId: string, importId: string, dryRun = false): Promise<Job> => {
  const call = { params: { importId }, query: { companyId } };
  await client.call(startImport, { ...call, body: { dryRun } });
  for (;;) {
    const job = await client.call(getImport, call);
    if (job.status !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const file = [
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  '1,CUP,RED CUP,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '2,CUP,RED CUP,1,2010-12-02 08:26:00,2.75,,France',
  '1,POT,TEA POT,2,2010-12-01 08:26:00,12.00,17850.0,United Kingdom',
  '1,POST,POSTAGE,1,2010-12-01 08:26:00,4.00,17850.0,United Kingdom',
  'C3,CUP,RED CUP,-4,2010-12-05 10:00:00,2.55,17850.0,United Kingdom',
].join('\n');

describe('importing a file', () => {
  it('goes from a presigned upload to orders, products and a report; a second time changes nothing', async () => {
    await open('import-shop');
    const importId = await upload('import-shop', gzipSync(file), { kind: 'orders', compressed: true });
    const tried = await run('import-shop', importId, true);
    expect(tried).toMatchObject({ status: 'succeeded', dryRun: true, counts: { created: 2 } });
    expect((await client.call(listProducts, { query: { companyId: 'import-shop' } })).data).toEqual([]);

    const done = await run('import-shop', importId);
    expect(done).toMatchObject({
      status: 'succeeded',
      progress: 1,
      counts: { rowsRead: 5, rowsRejected: 1, created: 2, returnsMatched: 1, productsCreated: 2 },
    });
    const report = await (await fetch(done.reportUrl!)).text();
    expect(report.split('\n')[1]).toMatch(/^5,StockCode,non_merchandise,.*POST$/);
    const { data } = await client.call(listProducts, { query: { companyId: 'import-shop' } });
    expect(data.map(({ productId, title }) => [productId, title])).toEqual([
      ['CUP', 'RED CUP'],
      ['POT', 'TEA POT'],
    ]);

    const again = await run('import-shop', await upload('import-shop', file, { kind: 'orders' }));
    expect(again.counts).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
      productsCreated: 0,
      productsUpdated: 0,
    });
    const jobs = await client.call(listImports, { query: { companyId: 'import-shop' } });
    expect(jobs.data).toHaveLength(2);
  }, 60_000);

  it('fails with a sentence for the merchant when the file cannot be read, and nothing is written', async () => {
    await open('broken-shop');
    const job = await run('broken-shop', await upload('broken-shop', 'a,b\n1,2\n', { kind: 'orders' }));
    expect(job).toMatchObject({ status: 'failed', failure: expect.stringContaining('no column for orderId') });
  }, 60_000);
});
