import { membershipSchema, putMember } from '#contracts/api/companies';
import { makeHandler } from '#lambdas/api/members/put-member';
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

const owner = { companyId: testCompanyId, userId: testUserId, role: 'owner' as const, addedAt: testNow };

const call: MemberCall = (parts = {}, options = {}) =>
  makeHandler({ ...endpointFakes(options), members: memoryMembers(owner) })(
    httpEvent(putMember, {
      params: { companyId: testCompanyId, userId: 'ann' },
      body: { role: 'editor' },
      claims: claimsOf(testUserId),
      ...parts,
    }),
    testContext,
  );

describe('PUT /api/companies/{companyId}/members/{userId}', () => {
  itGuardsMembers(putMember, call);

  it('answers 200 with the membership', async () => {
    const answer = await call();
    expect(answer.statusCode).toBe(200);
    expect(membershipSchema.parse(jsonBody(answer))).toEqual({
      companyId: testCompanyId,
      userId: 'ann',
      role: 'editor',
      addedAt: testNow,
    });
  });

  it('answers 409 when the last owner would be demoted', async () => {
    expect((await call({ params: { companyId: testCompanyId, userId: testUserId } })).statusCode).toBe(409);
  });

  it('answers 400 naming an unknown role', async () => {
    const answer = await call({ body: { role: 'admin' } });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer).errors).toEqual([expect.objectContaining({ pointer: '/body/role' })]);
  });

  it('answers 400 to a user id that could reach into another key', async () => {
    expect((await call({ params: { companyId: testCompanyId, userId: 'ann#OTHER' } })).statusCode).toBe(400);
  });
});
