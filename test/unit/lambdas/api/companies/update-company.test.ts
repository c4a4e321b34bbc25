import { companySchema, updateCompany } from '#contracts/api/companies';
import { makeHandler } from '#lambdas/api/companies/update-company';
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

const body = { name: 'New name', platform: 'shopify', currency: 'GBP', timeZone: 'Europe/London', allowedOrigins: [] };

const call: MemberCall = (parts = {}, options = {}) => {
  const companies = memoryCompanies(companySettings().company);
  return makeHandler({ ...endpointFakes(options), companies, newSigningKey: () => 'k' })(
    httpEvent(updateCompany, {
      params: { companyId: testCompanyId },
      headers: { 'If-Match': '"v1"' },
      claims: claimsOf(testUserId),
      body,
      ...parts,
    }),
    testContext,
  );
};

describe('PUT /api/companies/{companyId}', () => {
  itGuardsMembers(updateCompany, call);

  it('answers 200 with the changed company under its next version', async () => {
    const answer = await call();
    expect(answer.statusCode).toBe(200);
    expect(companySchema.parse(jsonBody(answer))).toMatchObject({ ...body, companyId: testCompanyId, version: 2 });
    expect(answer.headers?.etag).toBe('"v2"');
  });

  it('answers 412 when somebody else changed the company meanwhile', async () => {
    expect((await call({ headers: { 'If-Match': '"v9"' } })).statusCode).toBe(412);
  });

  it('answers 428 without If-Match', async () => {
    expect((await call({ headers: {} })).statusCode).toBe(428);
  });

  it('answers 400 when the body tries to change the id', async () => {
    expect((await call({ body: { ...body, companyId: 'another' } })).statusCode).toBe(400);
  });
});
