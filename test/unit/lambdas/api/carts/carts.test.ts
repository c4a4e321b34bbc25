import { deleteCart, getCart, putCart } from '#contracts/api/carts';
import type { Operation } from '#contracts/operation';
import { makeHandler as makeDelete } from '#lambdas/api/carts/delete-cart';
import { makeHandler as makeGet } from '#lambdas/api/carts/get-cart';
import { makeHandler as makePut } from '#lambdas/api/carts/put-cart';
import { endpointFakes, jsonBody, testCompanyId, testContext, testNow } from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { memoryCartStore } from '#test/support/memory-offer-stores';
import { aCandidate, aRow } from '#test/support/recommendation-fixtures';

const aCart = {
  lines: [
    { productId: 'p1', quantity: 2 },
    { productId: 'p2', quantity: 1 },
  ],
  customerId: 'c1',
  sessionId: 's1',
  couponCodes: ['SAVE'],
  context: { device: 'mobile', country: 'DE', utm: { source: 'mail' } },
};

const setUp = () => {
  const carts = memoryCartStore();
  const rows = {
    getMany: async (_: string, ids: readonly string[]) =>
      ids.includes('p1') ? [aRow('p1', { 'also-bought': [aCandidate('p2', 1), aCandidate('p3', 0.5)] })] : [],
  };
  const deps = { ...endpointFakes(), carts, rows };
  const handlers = new Map<Operation, ReturnType<typeof makePut>>([
    [putCart, makePut(deps)],
    [getCart, makeGet(deps)],
    [deleteCart, makeDelete(deps)],
  ]);
  const call = (operation: Operation, parts: HttpEventParts = {}) =>
    handlers.get(operation)!(
      httpEvent(operation, { params: { cartId: 'cart-1' }, query: { companyId: testCompanyId }, ...parts }),
      testContext,
    );
  return { carts, call };
};

describe('PUT /api/carts/{cartId}', () => {
  it('answers 200 with the cart, without who owns it, and the same again changes nothing', async () => {
    const { call, carts } = setUp();
    const answer = await call(putCart, { body: aCart });
    expect(answer.statusCode).toBe(200);
    const { customerId: _, sessionId: __, ...shown } = aCart;
    expect(jsonBody(answer)).toEqual({ cartId: 'cart-1', ...shown, updatedAt: testNow });
    const stored = structuredClone([...carts.carts]);
    await call(putCart, { body: aCart });
    expect([...carts.carts]).toEqual(stored);
  });

  it('keeps what the model relates to the cart, without what is in it', async () => {
    const { call, carts } = setUp();
    await call(putCart, { body: aCart });
    expect([...carts.carts.values()][0]?.candidates).toEqual({ 'also-bought': ['p3'] });
  });

  it('counts a product that comes twice as one line and takes no price from the page', async () => {
    const { call } = setUp();
    const line = { productId: 'p1', quantity: 2, unitPrice: { amount: 1, currency: 'EUR' } };
    const body = jsonBody(await call(putCart, { body: { lines: [line, { productId: 'p1', quantity: 3 }] } }));
    expect(body.lines).toEqual([{ productId: 'p1', quantity: 5 }]);
  });

  it('takes the body of a beacon', async () => {
    const { call } = setUp();
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    expect((await call(putCart, { body: JSON.stringify(aCart), headers })).statusCode).toBe(200);
  });

  it.each([
    ['/body/lines/0/quantity', { lines: [{ productId: 'p1', quantity: 0 }] }],
    ['/body/lines', { lines: Array.from({ length: 101 }, (_, index) => ({ productId: `p${index}`, quantity: 1 })) }],
    ['/body/lines', { lines: [6e5, 6e5].map((quantity) => ({ productId: 'p1', quantity })) }],
    ['/body/context/country', { lines: [], context: { country: 'Germany' } }],
    ['/body/context/device', { lines: [], context: { device: 'fridge' } }],
    ['/body/currency', { lines: [], currency: 'euro' }],
  ])('answers 400 naming %s', async (pointer, body) => {
    const answer = await setUp().call(putCart, { body });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody<{ errors: { pointer: string }[] }>(answer).errors[0]?.pointer).toBe(pointer);
  });

  it('answers 401 without a credential', async () => {
    expect((await setUp().call(putCart, { body: aCart, query: {} })).statusCode).toBe(401);
  });
});

describe('GET /api/carts/{cartId}', () => {
  it('answers 200 with the cart that was stored', async () => {
    const { call } = setUp();
    const put = await call(putCart, { body: aCart });
    const answer = await call(getCart);
    expect(jsonBody(answer)).toEqual(jsonBody(put));
    expect(answer.headers?.['cache-control']).toBe('private, no-store');
  });

  it('answers 404 for a cart that nobody stored', async () => {
    expect((await setUp().call(getCart)).statusCode).toBe(404);
  });
});

describe('DELETE /api/carts/{cartId}', () => {
  it('answers 204, and again when the cart is gone', async () => {
    const { call, carts } = setUp();
    await call(putCart, { body: aCart });
    expect((await call(deleteCart)).statusCode).toBe(204);
    expect(carts.carts.size).toBe(0);
    expect((await call(deleteCart)).statusCode).toBe(204);
  });
});
