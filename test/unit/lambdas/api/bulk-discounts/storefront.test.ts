import fc from 'fast-check';
import { calculateBulkPrice, getBulkDiscount, getBulkRecommendation } from '#contracts/api/bulk-discounts';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { BulkTier } from '#core/pricing/bulk-tier';
import { makeHandler as makeCalculate } from '#lambdas/api/bulk-discounts/calculate-bulk-price';
import { makeHandler as makeGet } from '#lambdas/api/bulk-discounts/get-bulk-discount';
import { makeHandler as makeRecommend } from '#lambdas/api/bulk-discounts/get-bulk-recommendation';
import type { PricingDependencies } from '#lambdas/api/bulk-discounts/priced-products';
import { companySettings, jsonBody, testCompanyId, testContext } from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { failingShelfReader, pricingFakes, type Shelves } from '#test/support/pricing-fakes';
import { product } from '#test/support/recommendation-fakes';

const tier = (minQuantity: number, value: number, given: Partial<BulkTier> = {}): BulkTier => ({
  minQuantity,
  type: 'PERCENTAGE',
  value,
  enabled: true,
  ...given,
});

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const mugTiers = [tier(5, 1000), tier(10, 2500)];
const shelves: Shelves = {
  mug: { card: product('mug', { prices: [eur(999)] }), bulkDiscount: { productId: 'mug', tiers: mugTiers } },
  tea: { card: product('tea', { prices: [eur(450), { amount: 700, currency: 'JPY' }] }) },
};

const off = companySettings({
  flags: {
    value: { ...defaultFeatureFlags, bulk_discounts_enabled: false },
    version: 1,
    updatedAt: null,
    updatedBy: null,
  },
});

const query = { companyId: testCompanyId };

const get = (deps: PricingDependencies, parts: HttpEventParts = {}) =>
  makeGet(deps)(httpEvent(getBulkDiscount, { params: { productId: 'mug' }, query, ...parts }), testContext);

const recommend = (deps: PricingDependencies, asked: Record<string, string>, productId = 'mug') =>
  makeRecommend(deps)(
    httpEvent(getBulkRecommendation, { params: { productId }, query: { ...query, ...asked } }),
    testContext,
  );

const calculate = (deps: PricingDependencies, body: object) =>
  makeCalculate(deps)(httpEvent(calculateBulkPrice, { query, body }), testContext);

