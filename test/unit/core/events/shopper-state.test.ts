import fc from 'fast-check';
import type { ShopEvent, ShopEventType } from '#core/events/shop-event';
import { applyEvents, emptyShopperState } from '#core/events/shopper-state';

const event = (type: ShopEventType, productId: string, minute: number, extra: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId: `e-${type}-${productId}-${minute}`,
  companyId: 'acme-shop',
  type,
  occurredAt: new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString(),
  receivedAt: '2026-11-20T11:00:00.000Z',
  sessionId: 's1',
  productId,
  ...extra,
});

describe('the state of a shopper', () => {
  it('lists products newest first, each once', () => {
    const events = [event('product_view', 'a', 1), event('product_view', 'b', 2), event('product_view', 'a', 3)];
    expect(applyEvents(emptyShopperState, events).viewedProductIds).toEqual(['a', 'b']);
  });

  it('does not depend on the order in which events arrive together', () => {
    const events = [
      event('product_view', 'a', 1),
      event('add_to_cart', 'a', 2),
      event('product_view', 'b', 3),
      event('remove_from_cart', 'a', 4),
      event('add_to_cart', 'c', 5),
    ];
    const expected = applyEvents(emptyShopperState, events);
    expect(expected.cartProductIds).toEqual(['c']);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(applyEvents(emptyShopperState, shuffled)).toEqual(expected);
      }),
    );
  });

  it('empties the cart at a purchase', () => {
    const events = [event('add_to_cart', 'a', 1), event('purchase', 'a', 2, { orderId: 'o1' })];
    expect(applyEvents(emptyShopperState, events).cartProductIds).toEqual([]);
  });

  it('remembers at most 20 products', () => {
    const events = Array.from({ length: 30 }, (_, index) => event('product_view', `p${index}`, index));
    const { viewedProductIds } = applyEvents(emptyShopperState, events);
    expect([viewedProductIds.length, viewedProductIds[0]]).toEqual([20, 'p29']);
  });

  it('leaves no trace of who refused personalisation', () => {
    const events = [event('product_view', 'a', 1, { consent: { personalization: false } })];
    expect(applyEvents(emptyShopperState, events)).toEqual(emptyShopperState);
  });
});
