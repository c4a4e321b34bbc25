import { rotateApiKey } from '#contracts/api/api-keys';
import { issueApiKey } from '#core/companies/issue-api-key';
import { makeHandler } from '#lambdas/api/api-keys/rotate-api-key';
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

const old = issueApiKey({
  companyId: testCompanyId,
  kind: 'secret',
  label: 'ERP',
  keyId: 'OLDKEY01',
  secret: 'o'.repeat(43),
  now: '2026-01-01T00:00:00.000Z',
}).apiKey;

const setUp = (options: FakeOptions = {}) => {
  const apiKeys = memoryApiKeys(old);
  const handler = makeHandler({ ...endpointFakes(options), apiKeys, newSecret: () => 'n'.repeat(43) });
  const call = (parts: HttpEventParts = {}) =>
    handler(
      httpEvent(rotateApiKey, {
        params: { companyId: testCompanyId, keyId: old.keyId },
        body: { graceSeconds: 3600 },
        claims: claimsOf(testUserId),
        ...parts,
      }),
      testContext,
    );
  return { call, apiKeys };
};

describe('POST /api/companies/{companyId}/keys/{keyId}/rotate', () => {
  itGuardsMembers(rotateApiKey, (parts, options) => setUp(options).call(parts));

  it('answers 201 with a successor of the same kind and label; the old key works through the grace', async () => {
    const { call, apiKeys } = setUp();
    const answer = await call();
    expect(answer.statusCode).toBe(201);
    expect(rotateApiKey.response?.parse(jsonBody(answer))).toMatchObject({
      kind: 'secret',
      label: 'ERP',
      status: 'active',
      key: expect.stringMatching(new RegExp(`^sk_${testCompanyId}_\\w+_n{43}$`)),
    });
    expect((await apiKeys.get(testCompanyId, old.keyId))?.revokesAt).toBe('2026-11-20T11:00:00.000Z');
  });

  it('answers 201 and ends the old key at once without a grace', async () => {
    const { call, apiKeys } = setUp();
    await call({ body: { graceSeconds: 0 } });
    expect((await apiKeys.get(testCompanyId, old.keyId))?.revokesAt).toBe(testNow);
  });

  it('answers 409 when the key was rotated before', async () => {
    const { call } = setUp();
    await call();
    expect((await call()).statusCode).toBe(409);
  });

  it('answers 404 when there is no such key', async () => {
    const { call } = setUp();
    expect((await call({ params: { companyId: testCompanyId, keyId: 'UNKNOWN1' } })).statusCode).toBe(404);
  });

  it('answers 400 to a grace of more than a week', async () => {
    expect((await setUp().call({ body: { graceSeconds: 604_801 } })).statusCode).toBe(400);
  });
});
