import { usualSpread } from '#core/subscriptions/forecast-products';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import { defaultSubscriptionConfig, type SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { type EligibilityQuestion, subscriptionEligibility } from '#core/subscriptions/subscription-eligibility';
import { type OfferQuestion, subscriptionOffer } from '#core/subscriptions/subscription-offer';
import { product } from '#test/support/recommendation-fakes';

const forecast: ProductForecast = {
  productId: 'tea',
  daysPerUnit: 14,
  shape: 40,
  spread: usualSpread,
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

const config: SubscriptionConfig = {
  eligible: true,
  allowedFrequencies: ['BIWEEKLY', 'MONTHLY', 'QUARTERLY'],
  defaultFrequency: 'MONTHLY',
  discountBasisPoints: 1_250,
  trial: null,
};

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('subscriptionEligibility', () => {
  const question = (given: Partial<EligibilityQuestion> = {}): EligibilityQuestion => ({
    config,
    product: product('tea'),
    forecast,
    intelligenceEnabled: true,
    currency: 'EUR',
    ...given,
  });
  const codesOf = (given: Partial<EligibilityQuestion>) =>
    subscriptionEligibility(question(given)).reasons.map(({ code }) => code);

  it('says yes without reasons to a product that is bought again', () => {
    expect(subscriptionEligibility(question())).toEqual({ eligible: true, predictable: true, reasons: [] });
  });

  it.each([
    ['config_off', { config: defaultSubscriptionConfig }],
    ['not_sold', { product: product('tea', { status: 'archived' }) }],
    ['no_price_in_currency', { currency: 'USD' }],
    [
      'not_replenishable',
      { forecast: { ...forecast, repeatBuyers: 1, category: { intervals: 60, repeatBuyers: 20 } } },
    ],
  ] as const)('says no for %s', (code, given) => {
    const { eligible, reasons } = subscriptionEligibility(question(given));
    expect(eligible).toBe(false);
    expect(reasons).toContainEqual(expect.objectContaining({ code, prevents: 'subscription' }));
  });

  it('lets a product be subscribed to whose frequency cannot be predicted, and says why', () => {
    for (const given of [{ intelligenceEnabled: false }, { forecast: undefined }]) {
      expect(subscriptionEligibility(question(given))).toMatchObject({ eligible: true, predictable: false });
    }
    expect(codesOf({ intelligenceEnabled: false })).toEqual(['flag_off']);
    expect(codesOf({ forecast: undefined })).toEqual(['too_few_repeat_purchases']);
  });

  it('does not judge a product by buyers who had no time to come back', () => {
    const young = { ...forecast, repeatBuyers: 0, intervals: 0, maturedBuyers: 49 };
    expect(codesOf({ forecast: young })).toEqual(['too_few_repeat_purchases']);
    expect(codesOf({ forecast: { ...young, maturedBuyers: 50 } })).toEqual([
      'not_replenishable',
      'too_few_repeat_purchases',
    ]);
  });

  it('does not let evidence overrule the merchant while intelligence is off', () => {
    expect(codesOf({ intelligenceEnabled: false, forecast: { ...forecast, repeatBuyers: 0 } })).toEqual(['flag_off']);
  });
});

describe('subscriptionOffer', () => {
  const offer = (given: Partial<OfferQuestion> = {}) =>
    subscriptionOffer({
      config,
      intelligenceEnabled: true,
      listPrice: eur(999),
      floorAmount: 0,
      quantity: 1,
      forecast,
      ...given,
    });

  it('offers the predicted frequency with its price and saving per delivery', () => {
    // 3 × 9.99 = 29.97 less 12.5 % = 26.22375; 3 units at 14 days each last 42.
    expect(offer({ quantity: 3 })).toMatchObject({
      frequency: 'MONTHLY',
      source: 'predicted',
      prediction: { days: 42, level: 'product' },
      quantity: 3,
      perDelivery: { unitPrice: eur(874), total: eur(2622), saving: eur(375), savingBasisPoints: 1251 },
    });
    expect(offer()?.frequency).toBe('BIWEEKLY');
  });

  it('offers the default while intelligence is off or knows too little, and says so', () => {
    for (const given of [{ intelligenceEnabled: false }, { forecast: undefined }]) {
      expect(offer(given)).toMatchObject({ frequency: 'MONTHLY', source: 'default' });
      expect(offer(given)).not.toHaveProperty('prediction');
    }
  });

  it('prices the first deliveries as the merchant promises', () => {
    const trial = { deliveries: 2, discountBasisPoints: 5_000 };
    expect(offer({ config: { ...config, trial } })?.trial).toEqual({
      deliveries: 2,
      unitPrice: eur(500),
      total: eur(500),
      saving: eur(499),
      savingBasisPoints: 4995,
    });
  });

  it('never goes below the floor, and saves nothing at no discount', () => {
    expect(offer({ floorAmount: 950, quantity: 2 })?.perDelivery).toMatchObject({ total: eur(1900), saving: eur(98) });
    const perDelivery = offer({ config: { ...config, discountBasisPoints: 0 } })?.perDelivery;
    expect(perDelivery).toMatchObject({ total: eur(999), saving: eur(0), savingBasisPoints: 0 });
  });

  it('offers nothing when no frequency is allowed', () => {
    expect(offer({ config: defaultSubscriptionConfig })).toBeUndefined();
  });
});
