import { simulateStacking } from '#contracts/api/stacking';
import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { noShopperOffers } from '#core/offers/offer-history';
import type { OfferData } from '#core/ports/offer-data-reader';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { makeHandler } from '#lambdas/api/stacking/simulate-stacking';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { aRule, eurProduct } from '#test/support/offer-fixtures';

const rule = aRule('sell-x', {
  offer: { type: 'CROSS_SELL', productIds: ['x'], percentOff: 5_000 },
  conditions: { type: 'contains-product', productIds: ['a'] },
});

const withUpsells = companySettings({
  flags: {
    value: { ...defaultFeatureFlags, smart_upsell_enabled: true },
    version: 1,
    updatedAt: null,
    updatedBy: null,
  },
});

interface Stock {
  readonly settings?: CompanySettings;
  readonly rules?: readonly TargetingRule[];
  readonly discounted?: readonly string[];
}

const products: Product[] = [eurProduct('a', 1000), eurProduct('b', 2000), eurProduct('x', 500)];

const setUp = ({ settings = withUpsells, rules = [rule], discounted = ['b'] }: Stock = {}) => {
  const listIds = async (_: string, limit: number) => discounted.slice(0, limit);
  const tiers = [{ minQuantity: 2, type: 'PERCENTAGE' as const, value: 1_000, enabled: true }];
  const read = async (_: string, { productIds }: { productIds: readonly string[] }): Promise<OfferData> => ({
    cards: new Map(
      products.filter(({ productId }) => productIds.includes(productId)).map((one) => [one.productId, one]),
    ),
    discounts: new Map(discounted.map((productId) => [productId, { productId, tiers }])),
    subscriptions: new Map(),
    forecasts: new Map(),
    usage: new Map(),
    totals: {} as OfferData['totals'],
    givenSegments: [],
    history: noShopperOffers,
  });
  return (parts: HttpEventParts = {}, options: FakeOptions = {}) =>
    makeHandler({
      ...endpointFakes({ settings, ...options }),
      rules: { enabled: async () => [...rules] },
      discounts: { listIds },
      subscriptions: { listIds: async () => [] },
      freshData: () => ({ read }),
      freshSettings: async () => settings,
    })(
      httpEvent(simulateStacking, {
        query: { companyId: testCompanyId },
        claims: claimsOf(testUserId),
        body: {},
        ...parts,
      }),
      testContext,
    );
};

describe('POST /api/upsell/stacking-simulation', () => {
  itGuardsMembers(simulateStacking, (parts, options) => setUp()(parts, options));

  it('answers 200 with the deepest discount, a cart that gets it, and the lowest price of each product', async () => {
    const answer = await setUp()();
    expect(answer.statusCode).toBe(200);
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    // 10.00 and 5.00 at half price: 2.50 of 15.00.
    expect(simulateStacking.response?.parse(jsonBody(answer))).toEqual({
      worst: {
        discount: eur(250),
        discountBasisPoints: 1667,
        listTotal: eur(1500),
        total: eur(1250),
        cart: { lines: [{ productId: 'a', quantity: 1 }], segments: ['new'], orders: 0, couponCodes: [], context: {} },
        offers: [{ ruleId: 'sell-x', name: 'Rule sell-x', type: 'CROSS_SELL' }],
      },
      lowest: [
        { productId: 'b', listPrice: eur(2000), unitPrice: eur(1800), floor: eur(0), isGift: false },
        { productId: 'x', listPrice: eur(500), unitPrice: eur(250), floor: eur(0), isGift: false },
      ],
      rules: 1,
      products: 3,
      cartsTried: expect.any(Number),
      isExhaustive: true,
      hasAllProducts: true,
    });
  });

  it('answers 200 and looks at tiers alone while upsells are off', async () => {
    const body = jsonBody(await setUp({ settings: companySettings() })());
    expect(body).toMatchObject({ rules: 0, worst: { discountBasisPoints: 1000, offers: [] } });
  });

  it('answers 200 and null where nothing is off', async () => {
    expect(jsonBody(await setUp({ rules: [], discounted: [] })({ body: { productIds: ['a'] } }))).toMatchObject({
      worst: null,
      lowest: [],
      products: 1,
    });
  });

  it('answers 200 and says when the bound was hit, or products were left out', async () => {
    const bounded = jsonBody(await setUp()({ body: { mostCarts: 3 } }));
    expect(bounded).toMatchObject({ cartsTried: 3, isExhaustive: false });
    const discounted = Array.from({ length: 200 }, (_, index) => `p${index}`);
    expect(jsonBody(await setUp({ discounted })())).toMatchObject({ hasAllProducts: false });
  });

  it.each([
    ['a category', { conditions: { type: 'contains-category', categories: ['Home'] } }],
    ['a brand below a negation', { conditions: { type: 'not', condition: { type: 'contains-brand', brands: ['B'] } } }],
    ['a relation', { offer: { type: 'CROSS_SELL', relation: 'also-bought' } }],
  ] as const)('says that products may be missing when a rule reaches them through %s', async (_, draft) => {
    const answer = await setUp({ rules: [rule, aRule('wide', draft)] })();
    expect(jsonBody(answer)).toMatchObject({ hasAllProducts: false });
  });

  it.each([
    ['/body/mostCarts', { mostCarts: 2_001 }],
    ['/body/mostOffers', { mostOffers: 0 }],
    ['/body/productIds/0', { productIds: ['a#b'] }],
    ['/body', { rules: [] }],
  ])('answers 400 naming %s', async (pointer, body) => {
    const answer = await setUp()({ body });
    expect([answer.statusCode, jsonBody(answer).errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
  });
});
