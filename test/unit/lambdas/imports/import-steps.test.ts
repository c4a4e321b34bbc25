import { gzipSync } from 'node:zlib';
import { hashEmail } from '#adapters/dynamodb/customer-store';
import type { ImportJob } from '#core/imports/import-job';
import type { NewImport } from '#core/imports/new-import-job';
import { makeHandler as makeFailImport } from '#lambdas/imports/fail-import';
import { companySettings, testCompanyId } from '#test/support/endpoint-fakes';
import { type ImportFakes, importFakes } from '#test/support/import-fakes';
import { openImport, runImport } from '#test/support/import-run';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

const retail = [
  header,
  '1,CUP,RED CUP,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '2,CUP,RED CUP,1,2010-12-02 08:26:00,2.75,,France',
  '1,POT,TEA POT,2,2010-12-01 08:26:00,12.00,17850.0,United Kingdom',
  '1,POST,POSTAGE,1,2010-12-01 08:26:00,4.00,17850.0,United Kingdom',
  'C3,CUP,RED CUP,-4,2010-12-05 10:00:00,2.55,17850.0,United Kingdom',
  'C4,POT,TEA POT,-5,2010-12-05 10:00:00,12.00,17850.0,United Kingdom',
  '5,CUP,broken,-3,2010-12-06 10:00:00,0.0,,United Kingdom',
  '2,TIN,,1,2010-12-02 08:26:00,0,,France',
].join('\n');

const open = (deps: ImportFakes, file: string | Uint8Array, given: Partial<NewImport> = {}) =>
  openImport(
    deps,
    (key, content) => deps.files.contents.set(key, content),
    { companyId: testCompanyId, kind: 'orders', ...given },
    file,
  );

const runFile = async (deps: ImportFakes, file: string | Uint8Array, given: Partial<NewImport> = {}, dryRun = false) =>
  runImport(deps, await open(deps, file, given), dryRun);

const reportOf = (deps: ImportFakes, job: ImportJob): string =>
  Buffer.from(deps.files.contents.get(job.reportKey ?? '') ?? '').toString('utf8');

