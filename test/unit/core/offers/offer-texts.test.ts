import { evaluateOffers } from '#core/offers/evaluate-offers';
import { offerReason, offerText } from '#core/offers/offer-texts';
import { reasonLanguages } from '#core/recommend/reason-language';
import { type RuleOffer, upsellTypes } from '#core/rules/offer-declarations';
import { defaultSubscriptionConfig } from '#core/subscriptions/subscription-config';
import { aCart, anOfferRequest, aRule, eurProduct } from '#test/support/offer-fixtures';

const offers: Record<(typeof upsellTypes)[number], RuleOffer> = {
  BULK_DISCOUNT: { type: 'BULK_DISCOUNT' },
  SUBSCRIPTION: { type: 'SUBSCRIPTION' },
  CROSS_SELL: { type: 'CROSS_SELL', productIds: ['x', 'y'], most: 2 },
  BUNDLE: { type: 'BUNDLE', productIds: ['a', 'x'], discountType: 'PERCENTAGE', percentOff: 1000 },
  FREE_GIFT: { type: 'FREE_GIFT', productIds: ['x'] },
  FREE_SHIPPING: { type: 'FREE_SHIPPING', currency: 'EUR', threshold: 5000, shippingCost: 490 },
};

const subscribable = {
  ...defaultSubscriptionConfig,
  eligible: true,
  allowedFrequencies: ['BIWEEKLY'],
  defaultFrequency: 'BIWEEKLY',
  discountBasisPoints: 1000,
} as const;

const said = (type: (typeof upsellTypes)[number], locale: string, lines = 4) => {
  const { offers: made } = evaluateOffers(
    anOfferRequest({
      products: [
        eurProduct('a', 1000, { title: 'Coffee' }),
        eurProduct('x', 500, { title: 'Mug' }),
        eurProduct('y', 250, { title: 'Filters' }),
      ],
      rules: [aRule('r1', { offer: offers[type] })],
      cart: aCart([['a', lines]]),
      discounts: new Map([
        ['a', { productId: 'a', tiers: [{ minQuantity: 6, type: 'PERCENTAGE', value: 1250, enabled: true }] }],
      ]),
      subscriptions: new Map([['a', subscribable]]),
    }),
  );
  const titles = new Map([
    ['a', 'Coffee'],
    ['x', 'Mug'],
    ['y', 'Filters'],
  ]);
  const context = { currency: 'EUR', locale, titleOf: (id: string) => titles.get(id) ?? id };
  return { ...offerText(made[0]!, context), reason: offerReason(made[0]!, context) };
};

describe('the words of an offer', () => {
  it.each([
    ['BULK_DISCOUNT', 'Add 2 more, save 12.5%', 'Coffee costs €8.75 each from 6 on.', 'You have 4 in your cart'],
    ['SUBSCRIPTION', 'Get Coffee every 2 weeks', 'You save €4.00.', 'In your cart, and to be had as a subscription'],
    ['CROSS_SELL', 'Add Mug and Filters', null, 'Picked by the shop for this cart'],
    ['BUNDLE', 'Coffee and Mug together for less', 'You save €1.50.', '1 of 2 are in your cart'],
    ['FREE_GIFT', 'Mug as a free gift', null, 'A gift for this cart'],
    ['FREE_SHIPPING', '€10.00 to go for free shipping', 'You save €4.90 on shipping.', 'Your order counts towards it'],
  ] as const)('%s come from its facts alone', (type, title, message, reason) => {
    expect(said(type, '')).toMatchObject({ title, message, reason: { text: reason } });
  });

  it('say that shipping is free once it is', () => {
    expect(said('FREE_SHIPPING', 'en', 5).title).toBe('Your order ships for free');
  });

  it('are in the language asked for, numbers and all', () => {
    expect(said('BULK_DISCOUNT', 'de-AT')).toMatchObject({
      title: '2 mehr nehmen, 12,5\u00a0% sparen',
      message: 'Coffee kostet ab 6 Stück je 8,75\u00a0€.',
    });
    expect(said('CROSS_SELL', 'fr').title).toBe('Ajoutez Mug et Filters');
    expect(said('SUBSCRIPTION', 'es').title).toBe('Recibe Coffee cada 2 semanas');
  });

  it.each(['xx', 'de-DE-DE', 'tlh'])('are English for %s, which is unknown or malformed', (locale) => {
    expect(said('FREE_GIFT', locale).title).toBe('Mug as a free gift');
  });

  it.each(reasonLanguages)('are complete in %s', (code) => {
    for (const type of upsellTypes) {
      const { title, message, reason } = said(type, code);
      for (const text of [title, message ?? 'none', reason.text]) expect(text).not.toMatch(/undefined|NaN|^$/);
    }
  });
});
