import { putRecommendationConfig } from '#contracts/api/recommendation-config';
import { defaultRecommendationConfig as defaults } from '#core/recommend/recommendation-config';
import { makeHandler } from '#lambdas/api/recommendation-config/put-recommendation-config';
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
      httpEvent(putRecommendationConfig, {
        query: { companyId: testCompanyId },
        headers: { 'If-Match': '"v0"' },
        body: defaults,
        claims: claimsOf(testUserId),
        ...parts,
      }),
      testContext,
    );
};

const noWeights = Object.fromEntries(Object.keys(defaults.weights).map((name) => [name, 0]));

describe('PUT /api/admin/recommendations/config', () => {
  itGuardsMembers(putRecommendationConfig, (parts, options) => setUp(options)(parts));

  it('answers 200 with the configuration under its next version; ids need not be known products', async () => {
    const config = { ...defaults, maxLimit: 12, excludedProductIds: ['no-such-product'] };
    const answer = await setUp()({ body: config });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers?.etag).toBe('"v1"');
    expect(putRecommendationConfig.response?.parse(jsonBody(answer))).toEqual({
      config,
      version: 1,
      updatedAt: testNow,
      updatedBy: testUserId,
    });
  });

  it('answers 200 with the end of a pin in UTC, whatever offset it came with', async () => {
    const pin = { sourceProductId: null, productId: 'p', position: 0 };
    const pins = [{ ...pin, expiresAt: '2026-12-24T18:00:00+01:00' }, pin];
    const body = jsonBody<{ config: { pins: object[] } }>(await setUp()({ body: { ...defaults, pins } }));
    expect(body.config.pins).toEqual([{ ...pin, expiresAt: '2026-12-24T17:00:00.000Z' }, pin]);
  });

  it('answers 412 when somebody else changed the configuration meanwhile', async () => {
    const call = setUp();
    await call();
    expect((await call()).statusCode).toBe(412);
  });

  it('answers 428 without If-Match', async () => {
    expect((await setUp()({ headers: {} })).statusCode).toBe(428);
  });

  it.each([
    ['/body/weights', { weights: noWeights }],
    ['/body/weights/similar', { weights: { ...defaults.weights, similar: 1.5 } }],
    ['/body/maxLimit', { maxLimit: 25 }],
    ['/body/defaultLimit', { defaultLimit: 9, maxLimit: 8 }],
    ['/body/excludedProductIds/0', { excludedProductIds: ['has#separator'] }],
    ['/body/pins/0/position', { pins: [{ sourceProductId: null, productId: 'p', position: 24 }] }],
    ['/body/stockThreshold', { stockThreshold: -1 }],
    ['/body/gate/hitRateLoss', { gate: { hitRateLoss: 2, coverageLoss: 0 } }],
    ['/body', { cacheSeconds: 1 }],
  ])('answers 400 naming %s', async (pointer, wrong) => {
    const answer = await setUp()({ body: { ...defaults, ...wrong } });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer).errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('answers 413 to a body of more than 256 KiB', async () => {
    const ids = Array.from({ length: 4000 }, (_, i) => `${'p'.repeat(80)}${i}`);
    expect((await setUp()({ body: { ...defaults, onlyProductIds: ids } })).statusCode).toBe(413);
  });
});
