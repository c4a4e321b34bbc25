import { recordAddToCart, recordClick, recordEvents, recordImpression, recordView } from '#contracts/api/events';
import type { ShopEvent } from '#core/events/shop-event';
import { signItemToken } from '#core/recommend/item-token';
import { makeHandler as makeAddToCart } from '#lambdas/api/events/record-add-to-cart';
import { makeHandler as makeClick } from '#lambdas/api/events/record-click';
import { makeHandler as makeEvents } from '#lambdas/api/events/record-events';
import { makeHandler as makeImpression } from '#lambdas/api/events/record-impression';
import { makeHandler as makeView } from '#lambdas/api/events/record-view';
import type { EventDependencies } from '#lambdas/api/events/take-events';
import {
  companySettings,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testPublishableKey,
} from '#test/support/endpoint-fakes';
import { eventFakes } from '#test/support/event-fakes';
import { httpEvent } from '#test/support/http-event';

const setUp = (written: (event: ShopEvent) => boolean = () => true) => {
  const fakes = endpointFakes();
  const { stored, rejections, ...stream } = eventFakes(written);
  const deps: EventDependencies = { ...fakes, ...stream };
  return { deps, fakes, stored, rejections };
};

const query = { companyId: testCompanyId };
const base = { eventId: 'event-0001', occurredAt: testNow, sessionId: 's1' };
const view = { ...base, type: 'product_view', productId: 'p1' };

describe('POST /api/events', () => {
  const send = async (events: unknown, set = setUp()) => {
    const answer = await makeEvents(set.deps)(httpEvent(recordEvents, { query, body: { events } }), testContext);
    return { answer, ...set };
  };

  it('answers 202 and for each event by itself; a bad one does not harm the others', async () => {
    const { answer, stored } = await send([view, { ...view, eventId: 'event-0002', type: 'danced' }, 'nonsense']);
    expect(answer.statusCode).toBe(202);
    expect(jsonBody(answer)).toMatchObject({
      accepted: 1,
      ignored: 0,
      rejected: 2,
      results: [
        { eventId: 'event-0001', status: 'accepted' },
        { eventId: 'event-0002', status: 'rejected', errors: [{ pointer: '/body/events/1/type' }] },
        { eventId: null, status: 'rejected' },
      ],
    });
    expect(stored.map(({ eventId }) => eventId)).toEqual(['event-0001']);
  });

  it('writes an id that comes twice in one call once', async () => {
    const { answer, stored } = await send([view, view]);
    expect(jsonBody(answer)).toMatchObject({ accepted: 2 });
    expect(stored).toHaveLength(1);
  });

  it('never calls an event accepted that the stream did not take, and answers 202 all the same', async () => {
    const set = setUp(({ eventId }) => eventId !== 'event-0002');
    const { answer, fakes } = await send([view, { ...view, eventId: 'event-0002' }], set);
    expect(answer.statusCode).toBe(202);
    expect(jsonBody(answer)).toMatchObject({
      accepted: 1,
      rejected: 1,
      results: [{ status: 'accepted' }, { status: 'rejected', errors: [{ code: 'not_written' }] }],
    });
    expect(fakes.logLines).toContainEqual({ level: 'error', code: 'events_not_written', context: { count: 1 } });
  });

  it('stores nothing of a shopper who refused analytics', async () => {
    const { answer, stored } = await send([{ ...view, consent: { analytics: false } }]);
    const results = [{ eventId: 'event-0001', status: 'ignored' }];
    expect(jsonBody(answer)).toMatchObject({ accepted: 0, ignored: 1, results });
    expect(stored).toEqual([]);
  });

  it('sends what failed into quarantine with its reason, and nothing of a visitor beyond the event', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0 (secret device)', origin: 'https://shop.example' };
    const set = setUp();
    const events = [view, { ...view, eventId: 'event-0002', type: 'danced' }];
    await makeEvents(set.deps)(httpEvent(recordEvents, { query, headers, body: { events } }), testContext);
    expect(set.rejections).toEqual([
      expect.objectContaining({
        companyId: testCompanyId,
        reason: 'unknown_type',
        eventId: 'event-0002',
        isCut: false,
      }),
    ]);
    expect(JSON.parse(set.rejections[0]?.payload ?? '')).toEqual(events[1]);
    expect(JSON.stringify(set.rejections)).not.toContain('secret device');
  });

  it('keeps not even in quarantine what a shopper sent who refused analytics', async () => {
    const { answer, stored, rejections } = await send([{ consent: { analytics: false }, type: 'danced' }]);
    expect(jsonBody(answer)).toMatchObject({ ignored: 1, rejected: 0 });
    expect([...stored, ...rejections]).toEqual([]);
  });

  it('refuses an event that is larger than any real one', async () => {
    const { answer, rejections } = await send([{ ...view, note: 'x'.repeat(33_000) }]);
    expect(jsonBody(answer)).toMatchObject({ results: [{ status: 'rejected', errors: [{ code: 'oversize' }] }] });
    expect(rejections).toEqual([expect.objectContaining({ reason: 'oversize', isCut: true })]);
    expect(rejections[0]?.payload).toHaveLength(8_000);
  });

  it('lets no more into quarantine than a company needs to see, and tells the sender of every fault', async () => {
    const set = setUp();
    const junk = Array.from({ length: 100 }, (_, index) => ({ junk: index }));
    for (let request = 0; request < 11; request += 1) {
      expect(jsonBody((await send(junk, set)).answer)).toMatchObject({ rejected: 100 });
    }
    expect(set.rejections).toHaveLength(1_000);
  });

  it('takes for a robot’s what a session sends faster than anybody could, and only that', async () => {
    const set = setUp();
    const batch = (request: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        ...view,
        eventId: `event-${request}-${String(index).padStart(3, '0')}`,
      }));
    for (let request = 0; request < 4; request += 1) await send(batch(request), set);
    await send([{ ...view, eventId: 'event-other', sessionId: 's2' }], set);
    expect(set.stored.filter(({ isBot }) => isBot).map(({ eventId }) => eventId)).toEqual(
      batch(3).map(({ eventId }) => eventId),
    );
  });

  it('takes a text/plain body as navigator.sendBeacon sends it', async () => {
    const { deps, stored } = setUp();
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    const answer = await makeEvents(deps)(
      httpEvent(recordEvents, { query, headers, body: JSON.stringify({ events: [view] }) }),
      testContext,
    );
    expect([answer.statusCode, stored.length]).toEqual([202, 1]);
  });

  it('answers 400 for an empty list and 401 without a company', async () => {
    expect((await send([])).answer.statusCode).toBe(400);
    const { deps } = setUp();
    const anonymous = await makeEvents(deps)(httpEvent(recordEvents, { body: { events: [view] } }), testContext);
    expect(anonymous.statusCode).toBe(401);
    const headers = { authorization: `Basic ${Buffer.from(`${testPublishableKey}:`).toString('base64')}` };
    const basic = await makeEvents(deps)(httpEvent(recordEvents, { headers, body: { events: [view] } }), testContext);
    expect(basic.statusCode).toBe(401);
  });

  it('logs neither events nor visitors', async () => {
    const { fakes } = await send([{ ...view, customerId: 'customer-7', sessionId: 'session-7' }]);
    expect(JSON.stringify(fakes.logLines)).not.toMatch(/customer-7|session-7/);
  });
});

