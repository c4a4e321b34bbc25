import { getRecommendationCounters } from '#contracts/api/analytics';
import { sumShards } from '#core/events/daily-counters';
import { makeHandler } from '#lambdas/api/analytics/get-recommendation-counters';
import {
  claimsOf,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';

const call: MemberCall = (parts = {}, options = {}) => {
  const counters = {
    days: async (companyId: string, dates: readonly string[]) =>
      dates.map((date) => sumShards(date, companyId === testCompanyId ? [{ clicks: 2 }, { clicks: 1, views: 5 }] : [])),
  };
  const rest = { rollUps: { days: async () => [] }, holdOut: { weeks: async () => [] } };
  return makeHandler({ ...endpointFakes(options), ...rest, counters })(
    httpEvent(getRecommendationCounters, { claims: claimsOf(testUserId), ...parts, query: queryOf(parts.query) }),
    testContext,
  );
};

const queryOf = (query: Readonly<Record<string, string>> = {}) => ({
  companyId: testCompanyId,
  from: '2026-11-19',
  to: '2026-11-20',
  ...query,
});

describe('GET /api/analytics/recommendations', () => {
  itGuardsMembers(getRecommendationCounters, call);

  it('answers 200 with one entry per day, both ends included', async () => {
    const answer = await call({}, { role: 'viewer' });
    expect(answer.statusCode).toBe(200);
    const counts = { views: 5, impressions: 0, clicks: 3, addsToCart: 0 };
    expect(getRecommendationCounters.response?.parse(jsonBody(answer))).toEqual({
      days: [
        { date: '2026-11-19', ...counts },
        { date: '2026-11-20', ...counts },
      ],
    });
  });

  it('answers 200 for 92 days and 422 for one more', async () => {
    expect((await call({ query: { from: '2026-01-01', to: '2026-04-02' } })).statusCode).toBe(200);
    expect((await call({ query: { from: '2026-01-01', to: '2026-04-03' } })).statusCode).toBe(422);
  });

  it('answers 422 when the end lies before the start', async () => {
    const answer = await call({ query: { to: '2026-11-18' } });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([422, 'unprocessable']);
  });

  it.each(['2026-02-30', '20 November', ''])('answers 400 naming a start that is no date: %p', async (from) => {
    const answer = await call({ query: { from } });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer).errors).toEqual([expect.objectContaining({ pointer: '/query/from' })]);
  });
});
