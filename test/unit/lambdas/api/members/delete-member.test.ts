import { deleteMember } from '#contracts/api/companies';
import { makeHandler } from '#lambdas/api/members/delete-member';
import { claimsOf, endpointFakes, testCompanyId, testContext, testNow, testUserId } from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { memoryMembers } from '#test/support/memory-admin-stores';

const owner = { companyId: testCompanyId, userId: testUserId, role: 'owner' as const, addedAt: testNow };

const callWith =
  (members = memoryMembers(owner, { ...owner, userId: 'ann', role: 'viewer' })): MemberCall =>
  (parts = {}, options = {}) =>
    makeHandler({ ...endpointFakes(options), members })(
      httpEvent(deleteMember, {
        params: { companyId: testCompanyId, userId: 'ann' },
        claims: claimsOf(testUserId),
        ...parts,
      }),
      testContext,
    );

describe('DELETE /api/companies/{companyId}/members/{userId}', () => {
  itGuardsMembers(deleteMember, callWith());

  it('answers 204, and 204 again', async () => {
    const call = callWith();
    const [first, second] = [await call(), await call()];
    expect([first.statusCode, first.body, second.statusCode]).toEqual([204, undefined, 204]);
  });

  it('answers 409 when it is the last owner', async () => {
    expect((await callWith()({ params: { companyId: testCompanyId, userId: testUserId } })).statusCode).toBe(409);
  });
});
