import { listApiKeys } from '#contracts/api/api-keys';
import { makeHandler } from '#lambdas/api/api-keys/list-api-keys';
import {
  claimsOf,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { memoryApiKeys } from '#test/support/memory-admin-stores';

const key = (keyId: string, revokesAt: string | null) => ({
  keyId,
  kind: 'secret' as const,
  label: '',
  display: `sk_${testCompanyId}_${keyId}_…`,
  createdAt: '2026-11-01T00:00:00.000Z',
  revokesAt,
});

const call: MemberCall = (parts = {}, options = {}) => {
  const apiKeys = memoryApiKeys(
    key('LIVE0001', null),
    key('GRACE001', '2026-11-20T10:00:00.001Z'),
    key('ENDED001', '2026-11-20T10:00:00.000Z'),
  );
  return makeHandler({ ...endpointFakes(options), apiKeys, newSecret: () => 's' })(
    httpEvent(listApiKeys, { params: { companyId: testCompanyId }, claims: claimsOf(testUserId), ...parts }),
    testContext,
  );
};

describe('GET /api/companies/{companyId}/keys', () => {
  itGuardsMembers(listApiKeys, call);

  it('answers 200 with the keys and whether each still works', async () => {
    const answer = await call();
    expect(answer.statusCode).toBe(200);
    const page = listApiKeys.response?.parse(jsonBody(answer));
    expect(page?.data.map(({ keyId, status }) => [keyId, status])).toEqual([
      ['ENDED001', 'revoked'],
      ['GRACE001', 'active'],
      ['LIVE0001', 'active'],
    ]);
  });

  it('answers 400 to a cursor that the list did not give', async () => {
    expect((await call({ query: { cursor: 'x' } })).statusCode).toBe(400);
  });
});
