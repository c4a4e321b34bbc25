import {
  createPrivacyErasure,
  createPrivacyExport,
  createPrivacyRequest,
  getPrivacyJob,
  getPrivacyRequest,
  listPrivacyJobs,
  verifyErasureReport,
} from '#contracts/api/privacy';
import { signErasureReport } from '#core/privacy/erasure-report';
import { makeHandler as makeErasure } from '#lambdas/api/privacy/create-privacy-erasure';
import { makeHandler as makeExport } from '#lambdas/api/privacy/create-privacy-export';
import { makeHandler as makeRequest } from '#lambdas/api/privacy/create-privacy-request';
import { makeHandler as makeGetJob } from '#lambdas/api/privacy/get-privacy-job';
import { makeHandler as makeGetRequest } from '#lambdas/api/privacy/get-privacy-request';
import { makeHandler as makeList } from '#lambdas/api/privacy/list-privacy-jobs';
import { makeHandler as makeVerify } from '#lambdas/api/privacy/verify-erasure-report';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testSecretKey,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { itGuardsServers } from '#test/support/it-guards-servers';
import { memoryErasedPeople } from '#test/support/memory-erased-people';
import { memoryPrivacyJobs } from '#test/support/memory-privacy-jobs';

const customerId = 'jane.doe@example.com';
const claims = claimsOf(testUserId);
const query = { companyId: testCompanyId };
const asServer = { headers: { authorization: `Bearer ${testSecretKey}` } };

const setUp = (options: FakeOptions = {}) => {
  const started: unknown[] = [];
  return {
    ...endpointFakes(options),
    jobs: memoryPrivacyJobs(),
    erased: memoryErasedPeople(),
    files: { downloadLink: async (key: string, seconds: number) => `https://files.test/${key}?get&seconds=${seconds}` },
    starter: { start: async (job: { jobId: string; kind: string }) => void started.push(job) },
    started,
  };
};
type Deps = ReturnType<typeof setUp>;

const startExport = (deps: Deps, parts: HttpEventParts = {}) =>
  makeExport(deps)(httpEvent(createPrivacyExport, { claims, query, body: { customerId }, ...parts }), testContext);
const startErasure = (deps: Deps, parts: HttpEventParts = {}) =>
  makeErasure(deps)(httpEvent(createPrivacyErasure, { claims, query, body: { customerId }, ...parts }), testContext);
const startRequest = (deps: Deps, parts: HttpEventParts = {}) =>
  makeRequest(deps)(
    httpEvent(createPrivacyRequest, { ...asServer, body: { kind: 'erasure', customerId }, ...parts }),
    testContext,
  );

describe.each([
  ['POST /api/privacy/exports', createPrivacyExport, startExport, 'export'],
  ['POST /api/privacy/erasures', createPrivacyErasure, startErasure, 'erasure'],
] as const)('%s', (_name, operation, start, kind) => {
  itGuardsMembers(operation, (parts, options) => start(setUp(options), parts));

  it('answers 202 with a job that names the owner who asked, and the person by a hash alone', async () => {
    const deps = setUp();
    const answer = await start(deps);
    expect(answer.statusCode).toBe(202);
    const body = operation.response!.parse(jsonBody(answer));
    expect(body).toMatchObject({ kind, status: 'running', requestedBy: testUserId, downloadUrl: null, report: null });
    expect(answer.body).not.toContain(customerId);
    expect(deps.started).toMatchObject([{ companyId: testCompanyId, jobId: body.jobId, kind }]);
  });

  it('never logs who the person is', async () => {
    const deps = setUp();
    await start(deps);
    expect(deps.logLines.map(({ code }) => code)).toContain('privacy_job_started');
    expect(JSON.stringify(deps.logLines)).not.toContain(customerId);
  });

  it('starts one job for one Idempotency-Key', async () => {
    const deps = setUp();
    const headers = { 'idempotency-key': 'k1' };
    const first = jsonBody(await start(deps, { headers }));
    expect(jsonBody(await start(deps, { headers }))).toEqual(first);
    expect(deps.started).toHaveLength(1);
  });

  it('answers 409 while another job about the customer is at work', async () => {
    const deps = setUp();
    const first = jsonBody<{ jobId: string }>(await start(deps));
    expect((await start(deps)).statusCode).toBe(409);
    await deps.jobs.fail({ companyId: testCompanyId, jobId: first.jobId }, 'broken', testNow);
    expect((await start(deps)).statusCode).toBe(202);
  });

  it('answers 400 naming the field for an id that no store can give', async () => {
    const answer = await start(setUp(), { body: { customerId: 'a#b' } });
    expect([answer.statusCode, jsonBody(answer).errors]).toMatchObject([400, [{ pointer: '/body/customerId' }]]);
  });

  it('fails the job and forgets the person when the machine cannot be started', async () => {
    const deps = setUp();
    deps.starter.start = () => Promise.reject(new Error('throttled'));
    expect((await start(deps)).statusCode).toBe(500);
    const { data } = await deps.jobs.list(testCompanyId, { limit: 10 });
    expect(data).toMatchObject([{ status: 'failed' }]);
    expect(JSON.stringify(data)).not.toContain(customerId);
  });
});