describe('GET /api/products/{productId}/bulk-discount', () => {
  it('answers 200 with the tiers, what a unit costs under each, and how long caches may keep it', async () => {
    const answer = await get(pricingFakes(shelves));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers?.['cache-control']).toBe('public,max-age=300');
    expect(answer.headers?.etag).toMatch(/^W\/".+"$/);
    const shown = { type: 'PERCENTAGE', currency: 'EUR', validFrom: null, validUntil: null, mixGroup: null };
    expect(getBulkDiscount.response?.parse(jsonBody(answer))).toEqual({
      productId: 'mug',
      currency: 'EUR',
      listPrice: eur(999),
      tiers: [
        { ...shown, minQuantity: 5, value: 1000, unitPrice: eur(899), savingBasisPoints: 1001 },
        { ...shown, minQuantity: 10, value: 2500, unitPrice: eur(749), savingBasisPoints: 2503 },
      ],
      disabled: false,
      degraded: false,
    });
  });

  it('answers 304 to whoever has the same answer already', async () => {
    const etag = String((await get(pricingFakes(shelves))).headers?.etag);
    expect((await get(pricingFakes(shelves), { headers: { 'if-none-match': etag } })).statusCode).toBe(304);
  });

  it('answers 200 and no tiers for a product without any, and for every product while the flag is off', async () => {
    const bare = await get(pricingFakes(shelves), { params: { productId: 'tea' } });
    expect(jsonBody(bare)).toMatchObject({ listPrice: eur(450), tiers: [], disabled: false });
    expect(jsonBody(await get(pricingFakes(shelves, { settings: off })))).toMatchObject({ tiers: [], disabled: true });
  });

  it('shows what comes, and hides what is over, disabled, of another currency or for some customers', async () => {
    const later = tier(3, 500, { validFrom: '2027-01-01T00:00:00.000Z', validUntil: '2027-02-01T00:00:00.000Z' });
    const tiers = [
      later,
      tier(3, 500, { validUntil: '2026-11-20T10:00:00.000Z' }),
      tier(3, 500, { enabled: false }),
      tier(3, 500, { currency: 'JPY' }),
      tier(3, 500, { customerGroup: 'trade' }),
    ];
    const answer = await get(pricingFakes({ mug: { ...shelves.mug, bulkDiscount: { productId: 'mug', tiers } } }));
    const body = jsonBody<{ tiers: object[] }>(answer);
    expect(body.tiers).toEqual([expect.objectContaining({ validFrom: later.validFrom, validUntil: later.validUntil })]);
  });

  it('shows no tier below what the product may cost at least', async () => {
    const card = product('mug', { prices: [eur(999)], cost: eur(800) });
    const answer = await get(pricingFakes({ mug: { ...shelves.mug, card } }));
    const body = jsonBody<{ tiers: { unitPrice: object }[] }>(answer);
    expect(body.tiers.map(({ unitPrice }) => unitPrice)).toEqual([eur(899), eur(800)]);
  });

  it('answers 200 without tiers for a currency that the product is not sold in', async () => {
    const answer = await get(pricingFakes(shelves), { query: { ...query, currency: 'USD' } });
    expect(jsonBody(answer)).toMatchObject({ currency: 'USD', listPrice: null, tiers: [] });
  });

  it('answers 404 for an unknown product, 401 without a credential, 400 for a currency that is none', async () => {
    expect((await get(pricingFakes(shelves), { params: { productId: 'none' } })).statusCode).toBe(404);
    expect((await get(pricingFakes(shelves), { query: undefined })).statusCode).toBe(401);
    const answer = await get(pricingFakes(shelves), { query: { ...query, currency: 'euro' } });
    expect([answer.statusCode, jsonBody(answer).errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/query/currency' })],
    ]);
  });

  it('answers 200 that nothing is offered when the table fails, for no cache to keep, and says so in the log', async () => {
    const deps = { ...pricingFakes(shelves), shelves: failingShelfReader };
    const answer = await get(deps);
    expect([answer.statusCode, answer.headers?.['cache-control']]).toEqual([200, 'private, no-store']);
    expect(jsonBody(answer)).toMatchObject({ tiers: [], degraded: true });
    expect(deps.logLines).toContainEqual(expect.objectContaining({ level: 'error', code: 'bulk_price_failed' }));
  });
});

