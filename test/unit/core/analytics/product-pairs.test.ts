import fc from 'fast-check';
import { findPairs, isBeyondChance, pairRatios } from '#core/analytics/product-pairs';
import { mulberry32 } from '#core/random/mulberry32';
import { logLikelihoodRatio } from '#core/similarity/log-likelihood-ratio';
import { aLog } from '#test/support/recommendation-fixtures';

const items = 6;
const orders = fc.array(fc.uniqueArray(fc.nat({ max: items - 1 }), { minLength: 1, maxLength: 5 }), { maxLength: 25 });
const limits = { leastOrders: 1, mostPairs: 100 };

/** Every pair by looking at every order. */
const recount = (groups: readonly (readonly number[])[], leastOrders: number) => {
  const withAll = (...wanted: number[]) =>
    groups.filter((group) => wanted.every((item) => group.includes(item))).length;
  return Array.from({ length: items }, (_, a) =>
    Array.from({ length: items - a - 1 }, (_, step) => {
      const b = a + step + 1;
      const [both, ordersWithA, ordersWithB] = [withAll(a, b), withAll(a), withAll(b)];
      const evidence = logLikelihoodRatio(both, ordersWithA, ordersWithB, groups.length);
      return { a, b, orders: both, ordersWithA, ordersWithB, evidence };
    }),
  )
    .flat()
    .filter((pair) => pair.orders >= leastOrders);
};

describe('product pairs', () => {
  it('are those of a recount of every order, the surest first', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 3 }), (groups, leastOrders) => {
        const found = findPairs(aLog(items, groups), { ...limits, leastOrders });
        const expected = recount(groups, leastOrders);
        const byItems = (one: { a: number; b: number }, other: { a: number; b: number }) =>
          one.a - other.a || one.b - other.b;
        expect([...found.pairs].sort(byItems)).toEqual(expected.filter(({ evidence }) => evidence > 0).sort(byItems));
        expect(found).toMatchObject({ orders: groups.length, pairsSeen: expected.length });
        const evidence = found.pairs.map((pair) => pair.evidence);
        expect(evidence).toEqual([...evidence].sort((x, y) => y - x));
      }),
    );
  });

  it('are the first of all when only some are kept', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 4 }), (groups, mostPairs) => {
        const all = findPairs(aLog(items, groups), limits);
        const kept = findPairs(aLog(items, groups), { ...limits, mostPairs });
        expect(kept).toEqual({ ...all, pairs: all.pairs.slice(0, mostPairs) });
      }),
    );
  });

  it('do not depend on the order of the orders', () => {
    fc.assert(
      fc.property(orders, (groups) => {
        expect(findPairs(aLog(items, groups.toReversed()), limits)).toEqual(findPairs(aLog(items, groups), limits));
      }),
    );
  });

  it('have the ratios of their definition', () => {
    // 100 orders: a in 20, b in 10, both in 8.
    expect(pairRatios({ orders: 8, ordersWithA: 20, ordersWithB: 10 }, 100)).toEqual({
      support: 0.08,
      confidenceAToB: 0.4,
      confidenceBToA: 0.8,
      lift: 4,
    });
  });

  it('are beyond chance only when so many others were not to be expected as sure', () => {
    // χ² of one degree: 10.83 has a p value of 0.001.
    expect(isBeyondChance(10.83, 49)).toBe(true);
    expect(isBeyondChance(10.83, 51)).toBe(false);
  });

  it('are hardly ever called sure among products that have nothing to do with each other', () => {
    const draw = mulberry32(7);
    const shops = Array.from({ length: 60 }, () =>
      Array.from({ length: 150 }, () => Array.from({ length: 12 }, (_, item) => item).filter(() => draw() < 0.2)),
    );
    const wrong = shops.filter((groups) => {
      const { pairs, pairsSeen } = findPairs(aLog(12, groups), { leastOrders: 3, mostPairs: 100 });
      return pairs.some(({ evidence }) => isBeyondChance(evidence, pairsSeen));
    });
    expect(wrong.length).toBeLessThanOrEqual(6);
  });
});
