import { putFlags } from '#contracts/api/flags';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { makeHandler } from '#lambdas/api/flags/put-flags';
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
import { memorySettings } from '#test/support/memory-admin-stores';

const setUp = (options: FakeOptions = {}) => {
  const handler = makeHandler({ ...endpointFakes(options), settings: memorySettings() });
  return (parts: HttpEventParts = {}) =>
    handler(
      httpEvent(putFlags, {
        params: { companyId: testCompanyId },
        headers: { 'If-Match': '"v0"' },
        body: { smart_upsell_enabled: true },
        claims: claimsOf(testUserId),
        ...parts,
      }),
      testContext,
    );
};

describe('PUT /api/companies/{companyId}/flags', () => {
  itGuardsMembers(putFlags, (parts, options) => setUp(options)(parts));

  it('answers 200 with all flags, those that the body does not name as they were', async () => {
    const call = setUp();
    const first = await call();
    expect(first.statusCode).toBe(200);
    expect(first.headers?.etag).toBe('"v1"');
    const second = await call({ headers: { 'If-Match': '"v1"' }, body: { recommendations_enabled: false } });
    expect(putFlags.response?.parse(jsonBody(second))).toEqual({
      flags: { ...defaultFeatureFlags, smart_upsell_enabled: true, recommendations_enabled: false },
      version: 2,
      updatedAt: testNow,
      updatedBy: testUserId,
    });
  });

  it('answers 403 to language models where the plan has none, and takes everything else', async () => {
    const call = setUp({ defaultPlan: 'growth' });
    const answer = await call({ body: { mi_recommendations_enabled: true } });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([403, 'not_in_plan']);
    expect((await call({ body: { mi_recommendations_enabled: false } })).statusCode).toBe(200);
    expect((await setUp({ defaultPlan: 'pro' })({ body: { mi_recommendations_enabled: true } })).statusCode).toBe(200);
  });

  it('answers 412 when somebody else changed the flags meanwhile', async () => {
    const call = setUp();
    await call();
    expect((await call()).statusCode).toBe(412);
  });

  it('answers 428 without If-Match', async () => {
    expect((await setUp()({ headers: {} })).statusCode).toBe(428);
  });

  it.each([
    ['an unknown flag', { free_lunch_enabled: true }],
    ['a flag that is no boolean', { smart_upsell_enabled: 'yes' }],
  ])('answers 400 to %s', async (_, body) => {
    expect((await setUp()({ body })).statusCode).toBe(400);
  });
});
