import {
  recordSegmentBatch,
  recordSegmentBrowserBatch,
  recordSegmentIdentify,
  recordSegmentPage,
  recordSegmentTrack,
} from '#contracts/api/segment';
import type { Operation } from '#contracts/operation';
import { makeHandler as makeBatch } from '#lambdas/api/segment/record-segment-batch';
import { makeHandler as makeBrowserBatch } from '#lambdas/api/segment/record-segment-browser-batch';
import { makeHandler as makeIdentify } from '#lambdas/api/segment/record-segment-identify';
import { makeHandler as makePage } from '#lambdas/api/segment/record-segment-page';
import { makeHandler as makeTrack } from '#lambdas/api/segment/record-segment-track';
import {
  endpointFakes,
  jsonBody,
  testContext,
  testNow,
  testPublishableKey,
  testSecretKey,
} from '#test/support/endpoint-fakes';
import { eventFakes } from '#test/support/event-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';

const basic = (userName: string) => ({ authorization: `Basic ${Buffer.from(`${userName}:`).toString('base64')}` });

const message = (messageId: string, change: object = {}) => ({
  type: 'track',
  event: 'Product Viewed',
  messageId,
  anonymousId: 'anon-1',
  timestamp: testNow,
  properties: { product_id: 'p1' },
  ...change,
});

const setUp = (takes = true) => {
  const stream = eventFakes(() => takes);
  const deps = { ...endpointFakes(), ...stream };
  const handlers = new Map<Operation, ReturnType<typeof makeBatch>>([
    [recordSegmentBatch, makeBatch(deps)],
    [recordSegmentBrowserBatch, makeBrowserBatch(deps)],
    [recordSegmentTrack, makeTrack(deps)],
    [recordSegmentPage, makePage(deps)],
    [recordSegmentIdentify, makeIdentify(deps)],
  ]);
  const call = (operation: Operation, parts: HttpEventParts) =>
    handlers.get(operation)!(httpEvent(operation, { headers: basic(testPublishableKey), ...parts }), testContext);
  return { ...stream, deps, call };
};

describe.each([
  ['POST /v1/batch', recordSegmentBatch],
  ['POST /v1/b', recordSegmentBrowserBatch],
])('%s', (_, operation) => {
  it('answers 200 and takes what is good; a bad message goes into quarantine and harms no other', async () => {
    const { call, stored, rejections } = setUp();
    const bad = message('message-0002', { properties: {} });
    const batch = [message('message-0001'), bad, { type: 'identify' }, 'nonsense'];
    const answer = await call(operation, { body: { batch, sentAt: testNow } });
    expect(answer.statusCode).toBe(200);
    expect(operation.response?.parse(jsonBody(answer))).toEqual({
      success: true,
      accepted: 1,
      ignored: 1,
      rejected: 2,
    });
    expect(stored.map(({ eventId }) => eventId)).toEqual(['message-0001']);
    expect(rejections.map(({ reason, source }) => [reason, source])).toEqual([
      ['missing_field', 'segment'],
      ['unknown_type', 'segment'],
    ]);
    expect(JSON.parse(rejections[0]?.payload ?? '')).toEqual({ sentAt: testNow, ...bad });
  });

  it('takes the write key from the body and the body as text/plain', async () => {
    const { call, stored } = setUp();
    const body = JSON.stringify({ writeKey: testPublishableKey, batch: [message('message-0001')] });
    const answer = await call(operation, { headers: { 'content-type': 'text/plain' }, body });
    expect([answer.statusCode, stored.length]).toEqual([200, 1]);
  });

  it('answers 503 when the stream does not take everything, so that the client sends it again', async () => {
    const answer = await setUp(false).call(operation, { body: { batch: [message('message-0001')] } });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([503, 'stream_unavailable']);
  });

  it('puts the clock of a device right by the time of sending of the batch', async () => {
    const { call, stored } = setUp();
    const batch = [message('message-0001', { timestamp: '2026-11-20T11:58:00.000Z' })];
    await call(operation, { body: { batch, sentAt: '2026-11-20T12:00:00.000Z' } });
    expect(stored).toEqual([
      expect.objectContaining({ occurredAt: '2026-11-20T09:58:00.000Z', isClockCorrected: true }),
    ]);
  });

  it('keeps nothing of who refused analytics, and no customer of who refused personalisation', async () => {
    const { call, stored, rejections } = setUp();
    const consent = (categoryPreferences: object) => ({
      context: { consent: { categoryPreferences } },
      userId: 'user-7',
    });
    const batch = [
      message('message-0001', consent({ analytics: false })),
      message('', consent({ analytics: false })),
      message('message-0003', { ...consent({ personalization: false }), properties: {} }),
      message('message-0004', consent({ personalization: false })),
    ];
    await call(operation, { body: { batch } });
    expect([stored.length, rejections.length]).toEqual([1, 1]);
    expect(JSON.stringify([stored, rejections])).not.toContain('user-7');
  });

  it.each([
    ['no key', {}],
    ['an unknown key', basic('pk_acme-shop_UNKNOWN001')],
    ['a secret key, which no client of Segment may carry', basic(testSecretKey)],
  ])('answers 401 with %s', async (_name, headers) => {
    expect((await setUp().call(operation, { headers, body: { batch: [] } })).statusCode).toBe(401);
  });

  it('answers 400 to what is no batch', async () => {
    expect((await setUp().call(operation, { body: '{"batch"' })).statusCode).toBe(400);
    expect((await setUp().call(operation, { body: { batch: 'all' } })).statusCode).toBe(400);
  });
});

describe('POST /v1/t', () => {
  it('takes one tracked event, whose type the path tells', async () => {
    const { call, stored } = setUp();
    const { type: _type, ...untyped } = message('message-0001');
    const answer = await call(recordSegmentTrack, { body: { ...untyped, writeKey: testPublishableKey } });
    expect(jsonBody(answer)).toMatchObject({ success: true, accepted: 1 });
    expect(stored).toEqual([expect.objectContaining({ type: 'product_view', sessionId: 'anon-1' })]);
  });
});

describe.each([
  ['POST /v1/p', recordSegmentPage],
  ['POST /v1/i', recordSegmentIdentify],
])('%s', (_, operation) => {
  it('answers 200 and keeps nothing', async () => {
    const { call, stored, rejections } = setUp();
    const answer = await call(operation, { body: { messageId: 'message-0001', traits: { email: 'a@example.com' } } });
    expect([answer.statusCode, jsonBody(answer).ignored]).toEqual([200, 1]);
    expect([...stored, ...rejections]).toEqual([]);
  });
});
