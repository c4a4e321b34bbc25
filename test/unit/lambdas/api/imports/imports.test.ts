import { createImport, getImport, listImports, startImport } from '#contracts/api/imports';
import type { ImportRun } from '#core/imports/import-files';
import { makeHandler as makeCreate } from '#lambdas/api/imports/create-import';
import { makeHandler as makeGet } from '#lambdas/api/imports/get-import';
import { makeHandler as makeList } from '#lambdas/api/imports/list-imports';
import { makeHandler as makeStart } from '#lambdas/api/imports/start-import';
import {
  claimsOf,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { memoryFiles } from '#test/support/memory-files';
import { memoryImportStore } from '#test/support/memory-shop-stores';

const claims = claimsOf(testUserId);
const query = { companyId: testCompanyId };

const setUp = (options: FakeOptions = {}) => {
  const files = memoryFiles();
  const started: { run: ImportRun; attempt: number }[] = [];
  const starter = { start: async (run: ImportRun, attempt: number) => void started.push({ run, attempt }) };
  return { ...endpointFakes(options), files, uploads: files.uploads, imports: memoryImportStore(), starter, started };
};
type Deps = ReturnType<typeof setUp>;

const create = (deps: Deps, parts: HttpEventParts = {}) =>
  makeCreate(deps)(httpEvent(createImport, { claims, query, body: { kind: 'orders' }, ...parts }), testContext);

/** Opens a job, and uploads its file unless told otherwise. */
const opened = async (deps: Deps, file: string | undefined = 'a,b'): Promise<string> => {
  const { importId } = jsonBody<{ importId: string }>(await create(deps));
  if (file !== '') deps.files.contents.set(`uploads/${testCompanyId}/${importId}`, Buffer.from(file));
  return importId;
};

describe('POST /api/imports', () => {
  itGuardsMembers(createImport, (parts, options) => create(setUp(options), parts));

  it("answers 201 with a link to the job's own place, valid for an hour", async () => {
    const deps = setUp();
    const answer = await create(deps, { body: { kind: 'orders', mapping: { orderId: 'InvoiceNo' } } });
    expect(answer.statusCode).toBe(201);
    const body = createImport.response!.parse(jsonBody(answer));
    expect(body).toMatchObject({ status: 'awaiting-upload', progress: 0, mapping: { orderId: 'InvoiceNo' } });
    expect(body.upload).toEqual({
      url: `https://files.test/uploads/${testCompanyId}/${body.importId}?put`,
      method: 'PUT',
      expiresAt: '2026-11-20T11:00:00.000Z',
    });
  });

  it('opens one job for one Idempotency-Key', async () => {
    const deps = setUp();
    const headers = { 'idempotency-key': 'k1' };
    const first = jsonBody(await create(deps, { headers }));
    expect(jsonBody(await create(deps, { headers }))).toEqual(first);
  });

  it('answers 400 naming the field for a kind that there is not', async () => {
    const answer = await create(setUp(), { body: { kind: 'coupons' } });
    expect([answer.statusCode, jsonBody(answer).errors]).toMatchObject([400, [{ pointer: '/body/kind' }]]);
  });
});

describe('POST /api/imports/{importId}/start', () => {
  const start = (deps: Deps, importId: string, parts: HttpEventParts = {}) =>
    makeStart(deps)(httpEvent(startImport, { claims, query, params: { importId }, body: {}, ...parts }), testContext);
  itGuardsMembers(startImport, async (parts, options) => {
    const deps = setUp(options);
    return start(deps, 'someimport', parts);
  });

  it('answers 202 and starts the machine on the uploaded bytes', async () => {
    const deps = setUp();
    const importId = await opened(deps);
    const answer = await start(deps, importId, { body: { dryRun: true } });
    expect(answer.statusCode).toBe(202);
    expect(startImport.response?.parse(jsonBody(answer))).toMatchObject({ status: 'running', dryRun: true });
    expect(deps.started).toMatchObject([{ run: { companyId: testCompanyId, importId, dryRun: true }, attempt: 1 }]);
  });

  it('answers 404 without the job, 422 before the upload, 409 while it runs', async () => {
    const deps = setUp();
    expect((await start(deps, 'someimport')).statusCode).toBe(404);
    expect((await start(deps, await opened(deps, ''))).statusCode).toBe(422);
    const importId = await opened(deps);
    await start(deps, importId);
    expect((await start(deps, importId)).statusCode).toBe(409);
    expect(deps.started).toHaveLength(1);
  });

  it('fails the job when the machine cannot be started, so that it can be tried again', async () => {
    const deps = setUp();
    const importId = await opened(deps);
    deps.starter.start = () => Promise.reject(new Error('throttled'));
    expect((await start(deps, importId)).statusCode).toBe(500);
    expect((await deps.imports.get({ companyId: testCompanyId, importId }))?.status).toBe('failed');
  });
});

describe('GET /api/imports/{importId}', () => {
  const get = (deps: Deps, importId: string, parts: HttpEventParts = {}) =>
    makeGet(deps)(httpEvent(getImport, { claims, query, params: { importId }, ...parts }), testContext);
  itGuardsMembers(getImport, (parts, options) => get(setUp(options), 'someimport', parts));

  it('answers 200 with progress, and with a link to the report once there is one', async () => {
    const deps = setUp();
    const importId = await opened(deps);
    const ref = { companyId: testCompanyId, importId };
    const job = (await deps.imports.get(ref))!;
    await deps.imports.start(job, { dryRun: false, uploadTag: 'tag', now: testNow });
    await deps.imports.plan(ref, 4, testNow);
    await deps.imports.countStep(ref, 'plan', testNow);
    expect(jsonBody(await get(deps, importId))).toMatchObject({ status: 'running', progress: 0.25, reportUrl: null });
    await deps.imports.finish(
      ref,
      { counts: job.counts, rejections: [], sample: [], reportKey: 'imports/r.csv' },
      testNow,
    );
    expect(getImport.response?.parse(jsonBody(await get(deps, importId)))).toMatchObject({
      status: 'succeeded',
      progress: 1,
      reportUrl: 'https://files.test/imports/r.csv?get',
    });
  });

  it('answers 404 when there is no such job', async () => {
    expect((await get(setUp(), 'someimport')).statusCode).toBe(404);
  });
});

describe('GET /api/imports', () => {
  const list = (deps: Deps, parts: HttpEventParts = {}) =>
    makeList(deps)(httpEvent(listImports, { claims, query, ...parts }), testContext);
  itGuardsMembers(listImports, (parts, options) => list(setUp(options), parts));

  it('answers 200 with the jobs, and 400 for a cursor of another list', async () => {
    const deps = setUp();
    const importId = await opened(deps);
    expect(listImports.response?.parse(jsonBody(await list(deps)))).toMatchObject({
      data: [{ importId }],
      nextCursor: null,
    });
    expect((await list(deps, { query: { ...query, cursor: 'other|1' } })).statusCode).toBe(400);
  });
});
