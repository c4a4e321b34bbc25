import type { Product } from '#core/catalog/product';
import { evaluateOffers } from '#core/offers/evaluate-offers';
import type { OfferRequest } from '#core/offers/offer-request';
import type { BulkTier } from '#core/pricing/bulk-tier';
import type { RuleOffer } from '#core/rules/offer-declarations';
import { nearestFrequency } from '#core/subscriptions/frequency';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import { defaultSubscriptionConfig, type SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { subscriptionOffer } from '#core/subscriptions/subscription-offer';
import { aCart, anOfferRequest, aRule, eurProduct } from '#test/support/offer-fixtures';

/** Coffee costs 9.99, a grinder 49.00, a mug 12.50, filters 3.20. */
const products = [
  eurProduct('coffee', 999, { cost: { amount: 600, currency: 'EUR' } }),
  eurProduct('grinder', 4900, { cost: { amount: 4000, currency: 'EUR' } }),
  eurProduct('mug', 1250, { cost: { amount: 700, currency: 'EUR' } }),
  eurProduct('filters', 320, { stock: 4 }),
];

const tier = (minQuantity: number, value: number): BulkTier => ({
  minQuantity,
  type: 'PERCENTAGE',
  value,
  enabled: true,
});

const coffeeTiers = { productId: 'coffee', tiers: [tier(3, 500), tier(6, 1200)] };
const subscribable: SubscriptionConfig = {
  ...defaultSubscriptionConfig,
  eligible: true,
  allowedFrequencies: ['MONTHLY'],
  defaultFrequency: 'MONTHLY',
  discountBasisPoints: 1000,
};

/** Bought again by many. */
const forecast: ProductForecast = {
  productId: 'tea',
  daysPerUnit: 14,
  shape: 40,
  spread: { within: 0.35, between: 0.5 },
  quantityElasticity: 1,
  intervals: 40,
  repeatBuyers: 12,
  category: { intervals: 40, repeatBuyers: 12 },
  buyers: 100,
  maturedBuyers: 60,
  level: 'product',
  modelVersion: 'm1',
  computedAt: '2026-06-01T00:00:00.000Z',
};

const evaluate = (
  offer: RuleOffer,
  lines: readonly (readonly [string, number])[],
  overrides: Partial<OfferRequest> & { readonly products?: readonly Product[] } = {},
) =>
  evaluateOffers(
    anOfferRequest({
      products,
      rules: [aRule('r1', { offer })],
      cart: aCart(lines),
      discounts: new Map([['coffee', coffeeTiers]]),
      subscriptions: new Map([['coffee', subscribable]]),
      ...overrides,
    }),
  );

const built = (...args: Parameters<typeof evaluate>) => {
  const { offers, trace } = evaluate(...args);
  return offers[0]?.offer ?? trace.map(({ decision, detail }) => `${decision}: ${detail}`).join();
};

describe('a quantity discount', () => {
  it('tells what the next tier costs: 4 × 9.99 − 5 % = 37.96; 6 × 9.99 − 12 % = 52.75', () => {
    expect(built({ type: 'BULK_DISCOUNT' }, [['coffee', 4]])).toEqual({
      products: [{ productId: 'coffee', quantity: 6, inCart: true, listAmount: 999, offerAmount: 879 }],
      addedAmount: 5275 - 3796,
      savingAmount: 5994 - 5275,
      expectedValue: 5275 - 3796,
      cuts: [{ productId: 'coffee', perUnit: 949 - 879, units: 4, amount: 3796 - 3516 }],
      takes: ['tier#coffee'],
      giftFloor: 0,
      quantityStep: { extraUnits: 2, quantity: 6, savingBasisPoints: 1200 },
    });
  });

  it('stops at the floor: at a cost of 9.00 a unit no tier leads below it', () => {
    const dear = eurProduct('coffee', 999, { cost: { amount: 900, currency: 'EUR' } });
    expect(built({ type: 'BULK_DISCOUNT' }, [['coffee', 4]], { products: [dear] })).toMatchObject({
      products: [{ offerAmount: 900 }],
      savingAmount: 6 * 99,
    });
  });

  it('is not offered beyond the stock, above the last tier, or when quantity discounts are off', () => {
    const scarce = eurProduct('coffee', 999, { stock: 5 });
    const nothing = 'nothing-to-gain: No further units in stock lower the price of a line';
    expect(built({ type: 'BULK_DISCOUNT' }, [['coffee', 4]], { products: [scarce] })).toBe(nothing);
    expect(built({ type: 'BULK_DISCOUNT' }, [['coffee', 6]])).toBe(nothing);
    expect(built({ type: 'BULK_DISCOUNT', productIds: ['mug'] }, [['coffee', 4]])).toBe(nothing);
    const flags = { ...anOfferRequest().flags, bulk_discounts_enabled: false };
    expect(built({ type: 'BULK_DISCOUNT' }, [['coffee', 4]], { flags })).toBe(nothing);
  });
});

describe('a subscription', () => {
  it('costs the list price less the discount: 2 × (9.99 − 1.00) = 17.98 instead of 19.98', () => {
    expect(
      built({ type: 'SUBSCRIPTION' }, [
        ['mug', 1],
        ['coffee', 2],
      ]),
    ).toEqual({
      products: [{ productId: 'coffee', quantity: 2, inCart: true, listAmount: 999, offerAmount: 899 }],
      addedAmount: -200,
      savingAmount: 200,
      expectedValue: 1798,
      cuts: [{ productId: 'coffee', perUnit: 100, units: 2, amount: 200 }],
      takes: ['subscription#coffee'],
      giftFloor: 0,
      subscription: { frequency: 'MONTHLY', discountBasisPoints: 1000, perDeliveryAmount: 1798 },
    });
  });

  it('costs what the subscription itself says, rounded once: 10 × 3.33 − 1 % = 32.97, not 10 × 3.30', () => {
    const config = { ...subscribable, discountBasisPoints: 100 };
    const listPrice = { amount: 333, currency: 'EUR' };
    const asked = { config, listPrice, quantity: 10, floorAmount: 0, intelligenceEnabled: false };
    const itself = subscriptionOffer(asked)?.perDelivery;
    expect(itself?.total.amount).toBe(3297);
    expect(
      built({ type: 'SUBSCRIPTION' }, [['tea', 10]], {
        products: [eurProduct('tea', 333)],
        subscriptions: new Map([['tea', config]]),
      }),
    ).toMatchObject({
      products: [{ offerAmount: itself?.unitPrice.amount }],
      addedAmount: -33,
      savingAmount: 33,
      subscription: { perDeliveryAmount: 3297 },
    });
  });

  it('never costs more than the cart does, even by the rounding of a unit: 10 × 0.05 − 10 % = 0.45', () => {
    const config = { ...subscribable, discountBasisPoints: 0 };
    expect(
      built({ type: 'SUBSCRIPTION' }, [['clip', 10]], {
        products: [eurProduct('clip', 5)],
        subscriptions: new Map([['clip', config]]),
        discounts: new Map([['clip', { productId: 'clip', tiers: [tier(10, 1000)] }]]),
      }),
    ).toMatch(/^nothing-to-gain/);
  });

  it('is not offered where a tier costs less, or where nothing can be subscribed to', () => {
    expect(built({ type: 'SUBSCRIPTION' }, [['coffee', 6]])).toMatch(/^nothing-to-gain/);
    expect(built({ type: 'SUBSCRIPTION' }, [['mug', 1]])).toMatch(/^no-eligible-product/);
  });
});

describe('a product that shares a tier with the cart', () => {
  const cups = [eurProduct('red', 1000), eurProduct('blue', 1000)];
  const shared = { ...tier(3, 1000), mixGroup: 'cups' };
  const discounts = new Map(cups.map(({ productId }) => [productId, { productId, tiers: [shared] }]));
  const sold = { products: cups, discounts };

  it('lowers the lines that it carries to the tier: 2 × 10.00 become 2 × 9.00, and the third costs 9.00 − 10 %', () => {
    const offer = { type: 'CROSS_SELL', productIds: ['blue'], percentOff: 1000 } as const;
    expect(built(offer, [['red', 2]], sold)).toMatchObject({
      products: [{ productId: 'blue', listAmount: 1000, offerAmount: 810 }],
      addedAmount: 810 - 200,
      savingAmount: 190 + 200,
      cuts: [{ productId: 'red', perUnit: 100, units: 2, amount: 200 }],
    });
  });

  it('is in the price of a bundle: 9.00 + 9.00 − 20 % = 14.40 beside one more at 9.00', () => {
    const offer = {
      type: 'BUNDLE',
      productIds: ['red', 'blue'],
      discountType: 'PERCENTAGE',
      percentOff: 2000,
    } as const;
    expect(built(offer, [['red', 2]], sold)).toMatchObject({
      products: [{ offerAmount: 720 }, { offerAmount: 720 }],
      addedAmount: 1440 + 900 - 2000,
      savingAmount: 3000 - 1440 - 900,
    });
  });

  it('is not offered where what was given away already leaves no room for the tier', () => {
    const cost = { amount: 850, currency: 'EUR' };
    const dear = [eurProduct('red', 1000, { cost }), eurProduct('blue', 1000, { cost }), eurProduct('clip', 250)];
    const floorOfGift = { amount: 250, currency: 'EUR' };
    const { offers, trace } = evaluateOffers(
      anOfferRequest({
        products: [...dear.slice(0, 2), { ...dear[2]!, cost: floorOfGift }],
        discounts,
        cart: aCart([['red', 2]]),
        rules: [
          aRule('gift', { priority: 200, offer: { type: 'FREE_GIFT', productIds: ['clip'] } }),
          aRule('sell', { offer: { type: 'CROSS_SELL', productIds: ['blue'] } }),
        ],
      }),
    );
    // 3.00 above the floors less the gift's 2.50 do not pay for 2 × 1.00 off.
    expect(offers.map(({ rule }) => rule.ruleId)).toEqual(['gift']);
    expect(trace.find(({ rule }) => rule.ruleId === 'sell')?.decision).toBe('under-floor');
  });
});

describe('the frequency of a subscription', () => {
  const allowed = ['WEEKLY', 'MONTHLY', 'QUARTERLY', 'ANNUALLY'] as const;
  const frequencyWith = (isIntelligent: boolean, forecasts: OfferRequest['forecasts']) => {
    const config = { ...subscribable, allowedFrequencies: allowed, defaultFrequency: 'ANNUALLY' } as const;
    const result = built({ type: 'SUBSCRIPTION' }, [['coffee', 1]], {
      subscriptions: new Map([['coffee', config]]),
      flags: { ...anOfferRequest().flags, subscription_intelligence_enabled: isIntelligent },
      forecasts,
    });
    return typeof result === 'string' ? result : result.subscription?.frequency;
  };
  const known = new Map([['coffee', { ...forecast, productId: 'coffee' }]]);

  it('is predicted where that is switched on and orders tell enough, else the default', () => {
    expect(frequencyWith(true, known)).toBe(nearestFrequency(forecast.daysPerUnit, allowed));
    expect(frequencyWith(false, known)).toBe('ANNUALLY');
    expect(frequencyWith(true, new Map())).toBe('ANNUALLY');
  });
});

describe('a cross-sell', () => {
  it('adds the product at its price less the discount: 12.50 − 20 % = 10.00', () => {
    expect(built({ type: 'CROSS_SELL', productIds: ['mug'], percentOff: 2000 }, [['coffee', 1]])).toMatchObject({
      products: [{ productId: 'mug', quantity: 1, inCart: false, listAmount: 1250, offerAmount: 1000 }],
      addedAmount: 1000,
      savingAmount: 250,
      cuts: [],
    });
  });

  it('never goes below the cost: 12.50 − 90 % is 7.00', () => {
    const offer = { type: 'CROSS_SELL', productIds: ['mug'], percentOff: 9000 } as const;
    expect(built(offer, [['coffee', 1]])).toMatchObject({ products: [{ offerAmount: 700 }] });
  });

  it('takes the fixed products first, then those of the relation, as many as asked for', () => {
    const offer = { type: 'CROSS_SELL', productIds: ['mug'], relation: 'also-bought', most: 3 } as const;
    const candidates = { 'also-bought': ['coffee', 'filters', 'mug', 'unknown', 'grinder'] };
    const result = built(offer, [['coffee', 1]], { candidates });
    expect(result).toMatchObject({
      products: [{ productId: 'mug' }, { productId: 'filters' }, { productId: 'grinder' }],
    });
  });

  it.each<[string, Partial<OfferRequest> & { products?: Product[] }]>([
    ['in the cart', { cart: aCart([['mug', 1]]) }],
    ['in the cart', { cart: aCart([['mug-red', 1]]), products: [eurProduct('mug-red', 1, { variantOf: 'mug' })] }],
    ['out of stock', { products: [eurProduct('mug', 1250, { stock: 0 })] }],
    ['inactive', { products: [eurProduct('mug', 1250, { status: 'archived' })] }],
    ['no price in EUR', { products: [eurProduct('mug', 1250, { prices: [{ amount: 1, currency: 'USD' }] })] }],
    ['unknown', { products: [eurProduct('coffee', 999)] }],
    ['excluded', { config: { ...anOfferRequest().config, excludedProductIds: ['mug'] } }],
    ['not on the white list', { config: { ...anOfferRequest().config, onlyProductIds: ['grinder'] } }],
  ])('is not offered for a product that is %s', (reason, overrides) => {
    const result = built({ type: 'CROSS_SELL', productIds: ['mug'] }, [['coffee', 1]], overrides);
    expect(result).toBe(`no-eligible-product: mug: ${reason}`);
  });
});

describe('a bundle', () => {
  it('spreads 15 % off 9.99 + 49.00 = 58.99 over its parts: 1.50 and 7.35', () => {
    const offer = {
      type: 'BUNDLE',
      productIds: ['coffee', 'grinder'],
      discountType: 'PERCENTAGE',
      percentOff: 1500,
    } as const;
    expect(built(offer, [['coffee', 2]])).toEqual({
      products: [
        { productId: 'coffee', quantity: 1, inCart: true, listAmount: 999, offerAmount: 849 },
        { productId: 'grinder', quantity: 1, inCart: false, listAmount: 4900, offerAmount: 4165 },
      ],
      addedAmount: 4900 - 885,
      savingAmount: 885,
      expectedValue: 4900 - 885,
      cuts: [{ productId: 'coffee', perUnit: 150, units: 1 }],
      takes: ['grinder'],
      giftFloor: 0,
    });
  });

  it('costs its price in its currency, and is offered in no other', () => {
    const offer = {
      type: 'BUNDLE',
      productIds: ['coffee', 'filters'],
      discountType: 'BUNDLE_PRICE',
      amount: 1200,
      currency: 'EUR',
    } as const;
    const result = built(offer, [['coffee', 1]]);
    expect(result).toMatchObject({ addedAmount: 1200 - 999, savingAmount: 119 });
    expect(built({ ...offer, currency: 'USD' }, [['coffee', 1]])).toMatch('no price in EUR');
  });

  it('keeps each part above its floor: of 20.00 off, the grinder bears 9.00 and the coffee 3.39', () => {
    const offer = {
      type: 'BUNDLE',
      productIds: ['coffee', 'grinder'],
      discountType: 'FIXED_AMOUNT',
      amount: 2000,
      currency: 'EUR',
    } as const;
    expect(built(offer, [['coffee', 1]])).toMatchObject({
      products: [{ offerAmount: 999 - 339 }, { offerAmount: 4000 }],
      savingAmount: 339 + 900,
    });
  });

  it('is not offered once the cart holds it all, or when a missing part cannot be had', () => {
    const offer = {
      type: 'BUNDLE',
      productIds: ['coffee', 'mug'],
      discountType: 'PERCENTAGE',
      percentOff: 1000,
    } as const;
    expect(
      built(offer, [
        ['coffee', 1],
        ['mug', 1],
      ]),
    ).toBe('no-eligible-product: The cart holds the whole bundle');
    const config = { ...anOfferRequest().config, excludedProductIds: ['mug'] };
    expect(built(offer, [['coffee', 1]], { config })).toBe('no-eligible-product: mug: excluded');
  });
});

describe('a free gift', () => {
  it('costs nothing and is worth its price', () => {
    expect(built({ type: 'FREE_GIFT', productIds: ['mug'] }, [['grinder', 1]])).toMatchObject({
      products: [{ productId: 'mug', listAmount: 1250, offerAmount: 0 }],
      addedAmount: 0,
      savingAmount: 1250,
      giftFloor: 700,
    });
  });

  it('must be paid for by what the cart earns above its floors: 3.99 pays for filters, not for a mug', () => {
    const offer = { type: 'FREE_GIFT', productIds: ['mug', 'filters'] } as const;
    expect(built(offer, [['coffee', 1]])).toMatchObject({ products: [{ productId: 'filters' }] });
    expect(built({ ...offer, productIds: ['mug'] }, [['coffee', 1]])).toMatch(/^under-floor/);
    expect(built({ ...offer, productIds: ['mug'] }, [['coffee', 2]])).toMatchObject({ giftFloor: 700 });
  });
});

describe('free shipping', () => {
  const offer = { type: 'FREE_SHIPPING', currency: 'EUR', threshold: 5000, shippingCost: 490 } as const;

  it('tells how much is missing, quantity discounts counted: 50.00 − 37.96', () => {
    expect(built(offer, [['coffee', 4]])).toMatchObject({
      addedAmount: 0,
      savingAmount: 490,
      shipping: { thresholdAmount: 5000, remainingAmount: 5000 - 3796 },
    });
  });

  it('says when it is reached, and claims no saving that is not known', () => {
    const { shippingCost: _, ...unknown } = offer;
    expect(built(unknown, [['grinder', 2]])).toMatchObject({ savingAmount: null, shipping: { remainingAmount: 0 } });
  });

  it('is not offered in another currency', () => {
    expect(built({ ...offer, currency: 'USD' }, [['coffee', 1]])).toMatch(/^no-eligible-product/);
  });
});