describe('POST /api/recommendations/view', () => {
  it('stores a product view and answers 202', async () => {
    const { deps, stored } = setUp();
    const answer = await makeView(deps)(
      httpEvent(recordView, { query, body: { ...base, productId: 'p1' } }),
      testContext,
    );
    expect(answer.statusCode).toBe(202);
    expect(stored).toEqual([
      expect.objectContaining({ type: 'product_view', productId: 'p1', companyId: testCompanyId }),
    ]);
  });

  it('answers 400 naming productId when it is missing', async () => {
    const { deps } = setUp();
    const answer = await makeView(deps)(httpEvent(recordView, { query, body: base }), testContext);
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer)).toMatchObject({ errors: [{ pointer: '/body/productId' }] });
  });
});

describe('POST /api/recommendations/impression', () => {
  it('stores one impression of all products that came into view', async () => {
    const { deps, stored } = setUp();
    const body = { ...base, productIds: ['p1', 'p2'], recommendationId: 'rec_1' };
    const answer = await makeImpression(deps)(httpEvent(recordImpression, { query, body }), testContext);
    expect(answer.statusCode).toBe(202);
    expect(stored).toEqual([
      expect.objectContaining({
        type: 'recommendation_impression',
        productIds: ['p1', 'p2'],
        recommendationId: 'rec_1',
      }),
    ]);
  });
});

describe('POST /api/recommendations/click', () => {
  const token = signItemToken(
    {
      productId: 'p1',
      recommendationId: 'rec_1',
      placement: 'hybrid',
      relation: 'similar',
      modelVersion: 'm1',
      position: 2,
      propensity: 0.025,
      expiresAt: Date.parse(testNow) / 1000 + 60,
    },
    companySettings().signingKey,
  );

  it('ties the click to recommendation and position by its token and logs "Recommendation clicked"', async () => {
    const { deps, fakes, stored } = setUp();
    const answer = await makeClick(deps)(
      httpEvent(recordClick, { query, body: { ...base, productId: 'p1', token } }),
      testContext,
    );
    expect(answer.statusCode).toBe(202);
    expect(stored).toEqual([
      expect.objectContaining({ type: 'recommendation_click', recommendationId: 'rec_1', position: 2 }),
    ]);
    expect(fakes.logLines).toContainEqual({
      level: 'info',
      code: 'recommendation_clicked',
      context: expect.objectContaining({ recommendationId: 'rec_1', position: 2, placement: 'hybrid' }),
    });
  });

  it('rejects a forged token and logs no click', async () => {
    const { deps, fakes, stored } = setUp();
    const answer = await makeClick(deps)(
      httpEvent(recordClick, { query, body: { ...base, productId: 'p1', token: 'forged.token' } }),
      testContext,
    );
    expect(jsonBody(answer)).toMatchObject({ rejected: 1, results: [{ errors: [{ pointer: '/body/token' }] }] });
    expect(stored).toEqual([]);
    expect(fakes.logLines.map(({ code }) => code)).not.toContain('recommendation_clicked');
  });
});

describe('POST /api/recommendations/add-to-cart', () => {
  it('stores the add with its quantity', async () => {
    const { deps, stored } = setUp();
    const body = { ...base, productId: 'p1', quantity: 2 };
    const answer = await makeAddToCart(deps)(httpEvent(recordAddToCart, { query, body }), testContext);
    expect(answer.statusCode).toBe(202);
    expect(stored).toEqual([expect.objectContaining({ type: 'recommendation_add_to_cart', quantity: 2 })]);
  });
});