describe('an import of orders', () => {
  it('groups lines that lie apart, matches returns, derives products and rejects the rest with reasons', async () => {
    const deps = importFakes();
    const job = await runFile(deps, retail);
    expect(job).toMatchObject({ status: 'succeeded', stepsDone: 4, stepsTotal: 4 });
    expect(job.counts).toEqual({
      rowsRead: 8,
      rowsRejected: 4,
      created: 2,
      updated: 0,
      unchanged: 0,
      returnsMatched: 1,
      productsCreated: 2,
      productsUpdated: 0,
    });
    const order = await deps.orders.get(testCompanyId, '1');
    expect(order).toMatchObject({ customerId: '17850', currency: 'EUR', refundIds: ['C3:CUP', 'C4:POT'] });
    expect(
      order?.lines.map(({ productId, quantity, refundedQuantity }) => [productId, quantity, refundedQuantity]),
    ).toEqual([
      ['CUP', 6, 4],
      ['POT', 2, 2],
    ]);
    expect(await deps.products.get(testCompanyId, 'CUP')).toMatchObject({
      title: 'RED CUP',
      prices: [{ amount: 275, currency: 'EUR' }],
    });
  });

  it('reports every rejected row with its number, column, reason and value', async () => {
    const deps = importFakes();
    const job = await runFile(deps, retail);
    const lines = reportOf(deps, job).trim().split('\n');
    expect(lines.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      'row,column,code',
      '5,StockCode,non_merchandise',
      '7,orderId,return_without_order',
      '8,CustomerID,return_without_customer',
      '9,UnitPrice,non_positive_price',
    ]);
    expect(lines[2]).toContain('C4: 3 × POT');
    expect(job.rejections.reduce((sum, { rows }) => sum + rows, 0)).toBe(job.counts.rowsRejected);
  });

  it('changes nothing when the same file comes twice', async () => {
    const deps = importFakes();
    await runFile(deps, retail);
    const before = await deps.orders.get(testCompanyId, '1');
    const again = await runFile(deps, retail);
    expect(again.counts).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
      productsCreated: 0,
      productsUpdated: 0,
    });
    expect(await deps.orders.get(testCompanyId, '1')).toEqual(before);
  });

  it('tells in a dry run what it would do, does none of it, and can then be started in earnest', async () => {
    const deps = importFakes();
    const job = await open(deps, retail);
    const tried = await runImport(deps, job, true);
    expect(tried).toMatchObject({ dryRun: true, counts: { created: 2, productsCreated: 2 } });
    expect(tried.sample).toContainEqual({ id: '2', change: 'created', summary: '2010-12-02, 1 line, 2.75 EUR' });
    expect(await deps.orders.get(testCompanyId, '1')).toBeUndefined();
    const done = await runImport(deps, job);
    expect(done).toMatchObject({ dryRun: false, counts: { created: 2 } });
    expect(await deps.orders.get(testCompanyId, '1')).toBeDefined();
  });

  it('goes on where a failed attempt stopped: what was applied is not applied again', async () => {
    const deps = importFakes();
    const job = await open(deps, retail);
    const upsert = jest.spyOn(deps.products, 'upsertMany').mockRejectedValueOnce(new Error('throttled'));
    const orders = jest.spyOn(deps.orders, 'upsertMany');
    const reads = jest.spyOn(deps.uploads, 'read');
    await expect(runImport(deps, job)).rejects.toThrow('throttled');
    await makeFailImport(deps)({
      companyId: testCompanyId,
      importId: job.importId,
      dryRun: false,
      uploadTag: 'tag',
      error: { Error: 'Error', Cause: '{"errorMessage":"throttled"}' },
    });
    expect((await deps.imports.get(job))?.failure).toMatch(/on our side.*goes on where it stopped/);
    expect((await runImport(deps, job)).counts).toMatchObject({ created: 2, productsCreated: 2 });
    expect([upsert.mock.calls.length, orders.mock.calls.length, reads.mock.calls.length]).toEqual([2, 1, 1]);
  });

  it('matches a return with an order of an earlier file, once, although the file comes twice', async () => {
    const deps = importFakes();
    await runFile(deps, [header, '1,CUP,RED CUP,6,2010-12-01 08:26:00,2.55,17850,UK'].join('\n'));
    const january = [header, 'C9,CUP,RED CUP,-2,2011-01-03 10:00:00,2.55,17850,UK'].join('\n');
    for (const _ of [1, 2]) {
      expect((await runFile(deps, january)).counts).toMatchObject({ returnsMatched: 1, rowsRejected: 0 });
      expect((await deps.orders.get(testCompanyId, '1'))?.lines[0]?.refundedQuantity).toBe(2);
    }
  });

  it('reads gzip, Latin-1 and semicolons without being told', async () => {
    const deps = importFakes();
    const text = 'Order;SKU;Title;Qty;Price;Date\n1;TE-1;Théière;2;12,50;31.12.2025 10:00\n';
    const job = await runFile(deps, gzipSync(Buffer.from(text, 'latin1')), { compressed: true });
    expect(job.counts).toMatchObject({ created: 1, rowsRejected: 0 });
    expect(await deps.products.get(testCompanyId, 'TE-1')).toMatchObject({
      title: 'Théière',
      prices: [{ amount: 1250, currency: 'EUR' }],
    });
    expect((await deps.orders.get(testCompanyId, '1'))?.orderedAt).toBe('2025-12-31T09:00:00.000Z');
  });

  it.each([
    ['', 'The file is empty.'],
    ['a,b\n1,2\n', /no column for orderId/],
  ])('fails as a whole for a file that cannot be read, and says why: %j', async (file, message) => {
    const deps = importFakes();
    await expect(runFile(deps, file)).rejects.toMatchObject({
      name: 'ImportFileError',
      message: expect.stringMatching(message),
    });
  });

  it("tells the merchant what is wrong with the file in the file's own words", async () => {
    const deps = importFakes();
    const job = await open(deps, 'a,b\n');
    const error = {
      Error: 'ImportFileError',
      Cause: JSON.stringify({ errorMessage: 'The file has no column for x.' }),
    };
    await makeFailImport(deps)({
      companyId: testCompanyId,
      importId: job.importId,
      dryRun: false,
      uploadTag: 't',
      error,
    });
    expect(await deps.imports.get(job)).toMatchObject({ status: 'failed', failure: 'The file has no column for x.' });
  });

  it('takes whole orders as JSON lines, each judged by itself', async () => {
    const deps = importFakes();
    const line = { productId: 'CUP', quantity: 2, unitPrice: { amount: 500, currency: 'EUR' } };
    const good = { orderId: '1', currency: 'EUR', orderedAt: '2026-05-01T10:00:00+02:00', lines: [line] };
    const lines = [good, { ...good, orderId: 'a/b' }, { ...good, orderId: '2', lines: [] }].map((it) =>
      JSON.stringify(it),
    );
    const job = await runFile(deps, [...lines, '{oops', ''].join('\n'), { format: 'jsonl' });
    expect(job.counts).toMatchObject({ rowsRead: 4, rowsRejected: 3, created: 1 });
    expect(job.rejections.map(({ code }) => code).sort()).toEqual(['invalid_id', 'invalid_value', 'malformed_json']);
    expect((await deps.orders.get(testCompanyId, '1'))?.orderedAt).toBe('2026-05-01T08:00:00.000Z');
  });
});

