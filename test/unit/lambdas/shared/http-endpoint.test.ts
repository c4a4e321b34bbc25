import * as z from 'zod';
import { type CompanyRole, defineOperation, type OperationAuth } from '#contracts/operation';
import { VersionConflictError } from '#core/ports/store-errors';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testPublishableKey,
  testSecretKey,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';

const operationWith = (auth: OperationAuth, extra: object = {}) =>
  defineOperation({
    id: 'doThing',
    resource: 'things',
    summary: 'Does a thing',
    method: 'POST',
    path: '/api/things/{thingId}',
    auth,
    family: 'health',
    params: z.object({ thingId: z.string().max(5) }),
    query: z.object({ companyId: z.string().optional(), key: z.string().optional() }),
    body: z.strictObject({ size: z.number().int() }),
    status: 200,
    response: z.object({ size: z.number(), company: z.string().nullable() }),
    maxBodyBytes: 100,
    ...extra,
  });

const call = async (auth: OperationAuth, parts: HttpEventParts = {}, options: FakeOptions = {}, extra: object = {}) => {
  const operation = operationWith(auth, extra);
  const deps = endpointFakes(options);
  const handler = httpEndpoint(operation, deps, async ({ body, company }) =>
    reply({ size: body.size, company: company?.company.companyId ?? null }),
  );
  const event = httpEvent(operation, { params: { thingId: 'a' }, body: { size: 1 }, ...parts });
  return { answer: await handler(event, testContext), deps, handler, operation };
};

const member = (role: CompanyRole): OperationAuth => ({ kind: 'member', role });