describe('GET /api/products/{productId}/bulk-recommendation', () => {
  it('answers 200 with how many more units save how much', async () => {
    const answer = await recommend(pricingFakes(shelves), { quantity: '8' });
    expect(answer.statusCode).toBe(200);
    // 8 × 9.99 less 10 % = 71.928; 10 × 9.99 less 25 % = 74.925.
    expect(getBulkRecommendation.response?.parse(jsonBody(answer))).toEqual({
      productId: 'mug',
      quantity: 8,
      current: {
        unitPrice: eur(899),
        lineTotal: eur(7193),
        saving: eur(799),
        appliedTier: { minQuantity: 5, type: 'PERCENTAGE', value: 1000 },
      },
      recommendation: {
        tier: { minQuantity: 10, type: 'PERCENTAGE', value: 2500 },
        extraUnits: 2,
        quantity: 10,
        unitPrice: eur(749),
        lineTotal: eur(7493),
        saving: eur(2497),
        savingBasisPoints: 2499,
        extraCost: eur(300),
        message: 'Add 2 more and save 25 %',
        urgency: 'MEDIUM',
      },
      disabled: false,
      degraded: false,
    });
  });

  it.each([
    ['no tier is better', 'mug', { quantity: '10' }, pricingFakes(shelves), { disabled: false }],
    ['the flag is off', 'mug', { quantity: '8' }, pricingFakes(shelves, { settings: off }), { disabled: true }],
    ['the product has no tiers', 'tea', { quantity: '1' }, pricingFakes(shelves), {}],
    [
      'it is not sold in the currency',
      'mug',
      { quantity: '1', currency: 'USD' },
      pricingFakes(shelves),
      { current: null },
    ],
    [
      'the table fails',
      'mug',
      { quantity: '8' },
      { ...pricingFakes(shelves), shelves: failingShelfReader },
      { degraded: true },
    ],
  ])('answers 200 and recommends nothing when %s', async (_, productId, asked, deps, expected) => {
    const answer = await recommend(deps, asked, productId);
    expect(answer.statusCode).toBe(200);
    expect(getBulkRecommendation.response?.parse(jsonBody(answer))).toMatchObject({
      recommendation: null,
      ...expected,
    });
  });

  it('writes small shares with a decimal', async () => {
    const bulkDiscount = { productId: 'mug', tiers: [tier(2, 50)] };
    const answer = await recommend(pricingFakes({ mug: { ...shelves.mug, bulkDiscount } }), { quantity: '1' });
    expect(jsonBody<{ recommendation: { message: string } }>(answer).recommendation.message).toBe(
      'Add 1 more and save 0.5 %',
    );
  });

  it('counts tiers of a customer’s segments for that customer alone', async () => {
    const bulkDiscount = { productId: 'mug', tiers: [tier(2, 3000, { customerGroup: 'trade' })] };
    const deps = pricingFakes({ mug: { ...shelves.mug, bulkDiscount } }, { customers: { ann: ['trade'], bob: [] } });
    const found = await Promise.all(
      [undefined, 'ann', 'bob', 'nobody'].map(
        async (customerId): Promise<boolean> =>
          Boolean(
            jsonBody(await recommend(deps, { quantity: '1', ...(customerId ? { customerId } : {}) })).recommendation,
          ),
      ),
    );
    expect(found).toEqual([false, true, false, false]);
  });

  it.each(['0', '1.5', 'many', ''])('answers 400 naming the quantity "%s"', async (quantity) => {
    const answer = await recommend(pricingFakes(shelves), { quantity });
    expect([answer.statusCode, jsonBody(answer).errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/query/quantity' })],
    ]);
  });

  it('answers 404 for an unknown product', async () => {
    expect((await recommend(pricingFakes(shelves), { quantity: '1' }, 'none')).statusCode).toBe(404);
  });

  it('promises what the calculation then asks, for any quantity', async () => {
    const deps = pricingFakes(shelves);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), async (quantity) => {
        const { current, recommendation } = getBulkRecommendation.response!.parse(
          jsonBody(await recommend(deps, { quantity: String(quantity) })),
        );
        const totalOf = async (units: number) =>
          jsonBody<{ total: object }>(await calculate(deps, { items: [{ productId: 'mug', quantity: units }] })).total;
        expect(current?.lineTotal).toEqual(await totalOf(quantity));
        if (recommendation) expect(recommendation.lineTotal).toEqual(await totalOf(recommendation.quantity));
      }),
      { numRuns: 30 },
    );
  });
});

