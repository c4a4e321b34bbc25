import { recordTypeOf, streamRecordOf, streamRecordSchema } from '#contracts/events/stream-record';
import { type ShopEvent, shopEventTypes } from '#core/events/shop-event';

const event: ShopEvent = {
  eventId: 'event-0001',
  companyId: 'acme-shop',
  type: 'recommendation_click',
  occurredAt: '2026-11-20T09:00:00.000Z',
  receivedAt: '2026-11-20T09:00:01.000Z',
  sessionId: 's1',
  customerId: 'c1',
  productId: 'p1',
  productIds: ['p1', 'p2'],
  quantity: 2,
  orderId: 'o1',
  recommendationId: 'r1',
  placement: 'hybrid',
  relation: 'similar',
  modelVersion: 'm1',
  position: 0,
  consent: { analytics: true, personalization: false },
  context: { url: 'https://shop.example/', referrer: '', userAgent: 'Browser', locale: 'en-GB', currency: 'EUR' },
};

describe('stream record', () => {
  it('carries every member of an event there and back', () => {
    expect(streamRecordSchema.parse(JSON.parse(JSON.stringify(streamRecordOf(event))))).toEqual({
      recordType: 'interaction',
      event,
    });
  });

  it('keeps views and impressions apart from all else', () => {
    const types = Object.fromEntries(shopEventTypes.map((type) => [type, recordTypeOf(type)]));
    expect(types).toMatchObject({
      product_view: 'view',
      list_impression: 'impression',
      recommendation_impression: 'impression',
      offer_impression: 'impression',
      add_to_cart: 'interaction',
      purchase: 'interaction',
      refund: 'interaction',
    });
    expect(Object.values(types).filter((type) => type === 'impression')).toHaveLength(3);
  });

  it.each([
    ['an unknown type', { type: 'stare' }],
    ['a time that is none', { receivedAt: 'yesterday' }],
    ['a key separator in an id', { sessionId: 'a#b' }],
    ['a company that cannot be', { companyId: 'A/../B' }],
  ])('refuses %s', (_, wrong) => {
    const record = { recordType: 'view', event: { ...event, ...wrong } };
    expect(streamRecordSchema.safeParse(record).success).toBe(false);
  });
});
