import { evaluateOffers } from '#core/offers/evaluate-offers';
import { type StackingQuestion, simulateStacking } from '#core/offers/simulate-stacking';
import { stackedCart } from '#core/offers/stacked-cart';
import type { BulkTier } from '#core/pricing/bulk-tier';
import { aCart, anOfferRequest, aRule, eurProduct } from '#test/support/offer-fixtures';
import { randomOfferRequest } from '#test/support/random-offers';

const tier = (minQuantity: number, value: number, given: Partial<BulkTier> = {}): BulkTier => ({
  minQuantity,
  type: 'PERCENTAGE',
  value,
  enabled: true,
  ...given,
});

const question = (given: Parameters<typeof anOfferRequest>[0], mostCarts = 5_000): StackingQuestion => {
  const { cart: _, candidates: __, shopper: ___, history: ____, usage: _____, ...rest } = anOfferRequest(given);
  return { ...rest, mostCarts };
};

const crossSell = aRule('sell-x', {
  offer: { type: 'CROSS_SELL', productIds: ['x'], percentOff: 2_000 },
  conditions: { type: 'contains-product', productIds: ['a'], atLeast: 2 },
});

const products = [eurProduct('a', 1000), eurProduct('x', 500)];
const discounts = new Map([['a', { productId: 'a', tiers: [tier(5, 1_000)] }]]);

describe('stackedCart', () => {
  it('adds up what is taken: tiers of the cart, and offers beside them', () => {
    const request = anOfferRequest({ products, discounts, rules: [crossSell], cart: aCart([['a', 5]]) });
    const cart = stackedCart(request, evaluateOffers(request));
    // 5 × 10.00 less 10 % and 5.00 less 20 %: 45.00 + 4.00 of 55.00.
    expect(cart).toMatchObject({ listAmount: 5500, paidAmount: 4900, discountAmount: 600, discountBasisPoints: 1091 });
    expect(cart.products.map(({ productId, unitAmount }) => [productId, unitAmount])).toEqual([
      ['a', 900],
      ['x', 400],
    ]);
    expect(cart.isUnderFloor).toBe(false);
  });

  it('counts a gift at its list price, and the units that a quantity step takes along', () => {
    const gift = aRule('gift', { offer: { type: 'FREE_GIFT', productIds: ['x'] } });
    const step = aRule('step', { offer: { type: 'BULK_DISCOUNT' } });
    const given = anOfferRequest({ products, discounts, rules: [gift], cart: aCart([['a', 4]]) });
    expect(stackedCart(given, evaluateOffers(given))).toMatchObject({ listAmount: 4500, paidAmount: 4000 });
    const stepped = anOfferRequest({ products, discounts, rules: [step], cart: aCart([['a', 4]]) });
    expect(stackedCart(stepped, evaluateOffers(stepped))).toMatchObject({ listAmount: 5000, paidAmount: 4500 });
  });

  const size = { products: 14, lines: 7, rules: 12 };

  it('is never under a floor or a least margin, whatever rules and tiers meet, on 10,000 random carts', () => {
    const under: string[] = [];
    let offers = 0;
    for (let number = 0; number < 10_000; number += 1) {
      const request = randomOfferRequest(number, size);
      const evaluation = evaluateOffers(request);
      offers += evaluation.offers.length;
      if (stackedCart(request, evaluation).isUnderFloor) under.push(`cart ${number}`);
    }
    expect(under).toEqual([]);
    // The carts would prove nothing if nothing were offered.
    expect(offers).toBeGreaterThan(10_000);
  }, 60_000);

  it('would tell of a cart under its floor', () => {
    const request = anOfferRequest({ products: [eurProduct('a', 1000, { cost: { amount: 900, currency: 'EUR' } })] });
    const evaluation = evaluateOffers(request);
    const cut = { productId: 'a', perUnit: 200, units: 1 };
    const offer = {
      products: [],
      takes: [],
      addedAmount: -200,
      savingAmount: 200,
      expectedValue: 0,
      cuts: [cut],
      giftFloor: 0,
    };
    const forged = { ...evaluation, offers: [{ rule: crossSell, offer }] };
    expect(stackedCart(request, forged).isUnderFloor).toBe(true);
  });
});

