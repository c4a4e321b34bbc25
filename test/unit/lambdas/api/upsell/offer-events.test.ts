import {
  getRuleDays,
  listRuleImpressions,
  recordOfferAccept,
  recordOfferDecline,
  recordOfferImpressions,
} from '#contracts/api/upsell-impressions';
import { logMessages } from '#contracts/log-messages';
import type { Operation } from '#contracts/operation';
import { signOfferToken } from '#core/offers/offer-token';
import type { ImpressionWindow } from '#core/ports/offer-event-store';
import { makeHandler as makeDays } from '#lambdas/api/upsell/get-rule-days';
import { makeHandler as makeList } from '#lambdas/api/upsell/list-rule-impressions';
import { makeHandler as makeAccept } from '#lambdas/api/upsell/record-offer-accept';
import { makeHandler as makeDecline } from '#lambdas/api/upsell/record-offer-decline';
import { makeHandler as makeImpressions } from '#lambdas/api/upsell/record-offer-impressions';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { eventFakes } from '#test/support/event-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';

const claims = {
  offerId: 'off_1',
  ruleId: 'r1',
  type: 'CROSS_SELL',
  experimentId: 'e1',
  variant: 'b',
  productIds: ['p2'],
  discountAmount: 150,
  currency: 'EUR',
  expiresAt: Date.parse(testNow) / 1000 + 60,
} as const;
const { signingKey } = companySettings();
const token = signOfferToken(claims, signingKey);
const body = { eventId: 'event-001', occurredAt: testNow, sessionId: 's1', token };

const setUp = () => {
  const { stored: written, events, sessions } = eventFakes();
  const deps = { ...endpointFakes(), events, sessions };
  const handlers = new Map<Operation, ReturnType<typeof makeImpressions>>([
    [recordOfferImpressions, makeImpressions(deps)],
    [recordOfferAccept, makeAccept(deps)],
    [recordOfferDecline, makeDecline(deps)],
  ]);
  const call = (operation: Operation, parts: HttpEventParts = {}) =>
    handlers.get(operation)!(
      httpEvent(operation, { query: { companyId: testCompanyId }, body, ...parts }),
      testContext,
    );
  return { deps, written, call };
};

const offer = {
  offerId: 'off_1',
  ruleId: 'r1',
  type: 'CROSS_SELL',
  experimentId: 'e1',
  variant: 'b',
  discount: { amount: 150, currency: 'EUR' },
};

describe('POST /api/upsell/impressions', () => {
  it('answers 202 and writes what the token proves to the stream', async () => {
    const { call, written } = setUp();
    const answer = await call(recordOfferImpressions);
    expect([answer.statusCode, jsonBody(answer).accepted]).toEqual([202, 1]);
    expect(written).toMatchObject([{ type: 'offer_impression', sessionId: 's1', offer }]);
  });

  it('logs "Upsell impression recorded" with the rule, and nothing of the visitor', async () => {
    const { call, deps } = setUp();
    await call(recordOfferImpressions);
    const lines = deps.logLines.filter(({ code }) => logMessages[code] === 'Upsell impression recorded');
    expect(lines.map(({ context }) => context)).toEqual([
      { companyId: testCompanyId, ruleId: 'r1', offerId: 'off_1', variant: 'b' },
    ]);
  });

  it('takes a batch and judges each of it, also as the text of a beacon', async () => {
    const { call, written } = setUp();
    const impressions = [body, { ...body, eventId: 'event-002', token: `${token}x` }, 'nonsense'];
    const answer = await call(recordOfferImpressions, {
      body: JSON.stringify({ impressions }),
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
    });
    const { accepted, rejected, results } = jsonBody<{ accepted: number; rejected: number; results: object[] }>(answer);
    expect([accepted, rejected]).toEqual([1, 2]);
    expect(results[1]).toMatchObject({ errors: [{ pointer: '/body/impressions/1/token', code: 'invalid_token' }] });
    expect(written).toHaveLength(1);
  });

  it.each([
    ['without a token', { ...body, token: undefined }],
    ['without a session', { ...body, sessionId: undefined }],
    ['an empty batch', { impressions: [] }],
  ])('answers 400 to %s', async (_, wrong) => {
    expect((await setUp().call(recordOfferImpressions, { body: wrong })).statusCode).toBe(400);
  });

  it('rejects a token of another store, and keeps nothing of an offer whose token has expired', async () => {
    const { call, written } = setUp();
    const foreign = signOfferToken(claims, 'x'.repeat(43));
    expect(jsonBody(await call(recordOfferImpressions, { body: { ...body, token: foreign } })).rejected).toBe(1);
    const expired = signOfferToken({ ...claims, expiresAt: 1 }, signingKey);
    await call(recordOfferImpressions, { body: { ...body, token: expired } });
    expect(written.map((event) => event.offer)).toEqual([undefined]);
  });

  it('answers 401 without a credential', async () => {
    expect((await setUp().call(recordOfferImpressions, { query: {} })).statusCode).toBe(401);
  });
});

