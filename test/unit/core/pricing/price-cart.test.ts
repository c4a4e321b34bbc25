import fc from 'fast-check';
import type { BulkTier, PricingContext } from '#core/pricing/bulk-tier';
import { countUnits, type PriceLine, priceCart } from '#core/pricing/price-cart';
import { anyDiscounts, anyLines, pricedCurrencies, pricingNow } from '#test/support/pricing-arbitraries';

const context = (currency: string, customerGroups: readonly string[] = []): PricingContext => ({
  currency,
  now: pricingNow,
  customerGroups,
});

const tier = (given: Partial<BulkTier>): BulkTier => ({
  minQuantity: 1,
  type: 'PERCENTAGE',
  value: 1000,
  enabled: true,
  ...given,
});

const line = (productId: string, quantity: number, amount: number, currency = 'EUR'): PriceLine => ({
  productId,
  quantity,
  listPrice: { amount, currency },
});

const discountsOf = (...entries: [string, ...BulkTier[]][]) =>
  new Map(entries.map(([productId, ...tiers]) => [productId, { productId, tiers }]));

const anyCart = fc.constantFrom(...pricedCurrencies).chain((currency) =>
  fc.record({
    context: fc.subarray(['trade', 'staff']).map((groups) => context(currency, groups)),
    lines: anyLines(currency),
    discounts: anyDiscounts,
  }),
);

