import { eventInput } from '#contracts/api/events';
import { acceptEvent } from '#core/events/accept-event';
import { readSegmentMessage, segmentConsent } from '#core/events/segment-message';

const now = '2026-11-20T10:00:00.000Z';
const track = {
  type: 'track',
  event: 'Product Viewed',
  messageId: 'ajs-next-1795168800000-3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  anonymousId: 'anon-1',
  userId: 42,
  timestamp: '2026-11-20T09:59:00.000Z',
  context: { page: { url: 'https://shop.example/p1' }, userAgent: 'Mozilla/5.0', locale: 'de-AT' },
  properties: { product_id: 'p1', currency: 'EUR' },
};

const readEvent = (message: object) => {
  const reading = readSegmentMessage(message, now);
  if (reading.kind !== 'event') throw new Error(`no event: ${JSON.stringify(reading)}`);
  return eventInput.parse(reading.event);
};

const typeOf = (message: object) => {
  const outcome = acceptEvent(readEvent(message), { companyId: 'acme-shop', signingKey: 'key', now });
  return outcome.kind === 'accepted' ? outcome.event.type : outcome;
};

describe('a message of the Segment tracking API', () => {
  it('becomes an event with its id, session, customer, product, time and page', () => {
    expect(readEvent(track)).toMatchObject({
      eventId: track.messageId,
      sessionId: 'anon-1',
      customerId: '42',
      productId: 'p1',
      occurredAt: track.timestamp,
      context: { url: 'https://shop.example/p1', userAgent: 'Mozilla/5.0', locale: 'de-AT', currency: 'EUR' },
    });
  });

  it.each([
    ['Product Viewed', 'product_view'],
    ['Product List Viewed', 'list_impression'],
    ['Product Clicked', 'recommendation_click'],
    ['Promotion Viewed', 'offer_impression'],
    ['Promotion Clicked', 'offer_accept'],
    ['Product Added', 'add_to_cart'],
    ['Product Removed', 'remove_from_cart'],
    ['Checkout Started', 'checkout_started'],
    ['Order Completed', 'purchase'],
    ['Order Refunded', 'refund'],
  ])('%s is taken as %s', (event, type) => {
    expect(typeOf({ ...track, event, properties: { product_id: 'p1', order_id: 'o1' } })).toBe(type);
  });

  it('is a recommendation’s impression when it says of which', () => {
    const properties = { recommendation_id: 'rec_1', products: [{ product_id: 'p1' }] };
    expect(typeOf({ ...track, event: 'Product List Viewed', properties })).toBe('recommendation_impression');
  });

  it('takes the products of an order, whatever types its ids and quantities have', () => {
    const products = [{ product_id: 7, quantity: 2 }, { sku: 'b' }, { name: 'no id' }];
    const order = readEvent({
      ...track,
      event: 'Order Completed',
      properties: { order_id: 9, products, quantity: '2' },
    });
    expect(order).toMatchObject({ orderId: '9', productIds: ['7', 'b'], quantity: 2 });
  });

  it('keeps one id however often a message with an unusual id is read', () => {
    const strange = { ...track, messageId: 'message:with/other characters' };
    expect(readEvent(strange).eventId).toMatch(/^sg_[0-9a-f]{40}$/);
    expect(readEvent({ ...strange, sentAt: now }).eventId).toBe(readEvent(strange).eventId);
  });

  it.each([
    ['a page call', { ...track, type: 'page' }],
    ['an identify call', { ...track, type: 'identify' }],
    ['an event that no shop event is', { ...track, event: 'Signed Up' }],
  ])('passes over %s', (_, message) => {
    expect(readSegmentMessage(message, now)).toEqual({ kind: 'ignored' });
  });

  it.each([
    ['nothing', null, '/type'],
    ['a list', [], '/type'],
    ['no name', { ...track, event: undefined }, '/type'],
    ['an unknown type', { ...track, type: 'dance' }, '/type'],
    ['no messageId', { ...track, messageId: undefined }, '/messageId'],
  ])('is faulty with %s', (_, message, pointer) => {
    expect(readSegmentMessage(message, now)).toMatchObject({ kind: 'faulty', pointer });
  });

  it('says what was agreed to under names that are ours', () => {
    const categoryPreferences = { Analytics: false, Personalization: true, Advertising: false };
    expect(segmentConsent({ context: { consent: { categoryPreferences } } })).toEqual({
      analytics: false,
      personalization: true,
    });
    expect(segmentConsent('nonsense')).toBeUndefined();
  });
});
