import { seededRandom } from '#core/random/seeded-random';
import { predictFrequency } from '#core/subscriptions/choose-frequency';
import { forecastProducts, type PurchaseLog, usualSpread } from '#core/subscriptions/forecast-products';
import { nearestFrequency, subscriptionFrequencies } from '#core/subscriptions/frequency';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import { gapsOf, type Purchase } from '#core/subscriptions/purchase-gaps';
import { median } from '#core/subscriptions/robust-gap';
import { ordinaryBuyers, simulateBuyers } from '#test/support/simulated-buyers';

const now = '2026-06-01T00:00:00.000Z';
const nowMs = Date.parse(now);
const dayMs = 86_400_000;
const run = { modelVersion: 'm1', now };
const product = (productId: string, ...categoryPath: string[]) => ({ productId, categoryPath });

/** Purchases every so many days, the last one today. */
const every = (days: number, times: number, units = 1): Purchase[] =>
  Array.from({ length: times }, (_, index) => ({ atMs: nowMs - (times - 1 - index) * days * dayMs, units }));

const logOf = (products: Record<string, Record<string, readonly Purchase[]>>): PurchaseLog =>
  new Map(Object.entries(products).map(([id, buyers]) => [id, new Map(Object.entries(buyers))]));

const forecast = (given: Partial<ProductForecast> = {}): ProductForecast => ({
  productId: 'tea',
  daysPerUnit: 30,
  shape: 40,
  spread: usualSpread,
  quantityElasticity: 1,
  intervals: 40,
  repeatBuyers: 12,
  category: { intervals: 40, repeatBuyers: 12 },
  buyers: 30,
  maturedBuyers: 20,
  level: 'product',
  modelVersion: 'm1',
  computedAt: now,
  ...given,
});

const predict = (given: Partial<Parameters<typeof predictFrequency>[0]>) =>
  predictFrequency({ allowed: subscriptionFrequencies, quantity: 1, ...given });

