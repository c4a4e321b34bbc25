import fc from 'fast-check';
import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { type MerchantWishes, merchantOrder } from '#core/ranking/merchant-order';
import { aRanked } from '#test/support/ranking-candidates';
import { aProduct } from '#test/support/recommendation-fixtures';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const shop = fc.array(
  fc.record({
    score: share,
    cost: fc.option(fc.integer({ min: 0, max: 1200 }), { nil: undefined }),
    stock: fc.option(fc.nat(5), { nil: undefined }),
    tier: fc.nat(1),
  }),
  { maxLength: 40 },
);
const wishes = fc.record({
  marginWeight: share,
  lowStockThreshold: fc.nat(5),
  lowStockDemotion: share,
  relevanceGuardrail: fc.constantFrom(0, 0.01, 0.1, 0.3, 1),
});

const setUp = (products: Parameters<Parameters<typeof shop.map>[0]>[0]) => {
  const cards = new Map(
    products.map(({ cost, stock }, index) => [
      `p${index}`,
      aProduct(`p${index}`, { stock, ...(cost !== undefined && { cost: { amount: cost, currency: 'GBP' } }) }),
    ]),
  );
  const candidates = products.map(({ score, tier }, index) => ({ candidate: aRanked(`p${index}`, score), tier }));
  const tierOf = (wanted: number): Candidate[] =>
    candidates
      .filter(({ tier }) => tier === wanted)
      .map(({ candidate }) => candidate)
      .sort(compareCandidates);
  return { cards, tiers: [tierOf(0), tierOf(1)] };
};

/** Discounted cumulative gain of the scores that the model gave, over the first `length` places. */
const dcg = (list: readonly Candidate[], length: number): number =>
  list
    .slice(0, length)
    .reduce((sum, { breakdown }, place) => sum + breakdown['also-bought']! / Math.log2(place + 2), 0);

const idsOf = (tiers: readonly (readonly Candidate[])[]): string[][] =>
  tiers.map((tier) => tier.map(({ productId }) => productId));

it('never costs a list more relevance than the guardrail allows, whatever the merchant wishes', () => {
  fc.assert(
    fc.property(shop, wishes, fc.integer({ min: 1, max: 24 }), (products, wished, length) => {
      const { cards, tiers } = setUp(products);
      const { tiers: ordered, effect } = merchantOrder(tiers, cards, 'GBP', wished, length);
      const before = dcg(tiers.flat(), length);
      const after = dcg(ordered.flat(), length);
      expect(after).toBeGreaterThanOrEqual(before * (1 - wished.relevanceGuardrail) - 1e-9);
      if (effect && before > 0) expect(effect.relevanceLoss).toBeCloseTo(Math.max(0, 1 - after / before), 9);
    }),
  );
});

it('loses and adds no product, and none leaves its tier', () => {
  fc.assert(
    fc.property(shop, wishes, (products, wished) => {
      const { cards, tiers } = setUp(products);
      const ordered = idsOf(merchantOrder(tiers, cards, 'GBP', wished, 8).tiers);
      expect(ordered.map((tier) => tier.toSorted())).toEqual(idsOf(tiers).map((tier) => tier.toSorted()));
    }),
  );
});

it('earns no less than relevance alone where only margins count and relevance may be given up', () => {
  const cards = new Map(
    [900, 100, 500].map((cost, index) => [
      `p${index}`,
      aProduct(`p${index}`, { cost: { amount: cost, currency: 'GBP' } }),
    ]),
  );
  const tier = [aRanked('p0', 1), aRanked('p1', 0.9), aRanked('p2', 0.8)];
  const wished: MerchantWishes = {
    marginWeight: 1,
    lowStockThreshold: 0,
    lowStockDemotion: 0,
    relevanceGuardrail: 1,
  };
  const { effect, tiers } = merchantOrder([tier], cards, 'GBP', wished, 3);
  expect(idsOf(tiers)).toEqual([['p1', 'p2', 'p0']]);
  const weights = [1, 1 / Math.log2(3), 1 / 2];
  const mean = (margins: number[]) =>
    margins.reduce((sum, margin, place) => sum + margin * weights[place]!, 0) / weights.reduce((a, b) => a + b);
  expect(effect!.marginBefore).toBeCloseTo(mean([0.1, 0.9, 0.5]), 12);
  expect(effect!.marginAfter).toBeCloseTo(mean([0.9, 0.5, 0.1]), 12);
});

it('is weakened, not dropped, by a guardrail that forbids the whole wish', () => {
  const products = Array.from({ length: 12 }, (_, index) => ({
    score: 1 - index / 20,
    cost: 1000 - index * 80,
    stock: undefined,
    tier: 0,
  }));
  const { cards, tiers } = setUp(products);
  const wished = { marginWeight: 1, lowStockThreshold: 0, lowStockDemotion: 0, relevanceGuardrail: 0.03 };
  const { effect } = merchantOrder(tiers, cards, 'GBP', wished, 8);
  expect(effect!.strength).toBeGreaterThan(0);
  expect(effect!.strength).toBeLessThan(1);
  expect(effect!.relevanceLoss).toBeLessThanOrEqual(0.03);
  expect(effect!.marginAfter).toBeGreaterThan(effect!.marginBefore);
});

it('reports nothing where the merchant wishes nothing', () => {
  const none = { marginWeight: 0, lowStockThreshold: 3, lowStockDemotion: 0, relevanceGuardrail: 0.1 };
  const tiers = [[aRanked('a', 1)]];
  expect(merchantOrder(tiers, new Map(), 'GBP', none, 8)).toEqual({ tiers });
});
