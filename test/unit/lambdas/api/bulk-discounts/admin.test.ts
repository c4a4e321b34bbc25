import {
  deleteBulkDiscount,
  getBulkDiscountConfig,
  getPricingSettings,
  putBulkDiscount,
  putPricingSettings,
} from '#contracts/api/bulk-discounts';
import type { Operation } from '#contracts/operation';
import type { BulkTier } from '#core/pricing/bulk-tier';
import { makeHandler as makeDelete } from '#lambdas/api/bulk-discounts/delete-bulk-discount';
import { makeHandler as makeGetConfig } from '#lambdas/api/bulk-discounts/get-bulk-discount-config';
import { makeHandler as makeGetSettings } from '#lambdas/api/bulk-discounts/get-pricing-settings';
import { makeHandler as makePut } from '#lambdas/api/bulk-discounts/put-bulk-discount';
import { makeHandler as makePutSettings } from '#lambdas/api/bulk-discounts/put-pricing-settings';
import type { BulkDiscountDependencies } from '#lambdas/api/bulk-discounts/runtime-dependencies';
import type { HttpHandler } from '#lambdas/shared/http-endpoint';
import {
  claimsOf,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { memorySettings } from '#test/support/memory-admin-stores';
import { memoryBulkDiscounts } from '#test/support/memory-product-settings';
import { product } from '#test/support/recommendation-fakes';

const mug = product('mug', { cost: { amount: 800, currency: 'EUR' } });

/** One set of stores behind all operations; the callers differ. */
const setUp = () => {
  const stores = {
    discounts: memoryBulkDiscounts(),
    products: { get: async (_: string, id: string) => (id === 'mug' ? mug : undefined) },
    settings: memorySettings(),
  };
  const callOf =
    (operation: Operation, make: (deps: BulkDiscountDependencies) => HttpHandler, good: HttpEventParts): MemberCall =>
    (parts = {}, options: FakeOptions = {}) =>
      make({ ...endpointFakes(options), ...stores })(
        httpEvent(operation, { query: { companyId: testCompanyId }, claims: claimsOf(testUserId), ...good, ...parts }),
        testContext,
      );
  const params = { productId: 'mug' };
  return {
    put: callOf(putBulkDiscount, makePut, { params, headers: { 'If-Match': '"v0"' }, body: { tiers: [] } }),
    remove: callOf(deleteBulkDiscount, makeDelete, { params }),
    get: callOf(getBulkDiscountConfig, makeGetConfig, { params }),
    getSettings: callOf(getPricingSettings, makeGetSettings, {}),
    putSettings: callOf(putPricingSettings, makePutSettings, {
      headers: { 'If-Match': '"v0"' },
      body: { minimumMarginBasisPoints: 1_500 },
    }),
    stores,
  };
};

const tier = (minQuantity: number, value: number, given: Partial<BulkTier> = {}): BulkTier => ({
  minQuantity,
  type: 'PERCENTAGE',
  value,
  enabled: true,
  ...given,
});

describe('PUT /api/products/{productId}/bulk-discount', () => {
  itGuardsMembers(putBulkDiscount, (parts, options) => setUp().put(parts, options));

  it('answers 200 with the tiers under their next version, and a later one replaces them whole', async () => {
    const { put, get } = setUp();
    const tiers = [tier(5, 500), tier(10, 1000)];
    const answer = await put({ body: { tiers, floorPrices: [{ amount: 700, currency: 'EUR' }] } });
    expect([answer.statusCode, answer.headers?.etag]).toEqual([200, '"v1"']);
    const stored = {
      productId: 'mug',
      tiers,
      floorPrices: [{ amount: 700, currency: 'EUR' }],
      warnings: [],
      version: 1,
      updatedAt: testNow,
      updatedBy: testUserId,
    };
    expect(putBulkDiscount.response?.parse(jsonBody(answer))).toEqual(stored);
    expect(jsonBody(await get())).toEqual(stored);
    await put({ body: { tiers: [tier(3, 100)] }, headers: { 'If-Match': '"v1"' } });
    expect(jsonBody(await get())).toMatchObject({ tiers: [tier(3, 100)], floorPrices: [], version: 2 });
  });

  it('keeps instants in UTC, whatever offset they came with', async () => {
    const body = {
      tiers: [tier(5, 500, { validFrom: '2026-12-01T00:00:00+01:00', validUntil: '2027-01-01T00:00:00Z' })],
    };
    expect(jsonBody<{ tiers: object[] }>(await setUp().put({ body })).tiers[0]).toMatchObject({
      validFrom: '2026-11-30T23:00:00.000Z',
      validUntil: '2027-01-01T00:00:00.000Z',
    });
  });

  it('warns of what holds but will not do what it says', async () => {
    const { warnings } = jsonBody<{ warnings: object[] }>(await setUp().put({ body: { tiers: [tier(5, 3000)] } }));
    expect(warnings).toEqual([
      {
        pointer: '/body/tiers/0/value',
        code: 'below_floor',
        message: 'Tier 1 (from 5) goes below the floor of 8.00 EUR; shoppers get the floor price',
      },
    ]);
  });

  it.each([
    ['overlapping tiers', [tier(5, 500), tier(5, 600)], '/body/tiers/1/minQuantity', 'overlap'],
    ['unsorted tiers', [tier(9, 600), tier(5, 500)], '/body/tiers/1/minQuantity', 'unsorted'],
    ['no percentage', [tier(5, 0)], '/body/tiers/0/value', 'percentage_out_of_range'],
    ['more than 100 %', [tier(5, 10_001)], '/body/tiers/0/value', 'percentage_out_of_range'],
    [
      'an amount off that is not below the price',
      [tier(5, 1000, { type: 'FIXED_AMOUNT', currency: 'EUR' })],
      '/body/tiers/0/value',
      'amount_not_below_price',
    ],
    [
      'a unit price above the list price',
      [tier(5, 1001, { type: 'UNIT_PRICE', currency: 'EUR' })],
      '/body/tiers/0/value',
      'unit_price_above_list',
    ],
    ['a price that rises with the quantity', [tier(5, 600), tier(9, 500)], '/body/tiers/1/value', 'rising_price'],
    ['money without a currency', [tier(5, 600, { type: 'UNIT_PRICE' })], '/body/tiers/0/currency', 'currency_required'],
  ])('answers 422 to %s, naming the tier', async (_, tiers, pointer, code) => {
    const answer = await setUp().put({ body: { tiers } });
    expect(answer.statusCode).toBe(422);
    expect(jsonBody(answer)).toMatchObject({ code: 'unprocessable', errors: [{ pointer, code }] });
  });

  it.each([
    ['/body/tiers/0/minQuantity', { tiers: [tier(0, 500)] }],
    ['/body/tiers/0/type', { tiers: [{ ...tier(5, 500), type: 'percent' }] }],
    ['/body/tiers/0/value', { tiers: [tier(5, 0.5)] }],
    ['/body/tiers/0/validFrom', { tiers: [tier(5, 500, { validFrom: 'tomorrow' })] }],
    ['/body/tiers', { tiers: Array.from({ length: 31 }, (_, index) => tier(index + 1, 100 + index)) }],
    [
      '/body/floorPrices',
      {
        tiers: [],
        floorPrices: [
          { amount: 1, currency: 'EUR' },
          { amount: 2, currency: 'EUR' },
        ],
      },
    ],
    ['/body', { tiers: [], tier: 1 }],
  ])('answers 400 naming %s', async (pointer, body) => {
    const answer = await setUp().put({ body });
    expect([answer.statusCode, jsonBody(answer).errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
  });

  it('answers 412 when somebody else changed them meanwhile, 428 without If-Match, 404 for an unknown product', async () => {
    const { put } = setUp();
    await put();
    expect((await put()).statusCode).toBe(412);
    expect((await put({ headers: {} })).statusCode).toBe(428);
    expect((await put({ params: { productId: 'none' } })).statusCode).toBe(404);
  });
});

describe('DELETE /api/products/{productId}/bulk-discount', () => {
  itGuardsMembers(deleteBulkDiscount, (parts, options) => setUp().remove(parts, options));

  it('answers 204 however often it is called, and leaves no tiers under a later version', async () => {
    const { put, remove, get } = setUp();
    await put({ body: { tiers: [tier(5, 500)] } });
    expect([(await remove()).statusCode, (await remove()).statusCode]).toEqual([204, 204]);
    expect(jsonBody(await get())).toMatchObject({ tiers: [], version: 2, updatedBy: testUserId });
  });

  it('answers 204 for a product that never had tiers', async () => {
    expect((await setUp().remove({ params: { productId: 'none' } })).statusCode).toBe(204);
  });
});

describe('GET /api/admin/products/{productId}/bulk-discount', () => {
  itGuardsMembers(getBulkDiscountConfig, (parts, options) => setUp().get(parts, options));

  it('answers 200 and version 0 for a product without tiers, known or not', async () => {
    for (const productId of ['mug', 'none']) {
      const answer = await setUp().get({ params: { productId } }, { role: 'viewer' });
      expect([answer.statusCode, answer.headers?.etag]).toEqual([200, '"v0"']);
      expect(getBulkDiscountConfig.response?.parse(jsonBody(answer))).toMatchObject({
        productId,
        tiers: [],
        version: 0,
      });
    }
  });

  it('warns by the prices of today', async () => {
    const { get, stores } = setUp();
    const value = { tiers: [tier(5, 500, { validUntil: '2026-01-01T00:00:00.000Z' })] };
    await stores.discounts.put(testCompanyId, 'mug', { value, expectedVersion: 0, now: testNow, by: 'ann' });
    expect(jsonBody(await get())).toMatchObject({ warnings: [{ code: 'expired' }] });
  });
});

describe('GET /api/admin/pricing/settings', () => {
  itGuardsMembers(getPricingSettings, (parts, options) => setUp().getSettings(parts, options));

  it('answers 200: discounts stop at the cost unless somebody said otherwise', async () => {
    const answer = await setUp().getSettings({}, { role: 'viewer' });
    expect([answer.statusCode, answer.headers?.etag]).toEqual([200, '"v0"']);
    expect(getPricingSettings.response?.parse(jsonBody(answer)).settings).toEqual({ minimumMarginBasisPoints: 0 });
  });
});

describe('PUT /api/admin/pricing/settings', () => {
  itGuardsMembers(putPricingSettings, (parts, options) => setUp().putSettings(parts, options));

  it('answers 200 with the settings under their next version', async () => {
    const { putSettings, getSettings } = setUp();
    expect((await putSettings()).headers?.etag).toBe('"v1"');
    expect(jsonBody(await getSettings())).toMatchObject({ settings: { minimumMarginBasisPoints: 1_500 }, version: 1 });
    const without = { headers: { 'If-Match': '"v1"' }, body: { minimumMarginBasisPoints: null } };
    expect(jsonBody(await putSettings(without))).toMatchObject({ settings: { minimumMarginBasisPoints: null } });
    expect((await putSettings()).statusCode).toBe(412);
  });

  it.each([-1, 9_901, 0.5, '10'])('answers 400 to a margin of %s', async (minimumMarginBasisPoints) => {
    const answer = await setUp().putSettings({ body: { minimumMarginBasisPoints } });
    expect([answer.statusCode, jsonBody(answer).errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/body/minimumMarginBasisPoints' })],
    ]);
  });
});