describe('an import of products', () => {
  const file = [
    'id,title,price,category,stock,attribute:colour,image',
    'cup,Cup,2.50,Kitchen > Mugs,12,red,https://shop.test/cup.png',
    'pot,Pot,3,,,,',
    'cup,Cup again,2.60,Kitchen,,,',
    'tin,Tin,free,,,,',
    'bad/id,Bad,1,,,,',
    'pan,Pan,1,,,,ftp://x',
  ].join('\n');

  it('takes the last row of an id, reports the others, and keeps what the store described from order lines', async () => {
    const deps = importFakes();
    const job = await runFile(deps, file, { kind: 'products' });
    expect(job.counts).toMatchObject({ rowsRead: 6, rowsRejected: 4, created: 2 });
    expect(job.rejections.map(({ code }) => code).sort()).toEqual([
      'duplicate_id',
      'invalid_id',
      'invalid_number',
      'invalid_url',
    ]);
    expect(await deps.products.get(testCompanyId, 'cup')).toMatchObject({
      title: 'Cup again',
      categoryPath: ['Kitchen'],
    });
    const orders = [header, '1,cup,FROM LINES,1,2026-01-01,9.99,,UK'].join('\n');
    expect((await runFile(deps, orders)).counts).toMatchObject({ productsCreated: 0, productsUpdated: 0 });
    expect((await deps.products.get(testCompanyId, 'cup'))?.title).toBe('Cup again');
  });

  it('finds nothing to do when the same file comes twice', async () => {
    const deps = importFakes();
    await runFile(deps, file, { kind: 'products' });
    expect((await runFile(deps, file, { kind: 'products' })).counts).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
    });
  });
});

describe('an import of customers', () => {
  const file = 'customer id,email,segments\nanna,Anna@Example.com,"vip, early"\nben,not-an-address,\n';

  it('keeps an e-mail address as a hash alone, in no working file and no report', async () => {
    const deps = importFakes();
    const job = await runFile(deps, file, { kind: 'customers', mapping: { customerId: 'customer id' } });
    expect(job.counts).toMatchObject({ created: 1, rowsRejected: 1 });
    expect(await deps.customers.get(testCompanyId, 'anna')).toMatchObject({
      segments: ['vip', 'early'],
      emailHash: hashEmail(companySettings().signingKey, 'anna@example.com'),
    });
    expect(reportOf(deps, job)).not.toContain('not-an-address');
  });
});
