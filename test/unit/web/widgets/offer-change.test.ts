import { cartInput } from '#contracts/api/carts';
import { recordOfferAccept, recordOfferDecline, recordOfferImpressions } from '#contracts/api/upsell-impressions';
import { upsellTypes } from '#core/rules/offer-declarations';
import { offerOf } from '#test/support/stub-offers';
import { cartPayload } from '../../../../web/widgets/src/cart-payload.ts';
import { offerAcceptPayload, offerImpressionPayload, offerPayload } from '../../../../web/widgets/src/event-payload.ts';
import { landingOf } from '../../../../web/widgets/src/landing.ts';
import { acceptedOffer } from '../../../../web/widgets/src/offer-change.ts';

const visit = { sessionId: 'a-session-id', consent: {} };
const stamp = { eventId: '0d9c3f0e-4b5f-4e0e-9a55-2f1f1c8f7c11', occurredAt: '2026-11-20T10:00:00.000Z' };
const onTheWire = (payload: object): unknown => JSON.parse(JSON.stringify(payload));

describe('answers to offers', () => {
  it('keep the contracts of their endpoints, for each of the six types', () => {
    for (const type of upsellTypes) {
      const offer = offerOf(type);
      const payloads = [
        [recordOfferImpressions, offerImpressionPayload([{ token: offer.token, stamp }], visit)],
        [recordOfferAccept, offerAcceptPayload(offer, visit, stamp)],
        [recordOfferDecline, offerPayload(offer.token, visit, stamp)],
      ] as const;
      for (const [operation, payload] of payloads) {
        expect(operation.body?.safeParse(onTheWire(payload))).toMatchObject({ success: true });
      }
    }
  });

  it('value an offer by what it adds to the cart, never below nothing', () => {
    const offer = offerOf('SUBSCRIPTION');
    const cheaper = { ...offer.priceEffect, cartTotalWithOffer: { amount: 2700, currency: 'GBP' } };
    expect(offerAcceptPayload(offer, visit, stamp)).toMatchObject({ value: { amount: 900, currency: 'GBP' } });
    expect(offerAcceptPayload({ ...offer, priceEffect: cheaper }, visit, stamp)).toMatchObject({
      value: { amount: 0 },
    });
  });

  it('tell the shop what to add, what to change, and what else comes with it', () => {
    expect(acceptedOffer('c', offerOf('BUNDLE'))).toMatchObject({
      add: [{ productId: 'p2' }, { productId: 'p3' }],
      change: [{ productId: 'p1' }],
    });
    expect(acceptedOffer('c', offerOf('BULK_DISCOUNT')).change).toMatchObject([{ productId: 'p1', quantity: 3 }]);
    expect(acceptedOffer('c', offerOf('SUBSCRIPTION')).frequency).toBe('MONTHLY');
    expect(acceptedOffer('c', offerOf('FREE_SHIPPING')).freeShipping).toBe(false);
  });
});

describe('a cart on its way', () => {
  const cart = { cartId: 'c', lines: [{ productId: 'p1', quantity: 2, price: 1 }], customerId: 'customer-1' };

  it('keeps its contract and takes no price along', () => {
    const payload = cartPayload(cart, visit, { device: 'mobile' });
    expect(cartInput.safeParse(payload)).toMatchObject({ success: true });
    expect(payload.lines).toEqual([{ productId: 'p1', quantity: 2 }]);
  });

  it('leaves out who the shopper is as far as consent was refused', () => {
    expect(cartPayload(cart, { ...visit, consent: { personalization: false } }, {})).not.toHaveProperty('customerId');
    expect(cartPayload(cart, { ...visit, consent: { analytics: false } }, {})).not.toHaveProperty('sessionId');
  });

  it('remembers campaign and site of the landing page, not the path of the referrer', () => {
    const facts = { hasTouch: false, screenPx: 900, address: 'https://shop.example/p?utm_source=news&utm_medium=' };
    expect(landingOf({ ...facts, referrer: 'https://search.example/find?q=private' })).toEqual({
      referrer: 'https://search.example',
      utm: { source: 'news' },
    });
    expect(landingOf({ ...facts, address: 'https://shop.example/', referrer: 'https://shop.example/cart' })).toEqual(
      {},
    );
    expect(landingOf({ ...facts, address: 'https://shop.example/', referrer: '' })).toEqual({});
  });
});
