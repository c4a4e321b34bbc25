import { makeCachedShelfReader } from '#adapters/dynamodb/cached-shelf-reader';
import type { ShelfKey } from '#adapters/dynamodb/product-shelf';
import { product } from '#test/support/recommendation-fakes';

const tiers = (value: number) => [{ minQuantity: 5, type: 'PERCENTAGE' as const, value, enabled: true }];

const setUp = (mostParts?: number) => {
  // The cache takes 0 for "never".
  let nowMs = 1_000;
  let value = 500;
  const calls: string[] = [];
  const load = async (companyId: string, wanted: readonly ShelfKey[]) => {
    calls.push(`${companyId}: ${wanted.map(({ productId, part }) => `${productId}.${part}`).join()}`);
    return wanted.map(({ productId, part }) => {
      if (productId === 'none') return undefined;
      if (part === 'card') return product(productId);
      return part === 'bulkDiscount' ? { productId, tiers: tiers(value) } : undefined;
    });
  };
  const reader = makeCachedShelfReader(load, { now: () => nowMs, ...(mostParts ? { mostParts } : {}) });
  return {
    calls,
    change: (to: number) => {
      value = to;
    },
    passMs: (ms: number) => (nowMs += ms),
    readBoth: (companyId: string, ...ids: string[]) => reader.read(companyId, ids, ['card', 'bulkDiscount']),
    discountOf: async (productId: string) =>
      (await reader.read('a', [productId], ['bulkDiscount'])).shelves.get(productId)?.bulkDiscount?.tiers[0]?.value,
  };
};

describe('the cached shelf reader', () => {
  it('shows a change of a discount after at most five minutes, and no sooner than it must read again', async () => {
    const { discountOf, change, passMs, calls } = setUp();
    expect(await discountOf('mug')).toBe(500);
    change(700);
    passMs(299_999);
    expect(await discountOf('mug')).toBe(500);
    passMs(2);
    expect(await discountOf('mug')).toBe(700);
    expect(calls).toHaveLength(2);
  });

  it('reads what is missing in one call, and cards again after a minute', async () => {
    const { readBoth, passMs, calls } = setUp();
    await readBoth('a', 'mug', 'tea', 'mug');
    await readBoth('a', 'mug', 'pot');
    passMs(60_001);
    await readBoth('a', 'mug');
    expect(calls).toEqual([
      'a: mug.card,mug.bulkDiscount,tea.card,tea.bulkDiscount',
      'a: pot.card,pot.bulkDiscount',
      'a: mug.card',
    ]);
  });

  it('tells the age of the oldest part', async () => {
    const { readBoth, passMs } = setUp();
    expect((await readBoth('a', 'mug')).ageSeconds).toBe(0);
    passMs(61_500);
    expect((await readBoth('a', 'mug')).ageSeconds).toBe(61);
    expect((await readBoth('a')).ageSeconds).toBe(0);
  });

  it('remembers that nothing is stored', async () => {
    const { readBoth, calls } = setUp();
    for (let again = 0; again < 2; again += 1) {
      expect((await readBoth('a', 'none')).shelves.get('none')).toEqual({});
    }
    expect(calls).toHaveLength(1);
  });

  it('never answers one company with what another one read', async () => {
    const { readBoth, calls } = setUp();
    await readBoth('a', 'mug');
    await readBoth('b', 'mug');
    expect(calls).toEqual(['a: mug.card,mug.bulkDiscount', 'b: mug.card,mug.bulkDiscount']);
  });

  it('keeps a bounded number of parts and answers whole all the same', async () => {
    const { readBoth, calls } = setUp(2);
    const { shelves } = await readBoth('a', 'mug', 'tea', 'pot');
    expect([...shelves.values()].every(({ card, bulkDiscount }) => card && bulkDiscount)).toBe(true);
    await readBoth('a', 'pot');
    await readBoth('a', 'mug');
    expect(calls).toHaveLength(2);
  });
});