describe('an endpoint', () => {
  it('answers 200 with the body, a request id and a log line that names operation and company', async () => {
    const { answer, deps } = await call({ kind: 'storefront' }, { query: { key: testPublishableKey } });
    expect(answer.statusCode).toBe(200);
    expect(jsonBody(answer)).toEqual({ size: 1, company: testCompanyId });
    expect(answer.headers).toMatchObject({ 'x-request-id': 'req-1', 'cache-control': 'private, no-store' });
    expect(deps.logLines).toEqual([
      {
        level: 'info',
        code: 'request_served',
        context: expect.objectContaining({ operation: 'doThing', companyId: testCompanyId, status: 200 }),
      },
    ]);
    expect(deps.metricSums.OperationLatency).toBe(0);
  });

  it.each([
    ['a wrong field', { body: { size: 'x' } }, '/body/size'],
    ['an unknown field', { body: { size: 1, extra: 2 } }, '/body'],
    ['a wrong path part', { params: { thingId: 'too-long' } }, '/path/thingId'],
  ])('answers 400 naming the field for %s', async (_, parts, pointer) => {
    const { answer } = await call({ kind: 'public' }, parts);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(jsonBody(answer)).toMatchObject({
      code: 'validation_failed',
      status: 400,
      instance: expect.stringMatching(/^\/api\/things\//),
      requestId: 'req-1',
      errors: [expect.objectContaining({ pointer })],
    });
  });

  it.each([
    ['400 for malformed JSON', { body: '{"size":' }, 'malformed_json', 400],
    [
      '413 for a body over the limit',
      { body: JSON.stringify({ size: 1, pad: 'x'.repeat(200) }) },
      'payload_too_large',
      413,
    ],
    ['415 for another media type', { headers: { 'content-type': 'text/csv' } }, 'unsupported_media_type', 415],
  ])('answers %s', async (_, parts, code, status) => {
    const { answer } = await call({ kind: 'public' }, parts);
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([status, code]);
  });

  it('reads text/plain as JSON where the operation says so', async () => {
    const parts = { headers: { 'content-type': 'text/plain;charset=UTF-8' } };
    const { answer } = await call({ kind: 'public' }, parts, {}, { acceptsTextPlain: true });
    expect(answer.statusCode).toBe(200);
  });

  it('hides the cause of an unforeseen error and logs its message', async () => {
    const operation = operationWith({ kind: 'public' });
    const deps = endpointFakes();
    const handler = httpEndpoint(operation, deps, async () => {
      throw new Error('secret table name');
    });
    const answer = await handler(httpEvent(operation, { params: { thingId: 'a' }, body: { size: 1 } }), testContext);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(deps.logLines[0]).toMatchObject({
      level: 'error',
      code: 'request_failed',
      context: { errorMessage: 'secret table name' },
    });
    expect(deps.metricSums.OperationErrors).toBe(1);
  });

  it('answers 412 when a store finds another version', async () => {
    const operation = operationWith({ kind: 'public' });
    const handler = httpEndpoint(operation, endpointFakes(), async () => {
      throw new VersionConflictError('The thing');
    });
    const answer = await handler(httpEvent(operation, { params: { thingId: 'a' }, body: { size: 1 } }), testContext);
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([412, 'precondition_failed']);
  });

  it('answers 429 with Retry-After when the company has used up its tokens', async () => {
    const operation = operationWith({ kind: 'storefront' });
    const deps = { ...endpointFakes(), rate: { perSecond: 1, burst: 2 } };
    const handler = httpEndpoint(operation, deps, async () => reply({ size: 1, company: null }));
    const send = () =>
      handler(
        httpEvent(operation, { params: { thingId: 'a' }, body: { size: 1 }, query: { key: testPublishableKey } }),
        testContext,
      );
    expect((await send()).statusCode).toBe(200);
    expect((await send()).headers).toMatchObject({ ratelimit: '"company";r=0;t=1' });
    const refused = await send();
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({ 'retry-after': '1' });
  });
});

describe('credentials of a storefront operation', () => {
  const storefront: OperationAuth = { kind: 'storefront' };
  const closed = companySettings({
    company: { ...companySettings().company, allowedOrigins: ['https://shop.example'] },
  });

  it.each([
    ['a publishable key in the header', { headers: { 'X-Publishable-Key': testPublishableKey } }, 200],
    ['a publishable key as bearer', { headers: { authorization: `Bearer ${testPublishableKey}` } }, 200],
    ['the company id alone', { query: { companyId: testCompanyId } }, 200],
    ['a secret key', { headers: { authorization: `Bearer ${testSecretKey}` } }, 200],
    ['a secret key in the address', { query: { key: testSecretKey } }, 401],
    ['a secret key in the header of publishable ones', { headers: { 'X-Publishable-Key': testSecretKey } }, 401],
    ['nothing', {}, 401],
    ['an unknown company id', { query: { companyId: 'nobody-here' } }, 401],
    ['an unknown publishable key', { query: { key: `pk_${testCompanyId}_UNKNOWN001` } }, 401],
    ['a malformed key beside a good company id', { query: { key: 'pk_x', companyId: testCompanyId } }, 401],
    ['a key and another company in the query', { query: { key: testPublishableKey, companyId: 'other-shop' } }, 403],
  ])('with %s', async (_, parts, status) => {
    expect((await call(storefront, parts)).answer.statusCode).toBe(status);
  });

  it.each([
    ['an allowed origin', 'https://shop.example', 200],
    ['another origin', 'https://evil.example', 403],
  ])('serves by the origin rules: %s', async (_, origin, status) => {
    const parts = { query: { companyId: testCompanyId }, headers: { origin } };
    expect((await call(storefront, parts, { settings: closed })).answer.statusCode).toBe(status);
  });

  it('refuses a publishable key from the instant it is revoked', async () => {
    const revoked = companySettings({ publishableKeys: new Map([['PUBKEY0001', '2026-11-20T10:00:00.000Z']]) });
    expect(
      (await call(storefront, { query: { key: testPublishableKey } }, { settings: revoked })).answer.statusCode,
    ).toBe(401);
  });
});

describe('credentials of a server operation', () => {
  it.each([
    ['the secret key', { headers: { authorization: `Bearer ${testSecretKey}` } }, 200],
    ['the secret key in the address', { query: { key: testSecretKey } }, 401],
    ['a wrong secret', { headers: { authorization: `Bearer ${testSecretKey.slice(0, -1)}X` } }, 401],
    ['a publishable key', { headers: { authorization: `Bearer ${testPublishableKey}` } }, 403],
    ['the company id alone', { query: { companyId: testCompanyId } }, 401],
    [
      'another company in the query',
      { headers: { authorization: `Bearer ${testSecretKey}` }, query: { companyId: 'other' } },
      403,
    ],
  ])('with %s', async (_, parts, status) => {
    expect((await call({ kind: 'server' }, parts)).answer.statusCode).toBe(status);
  });
});

describe('credentials of a member operation', () => {
  it.each([
    ['a member with the role', { claims: claimsOf(testUserId) }, 'owner', 200],
    ['a member below the role', { claims: claimsOf(testUserId) }, 'viewer', 403],
    [
      'a member who names the company',
      { claims: claimsOf(testUserId), query: { companyId: testCompanyId } },
      'owner',
      200,
    ],
    [
      'a member who names another company',
      { claims: claimsOf(testUserId), query: { companyId: 'other-shop' } },
      'owner',
      404,
    ],
    [
      'a stranger who names the company',
      { claims: claimsOf('stranger'), query: { companyId: testCompanyId } },
      'owner',
      404,
    ],
    ['somebody without any company', { claims: claimsOf('stranger') }, 'owner', 400],
    ['no token', {}, 'owner', 401],
  ] as const)('with %s', async (_, parts, role, status) => {
    expect((await call(member('editor'), parts, { role })).answer.statusCode).toBe(status);
  });
});

describe('If-Match', () => {
  it.each([
    ['428 without it', {}, 428],
    ['412 with a tag that no version had', { 'if-match': '"abc"' }, 412],
    ['200 with the tag of a version', { 'if-match': '"v3"' }, 200],
  ])('answers %s', async (_, headers, status) => {
    expect((await call({ kind: 'public' }, { headers }, {}, { requiresIfMatch: true })).answer.statusCode).toBe(status);
  });
});

describe('Idempotency-Key', () => {
  const setUp = () => {
    const operation = operationWith({ kind: 'storefront' }, { idempotencyKey: true });
    const deps = endpointFakes();
    const counter = { calls: 0, fail: false };
    const handler = httpEndpoint(operation, deps, async ({ body }) => {
      counter.calls += 1;
      if (counter.fail) problem('unprocessable', 'no');
      return reply({ size: body.size, company: 'secret' }, { replayBody: { size: body.size, company: null } });
    });
    const send = (size: number, key: string, thingId = 'a') =>
      handler(
        httpEvent(operation, {
          params: { thingId },
          query: { companyId: testCompanyId },
          body: { size },
          headers: { 'Idempotency-Key': key },
        }),
        testContext,
      );
    return { send, counter, deps };
  };

  it('carries a request out once and answers repeats with what was kept', async () => {
    const { send, counter } = setUp();
    const first = await send(1, 'k1');
    const second = await send(1, 'k1');
    expect(counter.calls).toBe(1);
    expect(jsonBody(first)).toEqual({ size: 1, company: 'secret' });
    expect(jsonBody(second)).toEqual({ size: 1, company: null });
    expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true' });
  });

  it('answers 422 when the key comes with another body', async () => {
    const { send } = setUp();
    await send(1, 'k1');
    expect((await send(2, 'k1')).statusCode).toBe(422);
  });

  it('answers 422 when the key comes for another resource: its request was not carried out', async () => {
    const { send, counter } = setUp();
    await send(1, 'k1', 'a');
    expect((await send(1, 'k1', 'b')).statusCode).toBe(422);
    expect(counter.calls).toBe(1);
  });

  it('does not do the work again when only its answer could not be kept', async () => {
    const { send, counter, deps } = setUp();
    jest.spyOn(deps.idempotency, 'finish').mockRejectedValueOnce(new Error('throttled'));
    expect((await send(1, 'k1')).statusCode).toBe(500);
    expect((await send(1, 'k1')).statusCode).toBe(409);
    expect(counter.calls).toBe(1);
  });

  it('lets a failed request be tried again', async () => {
    const { send, counter } = setUp();
    counter.fail = true;
    expect((await send(1, 'k1')).statusCode).toBe(422);
    counter.fail = false;
    expect((await send(1, 'k1')).statusCode).toBe(200);
  });
});
