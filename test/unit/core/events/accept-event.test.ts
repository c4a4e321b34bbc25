import { acceptEvent, type IncomingEvent } from '#core/events/accept-event';
import { signItemToken } from '#core/recommend/item-token';

const now = '2026-11-20T10:00:00.000Z';
const context = { companyId: 'acme-shop', signingKey: 'key', now, userAgent: 'Mozilla/5.0' };
const view: IncomingEvent = {
  eventId: 'event-0001',
  type: 'product_view',
  occurredAt: '2026-11-20T10:59:30+01:00',
  sessionId: 's1',
  customerId: 'c1',
  productId: 'p1',
};
const token = signItemToken(
  {
    productId: 'p1',
    recommendationId: 'rec_1',
    placement: 'hybrid',
    relation: 'similar',
    modelVersion: 'm1',
    position: 2,
    propensity: 0.025,
    expiresAt: Date.parse(now) / 1000 + 60,
  },
  'key',
);

const accepted = (incoming: IncomingEvent) => {
  const outcome = acceptEvent(incoming, context);
  if (outcome.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
  return outcome.event;
};

describe('accepting an event', () => {
  it('stores UTC times, the company and the user agent of the request', () => {
    expect(accepted(view)).toMatchObject({
      companyId: 'acme-shop',
      occurredAt: '2026-11-20T09:59:30.000Z',
      receivedAt: now,
      context: { userAgent: 'Mozilla/5.0' },
    });
  });

  it.each([
    ['view_item', 'product_view'],
    ['Product Viewed', 'product_view'],
    ['ViewContent', 'product_view'],
    ['product_added_to_cart', 'add_to_cart'],
    ['AddToCart', 'add_to_cart'],
    ['Product List Viewed', 'list_impression'],
    ['select_item', 'recommendation_click'],
    ['Promotion Clicked', 'offer_accept'],
    ['begin_checkout', 'checkout_started'],
    ['product_removed_from_cart', 'remove_from_cart'],
    ['Order Refunded', 'refund'],
  ])('takes %s as %s', (alias, canonical) => {
    expect(accepted({ ...view, type: alias }).type).toBe(canonical);
  });

  it.each([
    ['the request', view, { ...context, userAgent: 'Googlebot/2.1' }],
    ['the event', { ...view, context: { userAgent: 'bingbot/2.0' } }, context],
  ])('takes what a robot sends and says so, as %s names it', (_, incoming, given) => {
    expect(acceptEvent(incoming, given)).toMatchObject({ kind: 'accepted', event: { isBot: true } });
  });

  it('says nothing of robots about a shopper’s event', () => {
    expect(accepted(view)).not.toHaveProperty('isBot');
  });

  it('puts the time right that a wrong clock gave, when the sender says when it sent', () => {
    const fast = { ...view, occurredAt: '2026-11-20T12:29:00Z', sentAt: '2026-11-20T12:30:00Z' };
    expect(accepted(fast)).toMatchObject({ occurredAt: '2026-11-20T09:59:00.000Z', isClockCorrected: true });
    expect(accepted({ ...view, sentAt: '2026-11-20T09:59:55Z' })).not.toHaveProperty('isClockCorrected');
  });

  it('compares the clock of an event that waited with the time at which it came', () => {
    const waited = { ...view, sentAt: '2026-11-20T09:59:40Z' };
    const outcome = acceptEvent(waited, { ...context, now: '2026-11-24T10:00:00.000Z', arrivedAt: now });
    expect(outcome).toMatchObject({
      event: { occurredAt: '2026-11-20T09:59:30.000Z', receivedAt: '2026-11-24T10:00:00.000Z' },
    });
  });

  it('ignores an event whose shopper refused analytics', () => {
    expect(acceptEvent({ ...view, consent: { analytics: false } }, context)).toEqual({ kind: 'ignored' });
  });

  it('drops the customer of a shopper who refused personalisation, and keeps the event', () => {
    const event = accepted({ ...view, consent: { personalization: false } });
    expect(event.customerId).toBeUndefined();
    expect(event.consent).toEqual({ personalization: false });
  });

  it.each([
    ['an unknown type', { type: 'danced' }, '/type', 'unknown_type'],
    ['an object member as type', { type: 'constructor' }, '/type', 'unknown_type'],
    ['a time ahead', { occurredAt: '2026-11-20T10:05:01Z' }, '/occurredAt', 'in_future'],
    ['a time long past', { occurredAt: '2026-11-13T09:59:59Z' }, '/occurredAt', 'too_old'],
    ['a clock that is days off', { sentAt: '2026-11-22T10:00:00Z' }, '/sentAt', 'clock_wrong'],
    ['no product', { productId: undefined }, '/productId', 'required'],
    ['a purchase without an order id', { type: 'purchase' }, '/orderId', 'required'],
    ['a forged token', { type: 'recommendation_click', token: `${token}x` }, '/token', 'invalid_token'],
  ])('rejects %s naming the field', (_, change, pointer, code) => {
    expect(acceptEvent({ ...view, ...change }, context)).toEqual({
      kind: 'rejected',
      faults: [{ pointer, code, message: expect.any(String) }],
    });
  });

  it('takes placement, relation, model and position of a click from its token, not from the page', () => {
    const click = { ...view, type: 'recommendation_click', token, position: 9, recommendationId: 'made-up' };
    expect(accepted(click)).toMatchObject({
      recommendationId: 'rec_1',
      placement: 'hybrid',
      relation: 'similar',
      modelVersion: 'm1',
      position: 2,
      propensity: 0.025,
    });
  });

  it('takes page, experiment and every place of a list from tokens, and refuses a forged one among them', () => {
    const tokenOf = (productId: string, position: number, recommendationId = 'rec_1') =>
      signItemToken(
        {
          ...{ productId, recommendationId, placement: 'hybrid', relation: 'similar', modelVersion: 'm1', position },
          ...{ sourceProductId: 'source', plainLength: 4, experimentId: 'exp', variant: 'b' },
          propensity: 0.5,
          expiresAt: Date.parse(now) / 1000 + 60,
        },
        'key',
      );
    const tokens = [tokenOf('p1', 0), tokenOf('p2', 1), tokenOf('p3', 2, 'rec_of_another_list')];
    const seen = { ...view, productId: undefined, type: 'recommendation_impression', token: tokens[0], tokens };
    expect(accepted(seen)).toMatchObject({
      ...{ sourceProductId: 'source', plainLength: 4, experimentId: 'exp', variant: 'b' },
      places: [
        { productId: 'p1', position: 0, propensity: 0.5 },
        { productId: 'p2', position: 1, propensity: 0.5 },
      ],
    });
    const forged = acceptEvent({ ...seen, tokens: [tokens[0]!, `${tokens[1]}x`] }, context);
    expect(forged).toMatchObject({ kind: 'rejected', faults: [{ code: 'invalid_token' }] });
  });

  it('keeps a click with an expired token, without its feedback', () => {
    const late = { ...context, now: '2026-11-20T10:02:00.000Z' };
    const outcome = acceptEvent({ ...view, type: 'recommendation_click', token, position: 9 }, late);
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(outcome.kind === 'accepted' && outcome.event.recommendationId).toBeUndefined();
    expect(outcome.kind === 'accepted' && outcome.event.position).toBeUndefined();
  });
});