describe('POST /api/products/pricing/bulk-calculate', () => {
  const items = [
    { productId: 'mug', quantity: 5, unitPrice: 0.01 },
    { productId: 'tea', quantity: 2 },
  ];

  it('answers 200 with lines and totals at the catalog’s prices, whatever price the caller names', async () => {
    const deps = pricingFakes(shelves);
    const answer = await calculate(deps, { items });
    expect(answer.statusCode).toBe(200);
    expect(calculateBulkPrice.response?.parse(jsonBody(answer))).toEqual({
      currency: 'EUR',
      lines: [
        {
          productId: 'mug',
          quantity: 5,
          listPrice: eur(999),
          unitPrice: eur(899),
          lineTotal: eur(4496),
          saving: eur(499),
          appliedTier: { minQuantity: 5, type: 'PERCENTAGE', value: 1000 },
          isAtFloor: false,
        },
        {
          productId: 'tea',
          quantity: 2,
          listPrice: eur(450),
          unitPrice: eur(450),
          lineTotal: eur(900),
          saving: eur(0),
          appliedTier: null,
          isAtFloor: false,
        },
      ],
      unpriced: [],
      listTotal: eur(5895),
      total: eur(5396),
      saving: eur(499),
      disabled: false,
    });
  });

  it('says in the log that a discount was applied, and only then', async () => {
    const applied = pricingFakes(shelves);
    await calculate(applied, { items });
    expect(applied.logLines).toContainEqual({
      level: 'info',
      code: 'bulk_discount_applied',
      context: { companyId: testCompanyId, requestId: 'req-1', lines: 1, savingMinor: 499, currency: 'EUR' },
    });
    const plain = pricingFakes(shelves);
    await calculate(plain, { items: [{ productId: 'tea', quantity: 2 }] });
    expect(plain.logLines.map(({ code }) => code)).not.toContain('bulk_discount_applied');
  });

  it('leaves out of the totals what it cannot price, and says why', async () => {
    const asked = [...items, { productId: 'none', quantity: 3 }];
    const answer = await calculate(pricingFakes(shelves), { items: asked, currency: 'JPY' });
    expect(jsonBody(answer)).toMatchObject({
      total: { amount: 1400, currency: 'JPY' },
      unpriced: [
        { productId: 'mug', quantity: 5, reason: 'no_price_in_currency' },
        { productId: 'none', quantity: 3, reason: 'unknown_product' },
      ],
    });
  });

  it('computes the list price while the flag is off', async () => {
    const answer = await calculate(pricingFakes(shelves, { settings: off }), { items });
    expect(jsonBody(answer)).toMatchObject({ total: eur(5895), saving: eur(0), disabled: true });
  });

  it('keeps the least margin of the company', async () => {
    const settings = companySettings({
      pricing: { value: { minimumMarginBasisPoints: 2_000 }, version: 1, updatedAt: null, updatedBy: null },
    });
    const card = product('mug', { prices: [eur(999)], cost: eur(700) });
    const deps = pricingFakes({ mug: { ...shelves.mug, card } }, { settings });
    const body = jsonBody<{ lines: object[] }>(await calculate(deps, { items: [{ productId: 'mug', quantity: 10 }] }));
    expect(body.lines[0]).toMatchObject({ unitPrice: eur(875), lineTotal: eur(8750), isAtFloor: true });
  });

  it('answers 422 when the total is beyond what can be reckoned exactly', async () => {
    const card = product('gold', { prices: [eur(1e12)] });
    const answer = await calculate(pricingFakes({ gold: { card } }), { items: [{ productId: 'gold', quantity: 1e6 }] });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([422, 'unprocessable']);
  });

  it('rings no alarm for a total that the caller made too large', async () => {
    const deps = pricingFakes({ gold: { card: product('gold', { prices: [eur(1e12)] }) } });
    await calculate(deps, { items: [{ productId: 'gold', quantity: 1e6 }] });
    const answer = await recommend(deps, { quantity: '1000000' }, 'gold');
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([422, 'unprocessable']);
    expect(deps.logLines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each([
    ['/body/items', { items: [] }],
    ['/body/items', { items: Array.from({ length: 101 }, () => items[0]) }],
    ['/body/items/0/quantity', { items: [{ productId: 'mug', quantity: 0 }] }],
    ['/body/items/0/productId', { items: [{ quantity: 1 }] }],
    ['/body/currency', { items, currency: 'eur' }],
    ['/body', { items, discount: 5 }],
  ])('answers 400 naming %s', async (pointer, body) => {
    const answer = await calculate(pricingFakes(shelves), body);
    expect([answer.statusCode, jsonBody(answer).errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
  });

  it('answers 500 when the table fails, and says so in the log', async () => {
    const deps = { ...pricingFakes(shelves), shelves: failingShelfReader };
    expect((await calculate(deps, { items })).statusCode).toBe(500);
    expect(deps.logLines).toContainEqual(expect.objectContaining({ level: 'error', code: 'bulk_price_failed' }));
  });
});
