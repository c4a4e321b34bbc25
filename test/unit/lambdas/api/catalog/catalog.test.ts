import { batchDeleteProducts, batchUpsertProducts, getProduct, listProducts } from '#contracts/api/catalog';
import { makeHandler as makeBatchDelete } from '#lambdas/api/catalog/batch-delete-products';
import { makeHandler as makeBatchUpsert } from '#lambdas/api/catalog/batch-upsert-products';
import { makeHandler as makeGetProduct } from '#lambdas/api/catalog/get-product';
import { makeHandler as makeListProducts } from '#lambdas/api/catalog/list-products';
import {
  claimsOf,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testSecretKey,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { itGuardsServers } from '#test/support/it-guards-servers';
import { memoryProductStore } from '#test/support/memory-shop-stores';

const secret = { authorization: `Bearer ${testSecretKey}` };
const product = (productId: string, changes: object = {}) => ({ productId, title: `Product ${productId}`, ...changes });

const setUp = (options: FakeOptions = {}) => ({ ...endpointFakes(options), products: memoryProductStore() });

describe('POST /api/catalog/products:batch', () => {
  const callWith = (deps: ReturnType<typeof setUp>, parts: HttpEventParts = {}) =>
    makeBatchUpsert(deps)(
      httpEvent(batchUpsertProducts, { headers: secret, body: { products: [product('cup')] }, ...parts }),
      testContext,
    );
  const call = (parts?: HttpEventParts) => callWith(setUp(), parts);
  itGuardsServers(call);

  it('answers 200 and judges each product by itself, in the order given', async () => {
    const deps = setUp();
    await callWith(deps);
    const products = [product('pot'), product('a/b'), { productId: 'tin' }, 7, product('cup')];
    const answer = await callWith(deps, { body: { products } });
    expect(answer.statusCode).toBe(200);
    expect(batchUpsertProducts.response?.parse(jsonBody(answer))).toMatchObject({
      accepted: 2,
      rejected: 3,
      results: [
        { id: 'pot', status: 'created' },
        { id: 'a/b', status: 'rejected', errors: [{ pointer: '/body/products/1/productId' }] },
        { id: 'tin', status: 'rejected', errors: [{ pointer: '/body/products/2/title' }] },
        { id: '', status: 'rejected', errors: [{ pointer: '/body/products/3' }] },
        { id: 'cup', status: 'unchanged' },
      ],
    });
  });

  it('keeps the time of the call for a product without one, and stores any offset as UTC', async () => {
    const deps = setUp();
    const products = [product('cup'), product('pot', { updatedAt: '2026-05-01T12:00:00+02:00' })];
    await callWith(deps, { body: { products } });
    expect((await deps.products.get(testCompanyId, 'cup'))?.updatedAt).toBe(testNow);
    expect((await deps.products.get(testCompanyId, 'pot'))?.updatedAt).toBe('2026-05-01T10:00:00.000Z');
  });

  it('answers 400 for no product and for more than a hundred', async () => {
    for (const count of [0, 101]) {
      const products = Array.from({ length: count }, (_, index) => product(`p${index}`));
      expect((await call({ body: { products } })).statusCode).toBe(400);
    }
  });

  it('answers 400 for a body that is no JSON, 413 for one that is too large and 415 for another type', async () => {
    expect((await call({ body: '{' })).statusCode).toBe(400);
    const products = [product('cup', { title: 'x'.repeat(2 * 1024 * 1024) })];
    expect((await call({ body: { products } })).statusCode).toBe(413);
    expect((await call({ headers: { ...secret, 'content-type': 'text/plain' } })).statusCode).toBe(415);
  });

  it('answers 500 without a word of the cause when the store fails', async () => {
    const deps = setUp();
    deps.products.upsertMany = () => Promise.reject(new Error('table gone'));
    const answer = await callWith(deps);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('table gone');
  });
});

describe('POST /api/catalog/products:batch-delete', () => {
  const callWith = (deps: ReturnType<typeof setUp>, parts: HttpEventParts = {}) =>
    makeBatchDelete(deps)(
      httpEvent(batchDeleteProducts, { headers: secret, body: { productIds: ['cup'] }, ...parts }),
      testContext,
    );
  itGuardsServers((parts) => callWith(setUp(), parts));

  it('answers 200 and says which were there', async () => {
    const deps = setUp();
    await makeBatchUpsert(deps)(
      httpEvent(batchUpsertProducts, { headers: secret, body: { products: [product('cup')] } }),
      testContext,
    );
    const answer = await callWith(deps, { body: { productIds: ['cup', 'none'] } });
    expect(jsonBody(answer).results).toEqual([
      { id: 'cup', status: 'deleted' },
      { id: 'none', status: 'unchanged' },
    ]);
    expect(await deps.products.get(testCompanyId, 'cup')).toBeUndefined();
  });

  it('answers 400 naming the id that cannot be one', async () => {
    const answer = await callWith(setUp(), { body: { productIds: ['a#b'] } });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer).errors).toMatchObject([{ pointer: '/body/productIds/0' }]);
  });
});

describe('GET /api/catalog/products/{productId}', () => {
  const callWith = (deps: ReturnType<typeof setUp>, parts: HttpEventParts = {}) =>
    makeGetProduct(deps)(
      httpEvent(getProduct, { headers: secret, params: { productId: 'cup' }, ...parts }),
      testContext,
    );
  itGuardsServers((parts) => callWith(setUp(), parts));

  it('answers 200 with the product, and 404 when there is none', async () => {
    const deps = setUp();
    expect((await callWith(deps)).statusCode).toBe(404);
    await makeBatchUpsert(deps)(
      httpEvent(batchUpsertProducts, {
        headers: secret,
        body: { products: [product('cup', { cost: { amount: 1, currency: 'EUR' } })] },
      }),
      testContext,
    );
    const answer = await callWith(deps);
    expect(answer.statusCode).toBe(200);
    expect(getProduct.response?.parse(jsonBody(answer))).toMatchObject({
      productId: 'cup',
      status: 'active',
      tags: [],
    });
  });
});

describe('GET /api/admin/products', () => {
  const callWith = (deps: ReturnType<typeof setUp>, parts: HttpEventParts = {}) =>
    makeListProducts(deps)(
      httpEvent(listProducts, {
        claims: claimsOf(testUserId),
        ...parts,
        query: { companyId: testCompanyId, ...parts.query },
      }),
      testContext,
    );
  itGuardsMembers(listProducts, (parts, options) => callWith(setUp(options), parts));

  it('answers 200 page by page, and 400 for a cursor of another list', async () => {
    const deps = setUp();
    await deps.products.upsertMany(
      testCompanyId,
      ['a', 'b', 'c'].map((id) => ({
        ...product(id),
        categoryPath: [],
        prices: [],
        status: 'active',
        attributes: {},
        tags: [],
        updatedAt: testNow,
      })),
    );
    const first = jsonBody<{ data: { productId: string }[]; nextCursor: string }>(
      await callWith(deps, { query: { limit: '2' } }),
    );
    expect(first.data.map(({ productId }) => productId)).toEqual(['a', 'b']);
    const second = await callWith(deps, { query: { limit: '2', cursor: first.nextCursor } });
    expect(jsonBody(second)).toMatchObject({ data: [{ productId: 'c' }], nextCursor: null });
    const wrong = await callWith(deps, { query: { cursor: 'other|1' } });
    expect([wrong.statusCode, jsonBody(wrong).code]).toEqual([400, 'invalid_cursor']);
  });
});
