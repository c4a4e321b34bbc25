import { getSegmentConfig, putSegmentConfig } from '#contracts/api/segments';
import { defaultSegmentConfig } from '#core/segments/segment-config';
import { makeHandler as makeGet } from '#lambdas/api/segments/get-segment-config';
import { makeHandler as makePut } from '#lambdas/api/segments/put-segment-config';
import {
  claimsOf,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { memorySettings } from '#test/support/memory-admin-stores';

const changed = { ...defaultSegmentConfig, vipOrders: 10 };

const setUp = (options: FakeOptions = {}) => {
  const deps = { ...endpointFakes(options), settings: memorySettings() };
  const claims = claimsOf(testUserId);
  const query = { companyId: testCompanyId };
  return {
    get: (parts: HttpEventParts = {}) =>
      makeGet(deps)(httpEvent(getSegmentConfig, { claims, query, ...parts }), testContext),
    put: (parts: HttpEventParts = {}) => {
      const headers = { 'If-Match': '"v0"' };
      return makePut(deps)(
        httpEvent(putSegmentConfig, { claims, query, headers, body: changed, ...parts }),
        testContext,
      );
    },
  };
};

describe('GET /api/admin/segments', () => {
  itGuardsMembers(getSegmentConfig, (parts, options) => setUp(options).get(parts));

  it('answers 200 with the defaults before anybody changed them', async () => {
    const answer = await setUp().get();
    expect(jsonBody(answer)).toEqual({
      segments: defaultSegmentConfig,
      version: 0,
      updatedAt: null,
      updatedBy: null,
    });
  });
});

describe('PUT /api/admin/segments', () => {
  itGuardsMembers(putSegmentConfig, (parts, options) => setUp(options).put(parts));

  it('answers 200 with what it stored', async () => {
    const { get, put } = setUp();
    expect(jsonBody(await put())).toMatchObject({ segments: changed, version: 1 });
    expect(jsonBody(await get())).toMatchObject({ segments: changed, version: 1 });
  });

  it('answers 412 when somebody else changed them meanwhile', async () => {
    const { put } = setUp();
    await put();
    expect((await put()).statusCode).toBe(412);
  });

  it.each([
    ['/body/lapsedAfterDays', { ...changed, lapsedAfterDays: 90 }],
    ['/body/valueBands/high', { ...changed, valueBands: { mid: 5, high: 5 } }],
  ])('answers 400 naming %s', async (pointer, body) => {
    const answer = await setUp().put({ body });
    expect([answer.statusCode, jsonBody<{ errors: { pointer: string }[] }>(answer).errors[0]?.pointer]).toEqual([
      400,
      pointer,
    ]);
  });
});