describe('simulateStacking', () => {
  it('finds the deepest discount and a cart that gets it, by trying every cart when they are few', () => {
    const report = simulateStacking(question({ products, discounts, rules: [crossSell] }));
    // Two of a at 10.00 and x at 4.00: 1.00 of 25.00. Five of a at 9.00 and x at 4.00: 6.00 of 55.00.
    expect(report).toMatchObject({ isExhaustive: true, isUnderFloor: false });
    expect(report.worst).toMatchObject({ discountBasisPoints: 1091, discountAmount: 600, ruleIds: ['sell-x'] });
    expect(report.worst?.draft.lines).toEqual([{ productId: 'a', quantity: 5 }]);
    expect(report.lowest.map(({ productId, unitAmount }) => [productId, unitAmount])).toEqual([
      ['a', 900],
      ['x', 400],
    ]);
  });

  it.each([
    { type: 'contains-category', categories: ['Home'], atLeast: 7 },
    { type: 'contains-brand', brands: ['Acme'], atLeast: 7 },
    { type: 'contains-tag', tags: ['gift'], atLeast: 7 },
    { type: 'contains-product', productIds: ['a'], atLeast: 7 },
    { type: 'cart-quantity', atLeast: 7 },
  ] as const)('tries the units that $type asks for', (conditions) => {
    const asked = eurProduct('a', 1000, { brand: 'Acme', tags: ['gift'], categoryPath: ['Home'] });
    const rules = [{ ...crossSell, conditions }];
    const report = simulateStacking(question({ products: [asked, eurProduct('x', 500)], rules }));
    expect(report).toMatchObject({ isExhaustive: true, worst: { ruleIds: ['sell-x'] } });
    expect(report.worst?.draft.lines).toEqual([{ productId: 'a', quantity: 7 }]);
  });

  it('finds who the shopper must be', () => {
    const vip = aRule('vip', {
      offer: { type: 'CROSS_SELL', productIds: ['x'], percentOff: 9_000 },
      conditions: {
        type: 'all',
        conditions: [
          { type: 'customer-segment', segments: ['vip'] },
          { type: 'country', countries: ['AT'] },
          { type: 'device', devices: ['mobile'] },
          { type: 'coupon-code', codes: ['NOW'] },
          { type: 'orders-count', atLeast: 3 },
          { type: 'contains-product', productIds: ['a'] },
        ],
      },
    });
    for (const mostCarts of [5_000, 100]) {
      const { worst, isExhaustive } = simulateStacking(question({ products, rules: [vip] }, mostCarts));
      expect(isExhaustive).toBe(mostCarts === 5_000);
      expect(worst).toMatchObject({
        ruleIds: ['vip'],
        draft: {
          lines: [{ productId: 'a', quantity: 1 }],
          shopper: { segments: ['vip'], orders: 3 },
          context: { country: 'AT', device: 'mobile' },
          couponCodes: ['NOW'],
        },
      });
    }
  });

  it('knows tiers of customer groups and of mix-and-match groups', () => {
    const mixed = tier(4, 3_000, { mixGroup: 'm', customerGroup: 'trade' });
    const both = new Map(['a', 'x'].map((productId) => [productId, { productId, tiers: [mixed] }]));
    const { worst } = simulateStacking(question({ products, discounts: both }));
    expect(worst).toMatchObject({ discountBasisPoints: 3_000, draft: { shopper: { segments: ['trade'] } } });
  });

  it('stops at the floors', () => {
    const costly = [eurProduct('a', 1000, { cost: { amount: 700, currency: 'EUR' } })];
    const deep = new Map([['a', { productId: 'a', tiers: [tier(2, 9_000)] }]]);
    const pricing = { minimumMarginBasisPoints: 1_250 };
    const { worst, lowest } = simulateStacking(question({ products: costly, discounts: deep, pricing }));
    expect(worst?.discountBasisPoints).toBe(2_000);
    expect(lowest).toEqual([{ productId: 'a', listAmount: 1000, unitAmount: 800, leastAmount: 800, isGift: false }]);
  });

  it('says when the bound was hit, and never tries more carts than that', () => {
    const many = Array.from({ length: 12 }, (_, index) => eurProduct(`p${index}`, 1000 + index));
    const tiers = new Map(
      many.map(({ productId }, index) => [productId, { productId, tiers: [tier(3, 1_000 + 10 * index)] }]),
    );
    const report = simulateStacking(question({ products: many, discounts: tiers }, 200));
    expect(report).toMatchObject({ isExhaustive: false, cartsTried: 200 });
    expect(report.worst?.discountBasisPoints).toBeGreaterThanOrEqual(1_000);
  });

  it('finds by ascent what it finds by trying all, nearly always', () => {
    let found = 0;
    for (let number = 0; number < 30; number += 1) {
      const {
        cart: _,
        candidates: __,
        shopper: ___,
        history: ____,
        usage: _____,
        ...rest
      } = randomOfferRequest(number, { products: 3, lines: 2, rules: 3 });
      const cards = new Map([...rest.cards].slice(0, 3));
      const all = simulateStacking({ ...rest, cards, mostCarts: 20_000 });
      const some = simulateStacking({ ...rest, cards, mostCarts: Math.min(150, all.cartsTried - 1) });
      if (some.worst?.discountBasisPoints === all.worst?.discountBasisPoints) found += 1;
      expect(some.worst?.discountBasisPoints ?? 0).toBeLessThanOrEqual(all.worst?.discountBasisPoints ?? 0);
    }
    expect(found).toBeGreaterThanOrEqual(27);
  }, 60_000);

  it('reports nothing where nothing is off, and the same in any order', () => {
    expect(simulateStacking(question({ products }))).toMatchObject({ lowest: [], isExhaustive: true });
    expect(simulateStacking(question({ products }))).not.toHaveProperty('worst');
    const straight = simulateStacking(question({ products, discounts, rules: [crossSell, aRule('z')] }));
    const reversed = simulateStacking(
      question({ products: [...products].reverse(), discounts, rules: [aRule('z'), crossSell] }),
    );
    expect(JSON.stringify(reversed)).toBe(JSON.stringify(straight));
  });
});
