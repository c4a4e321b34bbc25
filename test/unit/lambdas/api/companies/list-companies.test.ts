import { listCompanies } from '#contracts/api/companies';
import { makeHandler } from '#lambdas/api/companies/list-companies';
import { claimsOf, companySettings, endpointFakes, jsonBody, testContext } from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { memoryCompanies } from '#test/support/memory-admin-stores';

const call = (parts: HttpEventParts = {}) => {
  const companies = memoryCompanies(...['shop-a', 'shop-b'].map((id) => companySettings({}, id).company));
  const handler = makeHandler({ ...endpointFakes(), companies, newSigningKey: () => 'k' });
  return handler(httpEvent(listCompanies, { claims: claimsOf('ann'), ...parts }), testContext);
};

describe('GET /api/companies', () => {
  it('answers 200 with companies and roles, page by page', async () => {
    const answer = await call({ query: { limit: '1' } });
    expect(answer.statusCode).toBe(200);
    expect(listCompanies.response?.parse(jsonBody(answer))).toMatchObject({
      data: [{ companyId: 'shop-a', role: 'owner' }],
      nextCursor: expect.any(String),
    });
  });

  it('answers 400 to a cursor that the list did not give', async () => {
    const answer = await call({ query: { cursor: 'x' } });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([400, 'invalid_cursor']);
  });

  it('answers 401 without a token', async () => {
    expect((await call({ claims: undefined })).statusCode).toBe(401);
  });
});
