import { companySchema, getCompany } from '#contracts/api/companies';
import { makeHandler } from '#lambdas/api/companies/get-company';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { memoryCompanies } from '#test/support/memory-admin-stores';

const present = { ...companySettings().company, name: 'Renamed a second ago', version: 7 };

const callWith =
  (companies = memoryCompanies(present)): MemberCall =>
  (parts = {}, options = {}) =>
    makeHandler({ ...endpointFakes(options), companies, newSigningKey: () => 'k' })(
      httpEvent(getCompany, { params: { companyId: testCompanyId }, claims: claimsOf(testUserId), ...parts }),
      testContext,
    );

describe('GET /api/companies/{companyId}', () => {
  itGuardsMembers(getCompany, callWith());

  it('answers 200 with the company as last written, its version as ETag, and no signing key', async () => {
    const answer = await callWith()();
    expect(answer.statusCode).toBe(200);
    expect(companySchema.strict().parse(jsonBody(answer))).toEqual(present);
    expect(answer.headers?.etag).toBe('"v7"');
  });

  it('answers 304 to somebody who has this version', async () => {
    expect((await callWith()({ headers: { 'if-none-match': '"v7"' } })).statusCode).toBe(304);
  });

  it('answers 404 when the company is gone although the cache of credentials still knows it', async () => {
    expect((await callWith(memoryCompanies())()).statusCode).toBe(404);
  });
});