describe('POST /api/privacy/requests', () => {
  itGuardsServers((parts) => startRequest(setUp(), parts));

  it('answers 202 and starts what the server asks for', async () => {
    const deps = setUp();
    const answer = await startRequest(deps);
    expect([answer.statusCode, jsonBody(answer)]).toMatchObject([202, { kind: 'erasure', requestedBy: 'server' }]);
    expect(deps.started).toMatchObject([{ kind: 'erasure' }]);
  });

  it('answers 400 naming the field for a kind that there is not', async () => {
    const answer = await startRequest(setUp(), { body: { kind: 'hide', customerId } });
    expect([answer.statusCode, jsonBody(answer).errors]).toMatchObject([400, [{ pointer: '/body/kind' }]]);
  });
});

const jobOf = async (deps: Deps): Promise<string> => jsonBody<{ jobId: string }>(await startExport(deps)).jobId;

describe('GET /api/privacy/jobs/{jobId}', () => {
  const get = (deps: Deps, jobId: string, parts: HttpEventParts = {}) =>
    makeGetJob(deps)(httpEvent(getPrivacyJob, { claims, query, params: { jobId }, ...parts }), testContext);
  itGuardsMembers(getPrivacyJob, (parts, options) => get(setUp(options), 'some-job', parts));

  it('answers 200 with a link of 15 minutes once the file is there, and with none once it has expired', async () => {
    const deps = setUp();
    const ref = { companyId: testCompanyId, jobId: await jobOf(deps) };
    expect(jsonBody(await get(deps, ref.jobId))).toMatchObject({ status: 'running', downloadUrl: null });
    const end = { counts: { event: 2 }, fileKey: 'privacy/k', fileExpiresAt: '2026-11-27T10:00:00.000Z' };
    await deps.jobs.finish(ref, end, testNow);
    expect(jsonBody(await get(deps, ref.jobId))).toMatchObject({
      status: 'succeeded',
      counts: { event: 2 },
      downloadUrl: 'https://files.test/privacy/k?get&seconds=900',
    });
    const later = { ...deps, clock: () => '2026-11-27T10:00:00.000Z' };
    expect(jsonBody(await get(later, ref.jobId))).toMatchObject({ downloadUrl: null });
  });

  it('answers 404 for a job that there is not', async () => {
    expect((await get(setUp(), 'some-job')).statusCode).toBe(404);
  });
});

describe('GET /api/privacy/requests/{jobId}', () => {
  const get = (deps: Deps, jobId: string, parts: HttpEventParts = {}) =>
    makeGetRequest(deps)(httpEvent(getPrivacyRequest, { ...asServer, params: { jobId }, ...parts }), testContext);
  itGuardsServers((parts) => get(setUp(), 'some-job', parts));

  it('answers 200 with the job, and 404 without one', async () => {
    const deps = setUp();
    expect((await get(deps, 'some-job')).statusCode).toBe(404);
    expect((await get(deps, await jobOf(deps))).statusCode).toBe(200);
  });
});

describe('GET /api/privacy/jobs', () => {
  const list = (deps: Deps, parts: HttpEventParts = {}) =>
    makeList(deps)(httpEvent(listPrivacyJobs, { claims, query, ...parts }), testContext);
  itGuardsMembers(listPrivacyJobs, (parts, options) => list(setUp(options), parts));

  it('answers 200 with the jobs of the company', async () => {
    const deps = setUp();
    const jobId = await jobOf(deps);
    expect(listPrivacyJobs.response?.parse(jsonBody(await list(deps)))).toMatchObject({ data: [{ jobId }] });
  });
});

describe('POST /api/privacy/reports/verify', () => {
  const verify = (deps: Deps, report: string, parts: HttpEventParts = {}) =>
    makeVerify(deps)(httpEvent(verifyErasureReport, { claims, query, body: { report }, ...parts }), testContext);
  itGuardsMembers(verifyErasureReport, (parts, options) => verify(setUp(options), 'x', parts));
  const { signingKey } = companySettings();
  const job = { companyId: testCompanyId, jobId: 'job-1', subject: 'abc', createdAt: testNow };

  it('answers 200 with what the report says when it was signed with the key of the company', async () => {
    const answer = jsonBody(await verify(setUp(), signErasureReport(job, { event: 3 }, testNow, signingKey)));
    expect(answer).toEqual({
      isValid: true,
      report: {
        companyId: testCompanyId,
        jobId: 'job-1',
        subject: 'abc',
        requestedAt: testNow,
        finishedAt: testNow,
        counts: { event: 3 },
      },
    });
  });

  it.each([
    ['another key', signErasureReport(job, {}, testNow, 'x'.repeat(43))],
    ['another company', signErasureReport({ ...job, companyId: 'other-shop' }, {}, testNow, signingKey)],
    ['nobody', 'made.up'],
  ])('answers 200 and says no to a report of %s', async (_of, report) => {
    expect(jsonBody(await verify(setUp(), report))).toEqual({ isValid: false, report: null });
  });
});
