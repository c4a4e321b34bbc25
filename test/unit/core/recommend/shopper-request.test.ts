import fc from 'fast-check';
import { contextRowIds, mostContextRows, type ShopperProducts } from '#core/recommend/context-rows';
import { shopperRequest } from '#core/recommend/shopper-request';
import { row } from '#test/support/recommendation-fakes';

const ids = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

const shopper = (known: Partial<ShopperProducts> = {}): ShopperProducts => ({
  isKnown: true,
  seenIds: [],
  cartIds: [],
  pastBaskets: [],
  ...known,
});

describe('the rows that a list looks at', () => {
  it('are those of all lines of a cart, of 20 steps of a visit and of what was bought last', () => {
    const known = shopper({ seenIds: ids(30, 's'), cartIds: ids(50, 'c'), pastBaskets: [ids(10, 'b')] });
    expect(contextRowIds('you-might-like', 'page', known)).toEqual([...ids(20, 's'), ...ids(50, 'c'), ...ids(10, 'b')]);
    expect(contextRowIds('hybrid', 'page', known)).toEqual([...ids(20, 's'), ...ids(50, 'c')]);
  });

  it('are none for lists of one relation, and none for nobody', () => {
    expect(contextRowIds('also-bought', 'page', shopper({ seenIds: ['s'] }))).toEqual([]);
    expect(contextRowIds('you-might-like', undefined, shopper())).toEqual([]);
  });

  it('fit into one batch read with the row of the page, each once and without it', () => {
    const anyIds = fc.array(fc.integer({ max: 80 }).map(String), { maxLength: 120 });
    fc.assert(
      fc.property(anyIds, anyIds, fc.array(anyIds, { maxLength: 4 }), (seenIds, cartIds, pastBaskets) => {
        const rows = contextRowIds('you-might-like', '7', shopper({ seenIds, cartIds, pastBaskets }));
        expect(rows.length).toBeLessThanOrEqual(mostContextRows);
        expect(new Set([...rows, '7']).size).toBe(rows.length + 1);
      }),
    );
  });
});

describe('the part of a request that tells of the shopper', () => {
  const own = row('page', {});
  const context = [row('s1', {})];
  const asked = { placement: 'you-might-like', sourceProductId: 'page', limit: 12, own, context } as const;

  it('takes the page as the newest step of a visit, once', () => {
    const steps = (seenIds: readonly string[]) =>
      shopperRequest({ ...asked, shopper: shopper({ seenIds }) }).sessionProductIds;
    expect(steps(['s1', 'page', 's1'])).toEqual(['page', 's1', 'page', 's1']);
    expect(steps(['page', 's1'])).toEqual(['page', 's1']);
    expect(shopperRequest({ ...asked, shopper: shopper() }).contextRows).toEqual([own, ...context]);
  });

  it('goes back to what was seen in at most a third of the places, and never where that is not wanted', () => {
    const wanted = shopperRequest({ ...asked, shopper: shopper() });
    expect([wanted.withReminders, wanted.mostReminders]).toEqual([true, 4]);
    expect(shopperRequest({ ...asked, reminders: false, shopper: shopper() }).withReminders).toBe(false);
    expect(shopperRequest({ ...asked, shopper: shopper({ isKnown: false }) }).withReminders).toBe(false);
  });

  it('has steps as they were on a page without a product', () => {
    const request = shopperRequest({
      ...asked,
      sourceProductId: undefined,
      own: undefined,
      shopper: shopper({ seenIds: ['s1', 's1'] }),
    });
    expect(request.sessionProductIds).toEqual(['s1', 's1']);
    expect(request.row).toBeUndefined();
  });
});
