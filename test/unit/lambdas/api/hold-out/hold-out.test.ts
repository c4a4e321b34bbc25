import { getHoldOut, getHoldOutResults, holdOutResultsSchema, putHoldOut } from '#contracts/api/hold-out';
import { makeHandler as makeGet } from '#lambdas/api/hold-out/get-hold-out';
import { makeHandler as makeResults } from '#lambdas/api/hold-out/get-hold-out-results';
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
  const asked: string[][] = [];
  const holdOut = {
    weeks: async (_: string, from: string, to: string) => {
      asked.push([from, to]);
      return [];
    },
  };
  const deps = { ...endpointFakes(options), settings: memorySettings(), holdOut };
  const claims = claimsOf(testUserId);
  const query = { companyId: testCompanyId };
  return {
    asked,
    results: (parts: HttpEventParts = {}) =>
      makeResults(deps)(httpEvent(getHoldOutResults, { claims, query, ...parts }), testContext),
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

describe('GET /api/analytics/hold-out', () => {
  itGuardsMembers(getHoldOutResults, (parts, options) => setUp(options).results(parts));

  it('answers 200 with the last twelve weeks, and says when nobody was seen', async () => {
    const { results, asked } = setUp();
    const answer = await results();
    expect(holdOutResultsSchema.strict().parse(jsonBody(answer)).verdict.code).toBe('off');
    expect(asked).toEqual([['2026-08-31', '2026-11-16']]);
  });

  it('takes the weeks that begin within what is asked for', async () => {
    const { results, asked } = setUp();
    await results({ query: { companyId: testCompanyId, from: '2026-10-06', to: '2026-11-01' } });
    expect(asked).toEqual([['2026-10-12', '2026-10-26']]);
  });

  it.each([
    ['more than half a year', '2026-01-01', '2026-11-01'],
    ['no whole week', '2026-11-17', '2026-11-20'],
  ])('answers 422 to %s', async (_, from, to) => {
    const answer = await setUp().results({ query: { companyId: testCompanyId, from, to } });
    expect(answer.statusCode).toBe(422);
  });
});
