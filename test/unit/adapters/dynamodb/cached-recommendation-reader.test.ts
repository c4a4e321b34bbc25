import { makeCachedRecommendationReader, type ReaderStores } from '#adapters/dynamodb/cached-recommendation-reader';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { product, row } from '#test/support/recommendation-fakes';

const list: PopularityList = { kind: 'popular', category: '', candidates: [] };

const setUp = () => {
  // The cache takes 0 for "never".
  let nowMs = 1_000;
  const calls: string[] = [];
  const rows = new Map<string, RecommendationRow>([['a/m1/p1', row('p1', { similar: ['p2'] })]]);
  const stock = new Map([['p1', 5]]);
  const stores: ReaderStores = {
    rows: {
      get: async (companyId, productId, modelVersion) => {
        calls.push(`row ${companyId} ${modelVersion} ${productId}`);
        return rows.get(`${companyId}/${modelVersion}/${productId}`);
      },
      getMany: async (companyId, ids, modelVersion) => {
        calls.push(`rows ${ids.join()}`);
        return ids.flatMap((id) => rows.get(`${companyId}/${modelVersion}/${id}`) ?? []);
      },
      putAll: async () => undefined,
      deleteAll: async () => undefined,
    },
    blends: { get: async (_, version) => (version === 'm1' ? { cart: { rows: 0.5 } } : undefined) },
    popularity: {
      getMany: async (companyId) => {
        calls.push(`lists ${companyId}`);
        return [list];
      },
      putAll: async () => undefined,
      deleteAll: async () => undefined,
    },
    products: {
      getMany: async (companyId, ids) => {
        calls.push(`cards ${companyId} ${ids.join()}`);
        return ids.flatMap((id) => (stock.has(id) ? [product(id, { stock: stock.get(id) })] : []));
      },
      list: async (companyId) => {
        calls.push(`sample ${companyId}`);
        return { data: [product('p1')], nextCursor: null };
      },
    },
  };
  const reader = makeCachedRecommendationReader(stores, { now: () => nowMs });
  return { reader, stores, calls, stock, passMs: (ms: number) => (nowMs += ms) };
};

describe('the cached reader', () => {
  it('reads a row once in five minutes', async () => {
    const { reader, calls, passMs } = setUp();
    await reader.row('a', 'm1', 'p1');
    passMs(299_999);
    await reader.row('a', 'm1', 'p1');
    expect(calls).toHaveLength(1);
    passMs(2);
    await reader.row('a', 'm1', 'p1');
    expect(calls).toHaveLength(2);
  });

  it('tells of rows found in memory, not of those read or known to be absent', async () => {
    const onMemoryHit = jest.fn();
    const reader = makeCachedRecommendationReader(setUp().stores, { onMemoryHit });
    for (const productId of ['p1', 'p9', 'p9']) await reader.row('a', 'm1', productId);
    expect(onMemoryHit).not.toHaveBeenCalled();
    await reader.row('a', 'm1', 'p1');
    expect(onMemoryHit).toHaveBeenCalledTimes(1);
  });

  it('shows a change of stock after at most a minute', async () => {
    const { reader, stock, passMs } = setUp();
    await reader.cards('a', ['p1']);
    stock.set('p1', 0);
    passMs(59_999);
    expect((await reader.cards('a', ['p1'])).get('p1')?.stock).toBe(5);
    passMs(2);
    expect((await reader.cards('a', ['p1'])).get('p1')?.stock).toBe(0);
  });

  it('reads only the cards that it does not have, in one call', async () => {
    const { reader, calls } = setUp();
    await reader.cards('a', ['p1']);
    await reader.cards('a', ['p1', 'p2', 'p3', 'p3']);
    expect(calls).toEqual(['cards a p1', 'cards a p2,p3']);
  });

  it('remembers that something is absent', async () => {
    const { reader, calls } = setUp();
    expect(await reader.row('a', 'm1', 'nothing')).toBeUndefined();
    expect(await reader.row('a', 'm1', 'nothing')).toBeUndefined();
    expect(calls).toHaveLength(1);
  });

  it('never answers one company with what another one read, nor one model version with another', async () => {
    const { reader } = setUp();
    expect(await reader.row('a', 'm1', 'p1')).toBeDefined();
    expect(await reader.row('b', 'm1', 'p1')).toBeUndefined();
    expect(await reader.row('a', 'm2', 'p1')).toBeUndefined();
  });

  it('reads rows of several products in one call, in their order', async () => {
    const { reader, calls } = setUp();
    expect((await reader.rows('a', 'm1', ['p9', 'p1'])).map(({ productId }) => productId)).toEqual(['p1']);
    expect(calls).toEqual(['rows p9,p1']);
  });

  it('looks on for products that can be bought when a catalog begins with sold out and archived ones', async () => {
    const pages = [
      [product('a', { stock: 0 }), product('b', { status: 'archived' })],
      [product('c', { prices: [] }), product('d'), product('e', { stock: undefined })],
    ];
    const list = jest.fn(async (_: string, { cursor = '0' }: { cursor?: string }) => ({
      data: pages[Number(cursor)] ?? [],
      nextCursor: cursor === '0' ? '1' : null,
    }));
    const { stores } = setUp();
    const reader = makeCachedRecommendationReader({ ...stores, products: { ...stores.products, list } });
    expect((await reader.sample('a')).map(({ productId }) => productId)).toEqual(['d', 'e']);
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('reads a bounded number of pages of a catalog in which nothing can be bought', async () => {
    const list = jest.fn(async () => ({ data: [product('a', { stock: 0 })], nextCursor: 'more' }));
    const { stores } = setUp();
    const reader = makeCachedRecommendationReader({ ...stores, products: { ...stores.products, list } });
    expect(await reader.sample('a')).toEqual([]);
    expect(list).toHaveBeenCalledTimes(20);
  });

  it('reads lists and the sample once', async () => {
    const { reader, calls } = setUp();
    for (let again = 0; again < 3; again += 1) {
      expect(await reader.lists('a', 'm1', [''])).toEqual([list]);
      expect(await reader.sample('a')).toHaveLength(1);
    }
    expect(calls).toEqual(['lists a', 'sample a']);
  });
});
