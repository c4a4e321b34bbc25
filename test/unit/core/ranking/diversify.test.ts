import fc from 'fast-check';
import type { Product } from '#core/catalog/product';
import { diversify } from '#core/ranking/diversify';
import { kindSimilarity } from '#core/ranking/product-traits';
import { aRanked, rankedList } from '#test/support/ranking-candidates';
import { aProduct } from '#test/support/recommendation-fixtures';

const cardsOf = (...cards: Product[]) => new Map(cards.map((card) => [card.productId, card]));
const idsOf = (list: readonly { productId: string }[]) => list.map(({ productId }) => productId);

const teaTime = cardsOf(
  aProduct('c0', { title: 'Red tea cup', categoryPath: ['Tea', 'Cups'], brand: 'Hill' }),
  aProduct('c1', { title: 'Blue tea cup', categoryPath: ['Tea', 'Cups'], brand: 'Hill' }),
  aProduct('c2', { title: 'Garden chair', categoryPath: ['Garden'], brand: 'Oak' }),
);

it('puts something else before a second product of one kind, the more the merchant wants variety', () => {
  const ranked = rankedList(3);
  const order = (diversity: number) => idsOf(diversify([ranked], teaTime, { diversity, maxPerCategory: 0 }, 8));
  expect(order(0)).toEqual(['c0', 'c1', 'c2']);
  expect(order(0.05)).toEqual(['c0', 'c1', 'c2']);
  expect(order(0.5)).toEqual(['c0', 'c2', 'c1']);
});

it('never lifts a product above a better tier', () => {
  const tiers = [[aRanked('c0', 1), aRanked('c1', 0.9)], [aRanked('c2', 1)]];
  expect(idsOf(diversify(tiers, teaTime, { diversity: 0.9, maxPerCategory: 0 }, 8))).toEqual(['c0', 'c1', 'c2']);
});

it('keeps the cap per category together with the variety', () => {
  const ranked = rankedList(3);
  expect(idsOf(diversify([ranked], teaTime, { diversity: 0.05, maxPerCategory: 1 }, 8))).toEqual(['c0', 'c2', 'c1']);
});

const card = fc.record({
  title: fc.constantFrom('Red cup', 'Blue cup', 'Garden chair', '???'),
  categoryPath: fc.constantFrom<string[]>([], ['A'], ['A', 'B'], ['C']),
  brand: fc.option(fc.constantFrom('Hill', 'Oak'), { nil: undefined }),
});

it('loses no product, keeps the best one first, and leaves the order behind the list alone', () => {
  fc.assert(
    fc.property(
      fc.array(card, { maxLength: 20 }),
      fc.constantFrom(0.2, 0.7, 1),
      fc.nat(12),
      (traits, diversity, length) => {
        const ranked = rankedList(traits.length);
        const cards = cardsOf(...traits.map((one, index) => aProduct(`c${index}`, one)));
        const list = idsOf(diversify([ranked], cards, { diversity, maxPerCategory: 0 }, length));
        expect(list.toSorted()).toEqual(idsOf(ranked).toSorted());
        if (diversity < 1 && length > 0) expect(list[0]).toBe(ranked[0]?.productId);
        const behind = list.slice(length);
        expect(behind).toEqual(idsOf(ranked).filter((id) => behind.includes(id)));
      },
    ),
  );
});

it('measures likeness between 0 and 1, the same both ways, 1 for the same traits', () => {
  fc.assert(
    fc.property(card, card, (a, b) => {
      const [one, other] = [aProduct('a', a), aProduct('b', b)];
      const similarity = kindSimilarity(one, other);
      expect(similarity).toBe(kindSimilarity(other, one));
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      if (a.title !== '???') expect(kindSimilarity(one, aProduct('c', a))).toBe(1);
    }),
  );
});
