import { companySchema, createCompany } from '#contracts/api/companies';
import { makeHandler } from '#lambdas/api/companies/create-company';
import { claimsOf, endpointFakes, jsonBody, testContext, testNow } from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { memoryCompanies } from '#test/support/memory-admin-stores';

const body = { name: 'Café Müller', currency: 'EUR', timeZone: 'Europe/Berlin' };

const setUp = () => {
  const companies = memoryCompanies();
  const handler = makeHandler({ ...endpointFakes(), companies, newSigningKey: () => 'new-signing-key' });
  const call = (parts: HttpEventParts = {}) =>
    handler(httpEvent(createCompany, { body, claims: claimsOf('founder'), ...parts }), testContext);
  return { call, companies };
};

describe('POST /api/companies', () => {
  it('answers 201 with an id made from the name, and keeps the signing key to the server', async () => {
    const { call, companies } = setUp();
    const answer = await call();
    expect(answer.statusCode).toBe(201);
    expect(companySchema.parse(jsonBody(answer))).toEqual({
      ...body,
      companyId: 'cafe-muller-000001',
      platform: 'custom',
      allowedOrigins: [],
      version: 1,
      createdAt: testNow,
      updatedAt: testNow,
    });
    expect(answer.headers).toMatchObject({ etag: '"v1"', location: '/api/companies/cafe-muller-000001' });
    expect(companies.signingKeys).toEqual(['new-signing-key']);
    expect(answer.body).not.toContain('new-signing-key');
  });

  it('answers 201 with the id that was chosen', async () => {
    const answer = await setUp().call({ body: { ...body, companyId: 'cafe-mueller' } });
    expect(jsonBody(answer).companyId).toBe('cafe-mueller');
  });

  it('answers 201 to a repeat with the same Idempotency-Key and creates no second company', async () => {
    const { call, companies } = setUp();
    const headers = { 'Idempotency-Key': 'k1' };
    const [first, second] = [await call({ headers }), await call({ headers })];
    expect(second.body).toBe(first.body);
    expect(companies.signingKeys).toHaveLength(1);
  });

  it('answers 409 when the chosen id is taken', async () => {
    const { call } = setUp();
    const chosen = { body: { ...body, companyId: 'cafe-mueller' } };
    await call(chosen);
    expect((await call(chosen)).statusCode).toBe(409);
  });

  it.each([
    ['companyId', { companyId: 'Not An Id' }],
    ['name', { name: '  ' }],
    ['currency', { currency: 'euro' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['platform', { platform: 'etsy' }],
    ['allowedOrigins/0', { allowedOrigins: ['https://shop.example/path'] }],
  ])('answers 400 naming %s', async (field, wrong) => {
    const answer = await setUp().call({ body: { ...body, ...wrong } });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer).errors).toEqual([expect.objectContaining({ pointer: `/body/${field}` })]);
  });

  it('answers 401 without a token', async () => {
    expect((await setUp().call({ claims: undefined })).statusCode).toBe(401);
  });
});
