import fc from 'fast-check';
import type { Product } from '#core/catalog/product';
import { trainContentSimilarity } from '#core/content/content-similarity';
import { contentFields, fieldTerms } from '#core/content/product-fields';
import { defaultTrainingParameters } from '#core/training/parameters';
import { eligibilityOf } from '#core/training/train-relation';
import { aProduct } from '#test/support/recommendation-fixtures';

const parameters = { ...defaultTrainingParameters.relations.similar, leastSimilarity: 0 };

const similarTo = (source: number, products: readonly (Product | undefined)[], given = parameters) => {
  const { items, scores } = trainContentSimilarity(products, eligibilityOf(products), given)[source]!;
  return Array.from(items, (item, slot) => ({ id: products[item]!.productId, score: scores[slot]! }));
};

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

it('finds what shares title words before what shares letters', () => {
  const shop = [
    aProduct('cup', { title: 'Red tea cup' }),
    aProduct('cups', { title: 'Blue tea cups' }),
    aProduct('cupboard', { title: 'Cupboard' }),
    aProduct('spade', { title: 'Garden spade' }),
  ];
  expect(idsOf(similarTo(0, shop))).toEqual(['cups', 'cupboard']);
});

it.each([
  ['category', { categoryPath: ['Kitchen', 'Tea'] }],
  ['brand', { brand: 'Hill' }],
  ['tags', { tags: ['Gift'] }],
  ['attributes', { attributes: { colour: 'red' } }],
])('finds what shares the %s when titles say nothing', (_, shared) => {
  const shop = [
    aProduct('a', { title: 'x', ...shared }),
    aProduct('b', { title: 'y', ...shared }),
    aProduct('c', { title: 'z' }),
  ];
  expect(idsOf(similarTo(0, shop))).toEqual(['b']);
});

it('prefers a nearby price, and does not care where prices are unknown', () => {
  const priced = (id: string, amount: number, currency = 'GBP') =>
    aProduct(id, { title: 'Tea cup', prices: [{ amount, currency }] });
  const shop = [
    priced('own', 1000),
    priced('far', 9000),
    priced('near', 1100),
    priced('euro', 1000, 'EUR'),
    priced('free', 0),
  ];
  const list = similarTo(0, shop);
  expect(idsOf(list)).toEqual(['euro', 'free', 'near', 'far']);
  expect(list[3]!.score / list[0]!.score).toBeCloseTo(9 ** (-1 / parameters.priceScale), 6);
});

it('leaves out itself, its variants, inactive and missing products', () => {
  const shop = [
    aProduct('a', { title: 'Tea cup' }),
    aProduct('a-red', { title: 'Tea cup red', variantOf: 'a' }),
    aProduct('old', { title: 'Tea cup', status: 'archived' }),
    undefined,
    aProduct('b', { title: 'Tea cup' }),
  ];
  expect(idsOf(similarTo(0, shop))).toEqual(['b']);
  expect(similarTo(2, shop)).toEqual([]);
  expect(similarTo(3, shop)).toEqual([]);
});

it('has no rows for an empty catalog and an empty row for a product without terms', () => {
  expect(trainContentSimilarity([], eligibilityOf([]), parameters)).toEqual([]);
  expect(similarTo(0, [aProduct('a', { title: '' }), aProduct('b', { title: '' })])).toEqual([]);
});

it('drops similarities below the noise floor', () => {
  const shop = [aProduct('a', { title: 'Tea cup' }), aProduct('b', { title: 'Tea pot' })];
  expect(similarTo(0, shop, { ...parameters, leastSimilarity: 5 })).toEqual([]);
});

it('terms that are too common find no partners by themselves', () => {
  const shop = Array.from({ length: 12 }, (_, index) =>
    aProduct(`p${String(index).padStart(2, '0')}`, { title: 'Tea' }),
  );
  expect(similarTo(0, shop, { ...parameters, mostPartnersPerTerm: 11 })).toEqual([]);
  expect(similarTo(0, shop, { ...parameters, mostPartnersPerTerm: 12 }).length).toBe(11);
});

it('equals the formula computed with dense vectors', () => {
  const word = fc.constantFrom('tea', 'cup', 'pot', 'red', 'blue', 'lid');
  const product = fc.record({
    title: fc.array(word, { maxLength: 4 }).map((some) => some.join(' ')),
    brand: fc.option(fc.constantFrom('Hill', 'Dale'), { nil: undefined }),
    amount: fc.integer({ min: 1, max: 5000 }),
  });
  const denseCosines = (shop: readonly Product[]) =>
    contentFields.map((field) => {
      const termsOf = shop.map((one) => fieldTerms(one, field));
      const all = [...new Set(termsOf.flat())];
      const vectors = termsOf.map((terms) =>
        all.map((term) => {
          const count = terms.filter((other) => other === term).length;
          const documents = termsOf.filter((others) => others.includes(term)).length;
          return count === 0 ? 0 : (1 + Math.log(count)) * Math.log(1 + shop.length / documents);
        }),
      );
      const norms = vectors.map((vector) => Math.hypot(...vector));
      return (a: number, b: number): number => {
        const dot = vectors[a]!.reduce((sum, value, at) => sum + value * vectors[b]![at]!, 0);
        return norms[a]! * norms[b]! === 0 ? 0 : parameters.fieldWeights[field] * (dot / (norms[a]! * norms[b]!));
      };
    });
  fc.assert(
    fc.property(fc.array(product, { minLength: 2, maxLength: 8 }), (fields) => {
      const shop = fields.map(({ amount, ...rest }, index) =>
        aProduct(`p${index}`, { ...rest, prices: [{ amount, currency: 'GBP' }] }),
      );
      const cosines = denseCosines(shop);
      for (const { id, score } of similarTo(0, shop)) {
        const other = Number(id.slice(1));
        const distance = Math.abs(Math.log(fields[0]!.amount) - Math.log(fields[other]!.amount));
        const sum = cosines.reduce((total, cosine) => total + cosine(0, other), 0);
        expect(score).toBeCloseTo(sum * Math.exp(-distance / parameters.priceScale), 5);
      }
    }),
  );
});
