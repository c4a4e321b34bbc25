import { getRecommendationConfig } from '#contracts/api/recommendation-config';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { makeHandler } from '#lambdas/api/recommendation-config/get-recommendation-config';
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
import { memorySettings } from '#test/support/memory-admin-stores';

const callWith =
  (settings = memorySettings()): MemberCall =>
  (parts = {}, options = {}) =>
    makeHandler({ ...endpointFakes(options), settings })(
      httpEvent(getRecommendationConfig, {
        query: { companyId: testCompanyId },
        claims: claimsOf(testUserId),
        ...parts,
      }),
      testContext,
    );

describe('GET /api/admin/recommendations/config', () => {
  itGuardsMembers(getRecommendationConfig, callWith());

  it('answers 200 with the defaults under version 0 before anybody stored a configuration', async () => {
    const answer = await callWith()({}, { role: 'viewer' });
    expect(answer.statusCode).toBe(200);
    expect(getRecommendationConfig.response?.parse(jsonBody(answer))).toEqual({
      config: defaultRecommendationConfig,
      version: 0,
      updatedAt: null,
      updatedBy: null,
    });
    expect(answer.headers?.etag).toBe('"v0"');
  });

  it('answers 200 for the one company of a person who names none', async () => {
    expect((await callWith()({ query: undefined })).statusCode).toBe(200);
  });

  it('answers 200 with a change at once and who made it', async () => {
    const settings = memorySettings();
    const value = { ...defaultRecommendationConfig, defaultLimit: 3 };
    await settings.recommendationConfig.put(testCompanyId, { value, expectedVersion: 0, now: testNow, by: 'ann' });
    expect(jsonBody(await callWith(settings)())).toMatchObject({
      config: { defaultLimit: 3 },
      version: 1,
      updatedAt: testNow,
      updatedBy: 'ann',
    });
  });
});
