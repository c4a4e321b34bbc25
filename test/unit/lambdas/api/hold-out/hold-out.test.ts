import { getHoldOut, putHoldOut } from '#contracts/api/hold-out';
import { makeHandler as makeGet } from '#lambdas/api/hold-out/get-hold-out';
import { makeHandler as makePut } from '#lambdas/api/hold-out/put-hold-out';
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
  const deps = { ...endpointFakes(options), settings: memorySettings() };
  const claims = claimsOf(testUserId);
  const query = { companyId: testCompanyId };
  return {
    get: (parts: HttpEventParts = {}) => makeGet(deps)(httpEvent(getHoldOut, { claims, query, ...parts }), testContext),
    put: (parts: HttpEventParts = {}) => {
      const headers = { 'If-Match': '"v0"' };
      const body = { shareBasisPoints: 1000 };
      return makePut(deps)(httpEvent(putHoldOut, { claims, query, headers, body, ...parts }), testContext);
    },
  };
};

describe('GET /api/admin/hold-out', () => {
  itGuardsMembers(getHoldOut, (parts, options) => setUp(options).get(parts));

  it('answers 200 with 5 % before anybody changed it', async () => {
    expect(jsonBody(await setUp().get())).toEqual({
      holdOut: { shareBasisPoints: 500, salt: '', earlier: [] },
      version: 0,
      updatedAt: null,
      updatedBy: null,
    });
  });
});

describe('PUT /api/admin/hold-out', () => {
  itGuardsMembers(putHoldOut, (parts, options) => setUp(options).put(parts));

  it('answers 200 with what is in force and what was', async () => {
    const { get, put } = setUp();
    const holdOut = {
      shareBasisPoints: 1000,
      salt: '',
      earlier: [{ shareBasisPoints: 500, salt: '', until: testNow }],
    };
    expect(jsonBody(await put())).toMatchObject({ holdOut, version: 1 });
    expect(jsonBody(await get())).toMatchObject({ holdOut, version: 1 });
  });

  it('answers 412 when somebody else changed it meanwhile', async () => {
    const { put } = setUp();
    await put();
    expect((await put()).statusCode).toBe(412);
  });

  it.each([
    ['/body/shareBasisPoints', { shareBasisPoints: 5001 }],
    ['/body/salt', { shareBasisPoints: 500, salt: 'a\nb' }],
  ])('answers 400 naming %s', async (pointer, body) => {
    const answer = await setUp().put({ body });
    expect([answer.statusCode, jsonBody<{ errors: { pointer: string }[] }>(answer).errors[0]?.pointer]).toEqual([
      400,
      pointer,
    ]);
  });
});
