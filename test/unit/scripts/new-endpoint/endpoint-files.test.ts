import {
  dependenciesIn,
  handlerFile,
  planEndpoint,
  testFile,
  withContractFile,
  withOperation,
} from '#scripts/new-endpoint/endpoint-files';

const plan = planEndpoint(['gift-cards', 'issueGiftCard', 'POST', '/api/orders/{orderId}/gift-cards'], 'editor');

describe('planEndpoint', () => {
  it.each([
    ['storefront', 'GET', 'storefront-read'],
    ['storefront', 'POST', 'storefront-events'],
    ['server', 'POST', 'ingest'],
    ['owner', 'PUT', 'company-admin'],
    ['public', 'GET', 'health'],
  ])('%s %s belongs to %s unless told otherwise', (auth, method, family) => {
    expect(planEndpoint(['carts', 'doThing', method, '/api/carts'], auth).family).toBe(family);
  });

  it.each([
    [['Carts', 'getCart', 'GET', '/api/carts'], 'Resource "Carts"'],
    [['carts', 'cart', 'GET', '/api/carts'], 'Operation "cart"'],
    [['carts', 'getCart', 'PATCH', '/api/carts'], 'Method "PATCH"'],
    [['carts', 'getCart', 'GET', '/carts'], 'Path "/carts"'],
    [[], 'Resource ""'],
  ])('refuses %j naming the part that is wrong', (positionals, message) => {
    expect(() => planEndpoint(positionals)).toThrow(message);
  });
});

describe('the contract', () => {
  it('is added with what it uses imported', () => {
    const before = "import * as z from 'zod';\nimport { isoInstant } from '#contracts/scalars';\n";
    const after = withOperation(before, plan);
    expect(after).toContain("import { companyId, externalId, isoInstant } from '#contracts/scalars';");
    expect(after).toContain("auth: { kind: 'member', role: 'editor' }");
    expect(after).toContain('params: z.object({ orderId: externalId })');
  });

  it('is listed once, however often its resource gets an operation', () => {
    const before =
      "import type { Operation } from '#contracts/operation';\nexport const operations: readonly Operation[] = [\n];\n";
    const once = withContractFile(before, 'gift-cards');
    expect(once).toContain("import * as giftCards from '#contracts/api/gift-cards';");
    expect(once).toContain('[\n  giftCards,\n');
    expect(withContractFile(once, 'gift-cards')).toBe(once);
  });
});

describe('handler and test', () => {
  it('take the dependencies that the resource has', () => {
    expect(dependenciesIn('export interface OrderDependencies extends EndpointDependencies {}')).toBe(
      'OrderDependencies',
    );
    expect(handlerFile(plan, 'OrderDependencies')).toContain('type OrderDependencies, runtimeDependencies');
  });

  it('name the operation as the test of all contracts looks for it', () => {
    expect(testFile(plan)).toContain("describe('POST /api/orders/{orderId}/gift-cards'");
  });
});