describe('forecastProducts', () => {
  it('finds how long a unit lasts, whatever number of units is bought at a time', () => {
    const log = logOf({ tea: { ann: every(60, 6, 2), bob: every(30, 6), cid: every(90, 6, 3) } });
    expect(forecastProducts([product('tea', 'Drinks')], log, run)).toEqual(
      [
        {
          productId: 'tea',
          daysPerUnit: 30,
          shape: 23,
          spread: usualSpread,
          quantityElasticity: 1,
          intervals: 15,
          repeatBuyers: 3,
          category: { intervals: 15, repeatBuyers: 3 },
          buyers: 3,
          maturedBuyers: 3,
          level: 'product',
          modelVersion: 'm1',
          computedAt: now,
        },
      ].map((one) => ({ ...one, shape: 19 })),
    );
  });

  it('learns from the store how much longer a larger purchase lasts', () => {
    const buyers = (elasticity: number) => {
      const random = seededRandom(`elasticity ${elasticity}`);
      return Object.fromEntries(
        Array.from({ length: 12 }, (_, buyer) => {
          let atMs = nowMs - 700 * dayMs;
          const purchases: Purchase[] = [];
          while (atMs <= nowMs) {
            const units = 1 + Math.floor(random() * 4);
            purchases.push({ atMs, units });
            atMs += 20 * units ** elasticity * (0.9 + 0.2 * random()) * dayMs;
          }
          return [`u${buyer}`, purchases];
        }),
      );
    };
    for (const elasticity of [0, 0.5, 1]) {
      const [found] = forecastProducts([product('tea')], logOf({ tea: buyers(elasticity) }), run);
      expect(Math.abs(found!.quantityElasticity - elasticity)).toBeLessThan(0.05);
      expect(Math.abs(found!.daysPerUnit - 20)).toBeLessThan(1);
      const double = predict({ forecast: found, quantity: 2 })!.days / predict({ forecast: found })!.days;
      expect(double).toBeCloseTo(2 ** found!.quantityElasticity, 6);
    }
  });

  it('takes use for proportional while too few purchases differ in size', () => {
    const [found] = forecastProducts([product('tea')], logOf({ tea: { ann: every(30, 40) } }), run);
    expect(found?.quantityElasticity).toBe(1);
  });

  it('draws a product with thin evidence towards its category, and a category towards the store', () => {
    const many = Object.fromEntries(['a', 'b', 'c', 'd'].map((buyer) => [buyer, every(30, 6)]));
    const log = logOf({ tea: many, rare: { a: every(60, 2) }, odd: { a: every(90, 2) } });
    const catalog = [product('tea', 'Drinks'), product('rare', 'Drinks'), product('odd', 'Tools')];
    const byId = new Map(forecastProducts(catalog, log, run).map((one) => [one.productId, one]));
    // The category and the store are at 30: 4 of their gaps against 1 of 60 days; then Tools at (4·30 + 90) ÷ 5 = 42.
    expect(byId.get('rare')).toMatchObject({ daysPerUnit: 36, intervals: 1, level: 'category' });
    expect(byId.get('odd')).toMatchObject({ daysPerUnit: (4 * 42 + 90) / 5, intervals: 1, level: 'store' });
    expect(byId.get('tea')?.daysPerUnit).toBe(30);
  });

  it('says nothing of what nobody bought twice, unless so many did not that this says something', () => {
    const once = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`u${index}`, [{ atMs: nowMs - 150 * dayMs, units: 1 }]]),
      );
    const log = logOf({ tea: { ann: every(30, 4) }, few: once(49), many: once(50) });
    const catalog = ['tea', 'few', 'many', 'unsold'].map((id) => product(id));
    const found = forecastProducts(catalog, log, run);
    expect(found.map(({ productId }) => productId)).toEqual(['many', 'tea']);
    expect(found[0]).toMatchObject({ intervals: 0, buyers: 50, maturedBuyers: 50 });
    expect(forecastProducts(catalog, logOf({ few: once(60) }), run)).toEqual([]);
  });

  it('gives the same bytes whatever the order of products, buyers and purchases', () => {
    const buyers = [...simulateBuyers(ordinaryBuyers, 40, seededRandom('order'), nowMs)].map(
      ([id, { purchases }]) => [id, purchases] as const,
    );
    const straight = new Map([
      ['p', new Map(buyers)],
      ['q', new Map(buyers.slice(0, 20))],
    ]);
    const reversed = new Map(
      [...straight]
        .reverse()
        .map(([id, own]) => [id, new Map([...own].reverse().map(([u, all]) => [u, [...all].reverse()]))]),
    );
    const catalog = [product('p', 'A'), product('q', 'A')];
    expect(JSON.stringify(forecastProducts([...catalog].reverse(), reversed, run))).toBe(
      JSON.stringify(forecastProducts(catalog, straight, run)),
    );
  });

  it('learns from the store how much buyers vary', () => {
    const buyers = simulateBuyers(
      { ...ordinaryBuyers, onceChance: 0, leaveChance: 0.01 },
      300,
      seededRandom('spread'),
      nowMs,
    );
    const log = new Map([['p', new Map([...buyers].map(([id, { purchases }]) => [id, purchases]))]]);
    const { spread } = forecastProducts([product('p')], log, run)[0]!;
    expect(spread.within).toBeGreaterThan(0.15);
    expect(spread.within).toBeLessThan(0.3);
    expect(spread.between).toBeGreaterThan(0.22);
    expect(spread.between).toBeLessThan(0.38);
  });
});