describe('priceCart', () => {
  it.each([
    // 3 × 9.99 = 29.97 less 10 % = 26.973: rounded once over the line, not 3 × 8.99.
    ['PERCENTAGE', 1000, 999, 3, 'EUR', 2697, 899],
    // 100 × 0.99 less 5 % = 94.05; the unit alone would round to 0.94.
    ['PERCENTAGE', 500, 99, 100, 'EUR', 9405, 94],
    // Half a minor unit goes away from zero: 12.5 % off 4 yen leaves 3.5.
    ['PERCENTAGE', 1250, 4, 1, 'JPY', 4, 4],
    // 1.5 % off 3 × 3.335 dinars = 9.854925, in fils.
    ['PERCENTAGE', 150, 3335, 3, 'KWD', 9855, 3285],
    ['PERCENTAGE', 10_000, 999, 3, 'EUR', 0, 0],
    ['FIXED_AMOUNT', 250, 999, 3, 'EUR', 2247, 749],
    ['FIXED_AMOUNT', 2000, 999, 3, 'EUR', 0, 0],
    ['UNIT_PRICE', 799, 999, 3, 'EUR', 2397, 799],
    ['UNIT_PRICE', 1200, 999, 3, 'EUR', 2997, 999],
  ] as const)(
    'prices %s %i on %i minor units × %i in %s as %i',
    (type, value, list, quantity, currency, total, unit) => {
      const discounts = discountsOf(['mug', tier({ type, value, currency })]);
      const cart = priceCart([line('mug', quantity, list, currency)], discounts, context(currency));
      expect(cart.total).toEqual({ amount: total, currency });
      expect(cart.lines[0]!.unitPrice).toEqual({ amount: unit, currency });
      expect(cart.saving.amount).toBe(list * quantity - total);
    },
  );

  it('gives the lowest price among the tiers that the quantity reaches', () => {
    const five = tier({ minQuantity: 5, value: 500 });
    const ten = tier({ minQuantity: 10, value: 1000 });
    const discounts = discountsOf(['mug', five, ten]);
    const applied = [4, 5, 9, 10].map(
      (quantity) => priceCart([line('mug', quantity, 1000)], discounts, context('EUR')).lines[0]!.appliedTier,
    );
    expect(applied).toEqual([undefined, five, five, ten]);
  });

  it('names the tier of more units when two give the same price', () => {
    const small = tier({ minQuantity: 2, value: 1000 });
    const large = tier({ minQuantity: 5, type: 'UNIT_PRICE', value: 900, currency: 'EUR' });
    for (const tiers of [
      [small, large],
      [large, small],
    ] as const) {
      const cart = priceCart([line('mug', 5, 1000)], discountsOf(['mug', ...tiers]), context('EUR'));
      expect(cart.lines[0]!.appliedTier).toEqual(large);
    }
  });

  it('names the same tier in any order when two give the same price for the same units', () => {
    const percentage = tier({ minQuantity: 5 });
    const price = tier({ minQuantity: 5, type: 'UNIT_PRICE', value: 900, currency: 'EUR' });
    const named = [
      [percentage, price],
      [price, percentage],
    ].map(
      (tiers) =>
        priceCart([line('mug', 5, 1000)], discountsOf(['mug', ...tiers]), context('EUR')).lines[0]!.appliedTier,
    );
    expect(named).toEqual([price, price]);
  });

  it('leaves out tiers that are disabled, for others, in another currency, not yet or no longer valid', () => {
    const discounts = discountsOf([
      'mug',
      tier({ enabled: false }),
      tier({ customerGroup: 'trade' }),
      tier({ currency: 'USD' }),
      tier({ validFrom: '2026-06-01T12:00:00.001Z' }),
      tier({ validUntil: pricingNow }),
    ]);
    expect(priceCart([line('mug', 9, 1000)], discounts, context('EUR')).saving.amount).toBe(0);
    expect(priceCart([line('mug', 9, 1000)], discounts, context('EUR', ['trade'])).saving.amount).toBe(900);
  });

  it('counts units of one product together over its lines', () => {
    const discounts = discountsOf(['mug', tier({ minQuantity: 5 })]);
    const cart = priceCart([line('mug', 2, 1000), line('mug', 3, 1000)], discounts, context('EUR'));
    expect(cart.lines.map(({ lineTotal }) => lineTotal.amount)).toEqual([1800, 2700]);
  });

  it('counts units of a mix-and-match group together, by the group of tiers in force', () => {
    const mixed = tier({ minQuantity: 6, mixGroup: 'mugs' });
    const over = tier({ minQuantity: 6, mixGroup: 'mugs', validUntil: '2026-01-01T00:00:00.000Z' });
    const discounts = discountsOf(['red', mixed], ['blue', mixed], ['green', over]);
    const carts = [
      [line('red', 4, 1000), line('blue', 2, 1000), line('green', 1, 1000)],
      [line('red', 4, 1000), line('green', 2, 1000)],
    ].map((lines) => priceCart(lines, discounts, context('EUR')));
    expect(carts[0]!.lines.map(({ saving }) => saving.amount)).toEqual([400, 200, 0]);
    expect(carts[1]!.lines.map(({ saving }) => saving.amount)).toEqual([0, 0]);
  });

  it('stops at the floor and says so, and never lifts a price above the list price', () => {
    const discounts = discountsOf(['mug', tier({ value: 5000 })]);
    const priced = (floorAmount: number) =>
      priceCart([{ ...line('mug', 3, 1000), floorAmount }], discounts, context('EUR')).lines[0]!;
    expect(priced(800)).toMatchObject({ isAtFloor: true, unitPrice: { amount: 800 }, lineTotal: { amount: 2400 } });
    expect(priced(300)).toMatchObject({ isAtFloor: false, unitPrice: { amount: 500 } });
    expect(priced(1200)).toMatchObject({ isAtFloor: false, unitPrice: { amount: 1000 }, saving: { amount: 0 } });
  });

  it('counts no units of what is not in the cart', () => {
    const unitsFor = countUnits([line('mug', 2, 100)], new Map(), context('EUR'));
    expect([unitsFor('mug', tier({})), unitsFor('tea', tier({})), unitsFor('mug', tier({ mixGroup: 'x' }))]).toEqual([
      2, 0, 0,
    ]);
  });

  it('prices no lines as nothing', () => {
    expect(priceCart([], new Map(), context('JPY'))).toEqual({
      currency: 'JPY',
      lines: [],
      listTotal: { amount: 0, currency: 'JPY' },
      total: { amount: 0, currency: 'JPY' },
      saving: { amount: 0, currency: 'JPY' },
    });
  });

  it.each([
    ['another currency', line('mug', 1, 100, 'USD')],
    ['no units', line('mug', 0, 100)],
    ['part of a unit', line('mug', 1.5, 100)],
    ['an amount beyond the exact integers', line('mug', 1e6, 1e12)],
    ['a negative price', line('mug', 1, -1)],
  ])('refuses a line with %s', (_, wrong) => {
    expect(() => priceCart([wrong], new Map(), context('EUR'))).toThrow(RangeError);
  });

  it('refuses lines that add up beyond the exact integers', () => {
    const lines = Array.from({ length: 10 }, (_, index) => line(`p${index}`, 1_000, 1e12));
    expect(() => priceCart(lines, new Map(), context('EUR'))).toThrow(RangeError);
  });

  it('adds up: lines to totals, saving and total to the list price, all whole minor units of one currency, none negative', () => {
    fc.assert(
      fc.property(anyCart, ({ lines, discounts, context: asked }) => {
        const cart = priceCart(lines, discounts, asked);
        const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
        expect(cart.total.amount).toBe(sum(cart.lines.map(({ lineTotal }) => lineTotal.amount)));
        expect(cart.saving.amount).toBe(sum(cart.lines.map(({ saving }) => saving.amount)));
        expect(cart.listTotal.amount).toBe(sum(lines.map(({ listPrice, quantity }) => listPrice.amount * quantity)));
        expect(cart.total.amount + cart.saving.amount).toBe(cart.listTotal.amount);
        for (const { unitPrice, lineTotal, saving } of cart.lines) {
          for (const { amount, currency } of [unitPrice, lineTotal, saving]) {
            expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
            expect(currency).toBe(asked.currency);
          }
        }
      }),
    );
  });

  it('never takes a line under its floor or above its list price', () => {
    fc.assert(
      fc.property(anyCart, ({ lines, discounts, context: asked }) => {
        for (const { lineTotal, quantity, listPrice, floorAmount, unitPrice } of priceCart(lines, discounts, asked)
          .lines) {
          const floor = Math.min(floorAmount!, listPrice.amount);
          expect(lineTotal.amount).toBeGreaterThanOrEqual(floor * quantity);
          expect(unitPrice.amount).toBeGreaterThanOrEqual(floor);
          expect(lineTotal.amount).toBeLessThanOrEqual(listPrice.amount * quantity);
        }
      }),
    );
  });

  it('gives a line the same price whatever the order of lines and tiers', () => {
    const shuffledCart = anyCart.chain(({ lines, discounts, context: asked }) =>
      fc.record({
        lines: fc.constant(lines),
        discounts: fc.constant(discounts),
        context: fc.constant(asked),
        order: fc.shuffledSubarray([...lines.keys()], { minLength: lines.length, maxLength: lines.length }),
      }),
    );
    fc.assert(
      fc.property(shuffledCart, ({ lines, discounts, context: asked, order }) => {
        const reversed = new Map(
          [...discounts].reverse().map(([id, { tiers, ...rest }]) => [id, { ...rest, tiers: [...tiers].reverse() }]),
        );
        const straight = priceCart(lines, discounts, asked);
        const shuffled = priceCart(
          order.map((index) => lines[index]!),
          reversed,
          asked,
        );
        expect(shuffled.lines).toEqual(order.map((index) => straight.lines[index]));
        expect(shuffled.total).toEqual(straight.total);
      }),
    );
  });

  it('gives equal lines of a cart equal prices', () => {
    fc.assert(
      fc.property(anyCart, ({ lines, discounts, context: asked }) => {
        const doubled = priceCart([...lines, ...lines], discounts, asked).lines;
        lines.forEach((_, index) => {
          expect(doubled[index]).toEqual(doubled[index + lines.length]);
        });
      }),
    );
  });

  it('never asks more for a unit because there are more units', () => {
    fc.assert(
      fc.property(
        anyCart,
        fc.nat(),
        fc.integer({ min: 1, max: 20 }),
        ({ lines, discounts, context: asked }, at, extra) => {
          fc.pre(lines.length > 0);
          const index = at % lines.length;
          const more = lines.map((one, place) => (place === index ? { ...one, quantity: one.quantity + extra } : one));
          const before = priceCart(lines, discounts, asked).lines;
          priceCart(more, discounts, asked).lines.forEach(({ unitPrice }, place) => {
            expect(unitPrice.amount).toBeLessThanOrEqual(before[place]!.unitPrice.amount);
          });
        },
      ),
    );
  });
});