describe('POST /api/upsell/impressions/accept', () => {
  it('answers 202 and writes order and value with what the token proves', async () => {
    const { call, written } = setUp();
    const value = { amount: 900, currency: 'EUR' };
    const answer = await call(recordOfferAccept, { body: { ...body, orderId: 'o1', value } });
    expect(answer.statusCode).toBe(202);
    expect(written).toMatchObject([{ type: 'offer_accept', orderId: 'o1', offer: { ...offer, value } }]);
  });

  it('answers 400 to a negative value, and 401 without a credential', async () => {
    const { call } = setUp();
    const value = { amount: -1, currency: 'EUR' };
    expect((await call(recordOfferAccept, { body: { ...body, value } })).statusCode).toBe(400);
    expect((await call(recordOfferAccept, { query: {} })).statusCode).toBe(401);
  });
});

describe('POST /api/upsell/impressions/decline', () => {
  it('answers 202 and writes the decline', async () => {
    const { call, written } = setUp();
    expect((await call(recordOfferDecline)).statusCode).toBe(202);
    expect(written).toMatchObject([{ type: 'offer_decline', offer }]);
  });

  it('answers 401 without a credential', async () => {
    expect((await setUp().call(recordOfferDecline, { query: {} })).statusCode).toBe(401);
  });
});

const setUpAdmin = (options: FakeOptions = {}) => {
  const windows: ImpressionWindow[] = [];
  const offerEvents = {
    ofRule: async (_: string, ruleId: string, window: ImpressionWindow) => {
      windows.push(window);
      const { discount, type } = { ...offer, type: 'CROSS_SELL' as const };
      return [{ offerId: 'off_1', ruleId, type, discount, sessionId: 's1', shownAt: testNow }];
    },
    days: async () => [
      {
        date: '2026-11-20',
        variant: null,
        impressions: 3,
        accepts: 1,
        declines: 1,
        orphans: 0,
        value: [{ amount: 900, currency: 'EUR' }],
        discount: [],
      },
    ],
  };
  const deps = { ...endpointFakes(options), offerEvents };
  const parts = { params: { ruleId: 'r1' }, claims: claimsOf(testUserId) };
  return {
    windows,
    list: (query: Record<string, string> = {}, more: HttpEventParts = {}) => {
      const event = { ...parts, query: { companyId: testCompanyId, ...query }, ...more };
      return makeList(deps)(httpEvent(listRuleImpressions, event), testContext);
    },
    days: (query: Record<string, string> = {}, more: HttpEventParts = {}) => {
      const range = { from: '2026-11-01', to: '2026-11-20' };
      const event = { ...parts, query: { companyId: testCompanyId, ...range, ...query }, ...more };
      return makeDays(deps)(httpEvent(getRuleDays, event), testContext);
    },
  };
};

describe('GET /api/upsell/rules/{ruleId}/impressions', () => {
  itGuardsMembers(listRuleImpressions, (parts, options) => setUpAdmin(options).list({}, parts));

  it('answers 200 with the impressions of the last day, or of the window asked for, in UTC', async () => {
    const { list, windows } = setUpAdmin();
    expect(jsonBody(await list())).toEqual({
      data: [
        {
          offerId: 'off_1',
          ruleId: 'r1',
          type: 'CROSS_SELL',
          experimentId: null,
          variant: null,
          sessionId: 's1',
          shownAt: testNow,
          acceptedAt: null,
          declinedAt: null,
          orderId: null,
          value: null,
        },
      ],
    });
    await list({ from: '2026-11-01T01:00:00+01:00', until: '2026-11-02T00:00:00Z', limit: '5' });
    expect(windows).toEqual([
      { from: '2026-11-19T10:00:00.000Z', until: testNow, limit: 20 },
      { from: '2026-11-01T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z', limit: 5 },
    ]);
  });

  it('answers 400 to a window that is empty or too long', async () => {
    const { list } = setUpAdmin();
    expect((await list({ from: testNow, until: testNow })).statusCode).toBe(400);
    expect((await list({ from: '2026-01-01T00:00:00Z' })).statusCode).toBe(400);
  });
});

describe('GET /api/upsell/rules/{ruleId}/days', () => {
  itGuardsMembers(getRuleDays, (parts, options) => setUpAdmin(options).days({}, parts));

  it('answers 200 with the sums of each day', async () => {
    expect(jsonBody<{ data: object[] }>(await setUpAdmin().days()).data).toMatchObject([
      { impressions: 3, accepts: 1 },
    ]);
  });

  it('answers 400 to dates in the wrong order or too far apart', async () => {
    const { days } = setUpAdmin();
    expect((await days({ to: '2026-10-01' })).statusCode).toBe(400);
    expect((await days({ from: '2026-01-01' })).statusCode).toBe(400);
  });
});
