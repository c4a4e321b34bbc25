import { listMembers } from '#contracts/api/companies';
import { makeHandler } from '#lambdas/api/members/list-members';
import {
  claimsOf,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { memoryMembers } from '#test/support/memory-admin-stores';

const member = (userId: string) => ({ companyId: testCompanyId, userId, role: 'editor' as const, addedAt: testNow });

const call: MemberCall = (parts = {}, options = {}) =>
  makeHandler({ ...endpointFakes(options), members: memoryMembers(member('ann'), member('bob')) })(
    httpEvent(listMembers, { params: { companyId: testCompanyId }, claims: claimsOf(testUserId), ...parts }),
    testContext,
  );

describe('GET /api/companies/{companyId}/members', () => {
  itGuardsMembers(listMembers, call);

  it('answers 200 with the people of the company, page by page', async () => {
    const answer = await call({ query: { limit: '1' } }, { role: 'viewer' });
    expect(answer.statusCode).toBe(200);
    expect(listMembers.response?.parse(jsonBody(answer))).toEqual({
      data: [member('ann')],
      nextCursor: expect.any(String),
    });
  });

  it('answers 400 to a limit over 100', async () => {
    expect((await call({ query: { limit: '101' } })).statusCode).toBe(400);
  });

  it('answers 400 to a cursor that the list did not give', async () => {
    expect(jsonBody(await call({ query: { cursor: 'x' } })).code).toBe('invalid_cursor');
  });
});