describe('predictFrequency', () => {
  it('snaps the product’s days to what is allowed, for the units of a delivery', () => {
    expect(predict({ forecast: forecast() })).toMatchObject({
      frequency: 'MONTHLY',
      days: 30,
      level: 'product',
      evidence: { intervals: 40, buyers: 12 },
    });
    expect(predict({ forecast: forecast(), quantity: 2 })).toMatchObject({ frequency: 'BIMONTHLY', days: 60 });
    expect(predict({ forecast: forecast(), allowed: ['WEEKLY', 'QUARTERLY'] })?.frequency).toBe('QUARTERLY');
    expect(predict({ forecast: forecast(), allowed: [] })).toBeUndefined();
  });

  it('does not guess without enough evidence', () => {
    const thin = { intervals: 4, repeatBuyers: 2 };
    expect(predict({})).toBeUndefined();
    expect(predict({ forecast: forecast({ ...thin, category: thin }) })).toBeUndefined();
    expect(predict({ forecast: forecast({ intervals: 40, repeatBuyers: 1, category: thin }) })).toBeUndefined();
    expect(predict({ forecast: forecast({ ...thin, category: { intervals: 30, repeatBuyers: 10 } }) })).toBeDefined();
    const opinion = { daysPerUnit: 90, modelId: 'm' };
    expect(predict({ forecast: forecast({ ...thin, category: thin, opinion }) })).toBeDefined();
    const none = { intervals: 0, repeatBuyers: 0 };
    expect(predict({ forecast: forecast({ ...none, category: none, opinion }) })).toBeUndefined();
  });

  it('lets an opinion move thin evidence and hardly move much', () => {
    const opinion = { daysPerUnit: 90, modelId: 'm' };
    expect(predict({ forecast: forecast({ shape: 2, opinion }) })?.days).toBe(60);
    expect(predict({ forecast: forecast({ shape: 200, opinion }) })?.days).toBeLessThan(31);
  });

  it('follows the shopper’s own habit once it is known, drawn towards the product', () => {
    const ownGaps = gapsOf(every(14, 6), nowMs);
    const personal = predict({ forecast: forecast(), ownGaps })!;
    expect(personal).toMatchObject({ frequency: 'BIWEEKLY', level: 'customer', evidence: { intervals: 5, buyers: 1 } });
    expect(personal.days).toBeGreaterThan(14);
    expect(personal.days).toBeLessThan(18);
    expect(predict({ forecast: forecast(), ownGaps: gapsOf(every(14, 3), nowMs) })?.level).toBe('product');
    expect(predict({ ownGaps })).toMatchObject({ days: 14, level: 'customer' });
  });

  it('is surer of more evidence, and of a habit in the middle of a frequency than at its border', () => {
    const confidence = (given: Partial<ProductForecast>) => predict({ forecast: forecast(given) })!.confidence;
    expect(confidence({ shape: 100 })).toBeGreaterThan(confidence({ shape: 5 }));
    expect(confidence({ daysPerUnit: 30 })).toBeGreaterThan(confidence({ daysPerUnit: 42 }));
    const own = predict({ forecast: forecast(), ownGaps: gapsOf(every(30, 10), nowMs) })!;
    expect(own.confidence).toBeGreaterThan(confidence({}));
    for (const value of [confidence({ daysPerUnit: 0.01 }), confidence({ daysPerUnit: 9_999 }), own.confidence]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });
});

describe('simulated buyers', () => {
  const seeds = Array.from({ length: 30 }, (_, index) => index);
  const toLog = (buyers: ReturnType<typeof simulateBuyers>): PurchaseLog =>
    new Map([['p', new Map([...buyers].map(([id, { purchases }]) => [id, purchases]))]]);

  const simulated = (daysPerUnit: number, count: number) =>
    seeds.map((seed) => {
      const buyers = simulateBuyers(
        { ...ordinaryBuyers, daysPerUnit },
        count,
        seededRandom(`${daysPerUnit} ${seed}`),
        nowMs,
      );
      const [found] = forecastProducts([product('p')], toLog(buyers), run);
      return { buyers: [...buyers.values()], found, predicted: predict({ forecast: found }) };
    });

  it.each([
    [7, 'WEEKLY'],
    [14, 'BIWEEKLY'],
    [30, 'MONTHLY'],
    [61, 'BIMONTHLY'],
    [91, 'QUARTERLY'],
  ])(
    'of %d days a unit are recovered from 200 buyers: %s in 29 shops of 30, half of the errors within 10 %%',
    (days, frequency) => {
      const shops = simulated(days, 200);
      const hits = shops.filter(({ predicted }) => predicted?.frequency === frequency).length;
      expect(hits).toBeGreaterThanOrEqual(seeds.length - 1);
      const errors = shops.map(({ predicted }) => Math.abs(predicted!.days / days - 1));
      expect(median(errors)).toBeLessThan(0.1);
      expect(Math.max(...errors)).toBeLessThan(0.25);
    },
  );

  it('are recovered from 30 buyers within 30 % nine times of ten', () => {
    const errors = [14, 30, 61].flatMap((days) =>
      simulated(days, 30).map(({ predicted }) => (predicted ? Math.abs(predicted.days / days - 1) : 1)),
    );
    const within = errors.filter((error) => error < 0.3).length;
    expect(within / errors.length).toBeGreaterThan(0.9);
  });

  it('with a habit of their own are served by it, better than by the product', () => {
    const known = simulated(30, 200).flatMap(({ buyers, found, predicted }) =>
      buyers
        .map(({ habit, purchases }) => ({ habit, ownGaps: gapsOf(purchases, nowMs) }))
        .filter(({ ownGaps }) => ownGaps.length >= 5)
        .map(({ habit, ownGaps }) => {
          const best = nearestFrequency(habit, subscriptionFrequencies);
          const personal = predict({ forecast: found, ownGaps })!;
          return {
            error: Math.abs(personal.days / habit - 1),
            isHit: personal.frequency === best,
            isProductHit: predicted?.frequency === best,
          };
        }),
    );
    const share = (hits: boolean[]) => hits.filter(Boolean).length / hits.length;
    expect(known.length).toBeGreaterThan(500);
    expect(median(known.map(({ error }) => error))).toBeLessThan(0.1);
    expect(share(known.map(({ isHit }) => isHit))).toBeGreaterThan(0.85);
    expect(share(known.map(({ isHit }) => isHit))).toBeGreaterThan(
      share(known.map(({ isProductHit }) => isProductHit)) + 0.05,
    );
  });
});
