import { revokeApiKey } from '#contracts/api/api-keys';
import { issueApiKey } from '#core/companies/issue-api-key';
import { makeHandler } from '#lambdas/api/api-keys/revoke-api-key';
import {
  claimsOf,
  endpointFakes,
  type FakeOptions,
  testCompanyId,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { memoryApiKeys } from '#test/support/memory-admin-stores';

const { apiKey } = issueApiKey({
  companyId: testCompanyId,
  kind: 'publishable',
  label: '',
  keyId: 'PUBLIC01',
  secret: '',
  now: '2026-01-01T00:00:00.000Z',
});

const setUp = (options: FakeOptions = {}) => {
  const apiKeys = memoryApiKeys(apiKey);
  const handler = makeHandler({ ...endpointFakes(options), apiKeys, newSecret: () => 's' });
  const call = (parts: HttpEventParts = {}) =>
    handler(
      httpEvent(revokeApiKey, {
        params: { companyId: testCompanyId, keyId: apiKey.keyId },
        claims: claimsOf(testUserId),
        ...parts,
      }),
      testContext,
    );
  return { call, apiKeys };
};

describe('DELETE /api/companies/{companyId}/keys/{keyId}', () => {
  itGuardsMembers(revokeApiKey, (parts, options) => setUp(options).call(parts));

  it('answers 204, again 204, and keeps the ended key for the audit', async () => {
    const { call, apiKeys } = setUp();
    expect([(await call()).statusCode, (await call()).statusCode]).toEqual([204, 204]);
    expect(await apiKeys.get(testCompanyId, apiKey.keyId)).toEqual({ ...apiKey, revokesAt: testNow });
  });

  it('answers 404 for an id that never was, so that a slip of the pen does not pass for a revocation', async () => {
    const { call } = setUp();
    expect((await call({ params: { companyId: testCompanyId, keyId: 'UNKNOWN1' } })).statusCode).toBe(404);
  });

  it('answers 400 to an id that no key can have', async () => {
    const { call } = setUp();
    expect((await call({ params: { companyId: testCompanyId, keyId: 'x' } })).statusCode).toBe(400);
  });
});
