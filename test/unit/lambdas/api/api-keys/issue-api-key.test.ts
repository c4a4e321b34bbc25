import { issueApiKey } from '#contracts/api/api-keys';
import { mostLiveKeys } from '#core/companies/issue-api-key';
import { makeHandler } from '#lambdas/api/api-keys/issue-api-key';
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
import { memoryApiKeys } from '#test/support/memory-admin-stores';

const secret = 'n'.repeat(43);

const setUp = (options: FakeOptions = {}) => {
  const handler = makeHandler({ ...endpointFakes(options), apiKeys: memoryApiKeys(), newSecret: () => secret });
  return (parts: HttpEventParts = {}) =>
    handler(
      httpEvent(issueApiKey, {
        params: { companyId: testCompanyId },
        body: { kind: 'secret', label: 'ERP' },
        claims: claimsOf(testUserId),
        ...parts,
      }),
      testContext,
    );
};

describe('POST /api/companies/{companyId}/keys', () => {
  itGuardsMembers(issueApiKey, (parts, options) => setUp(options)(parts));

  it('answers 403 to a secret key where the plan has no API access; publishable keys are everybody’s', async () => {
    const call = setUp({ defaultPlan: 'growth' });
    const answer = await call();
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([403, 'not_in_plan']);
    expect(jsonBody(answer).detail).toContain('Pro');
    expect((await call({ body: { kind: 'publishable' } })).statusCode).toBe(201);
  });

  it('answers 201 with a secret key and its recognisable beginning', async () => {
    const answer = await setUp()();
    expect(answer.statusCode).toBe(201);
    expect(issueApiKey.response?.parse(jsonBody(answer))).toEqual({
      keyId: 'id000000000000000001',
      kind: 'secret',
      label: 'ERP',
      display: `sk_${testCompanyId}_id000000000000000001_…`,
      status: 'active',
      createdAt: testNow,
      revokesAt: null,
      key: `sk_${testCompanyId}_id000000000000000001_${secret}`,
    });
    expect(answer.headers?.['cache-control']).toBe('private, no-store');
  });

  it('answers 201 with a publishable key, which is no secret', async () => {
    const body = jsonBody(await setUp()({ body: { kind: 'publishable' } }));
    expect(body.key).toBe(`pk_${testCompanyId}_id000000000000000001`);
    expect(body.display).toBe(body.key);
  });

  it('answers 201 to a repeat with the same Idempotency-Key: the same key, its secret no longer shown', async () => {
    const call = setUp();
    const headers = { 'Idempotency-Key': 'k1' };
    const first = jsonBody(await call({ headers }));
    const second = await call({ headers });
    expect(jsonBody(second)).toEqual({ ...first, key: null });
    expect(second.body).not.toContain(secret);
  });

  it('answers 409 when the company has as many keys as it may', async () => {
    const call = setUp();
    for (let i = 0; i < mostLiveKeys; i++) expect((await call()).statusCode).toBe(201);
    expect((await call()).statusCode).toBe(409);
  });

  it('answers 400 naming an unknown kind', async () => {
    expect(jsonBody(await setUp()({ body: { kind: 'root' } })).errors).toEqual([
      expect.objectContaining({ pointer: '/body/kind' }),
    ]);
  });
});
