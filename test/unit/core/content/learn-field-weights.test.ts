import type { Product } from '#core/catalog/product';
import { contentTerms } from '#core/content/content-similarity';
import { learnFieldWeights } from '#core/content/learn-field-weights';
import { type GroupedLog, packGroups } from '#core/similarity/grouped-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { eligibilityOf } from '#core/training/train-relation';
import { aProduct } from '#test/support/recommendation-fixtures';

const start = defaultTrainingParameters.relations.similar;
const nouns = 'bowl cup dish fork glass jug kettle ladle mug oven pan rack'.split(' ');

/** Brands cut across nouns: 30 brands of 8 products, titles of 12 nouns. */
const products: readonly Product[] = Array.from({ length: 240 }, (_, item) =>
  aProduct(`p${String(item).padStart(3, '0')}`, {
    title: `${nouns[(item * 7) % nouns.length]} number${item}`,
    brand: `Brand ${item % 30}`,
  }),
);

/** Baskets whose lines share a key, all products often enough to be known. */
const basketsBy = (keyOf: (product: Product) => string | undefined): GroupedLog => {
  const members = [...Map.groupBy(products.keys(), (item) => keyOf(products[item]!)).values()];
  const groups = Array.from({ length: 2400 }, (_, basket) => {
    const family = members[basket % members.length]!;
    const lines = [0, 1, 2].map((line) => family[(basket * 5 + line * (1 + (basket % 3))) % family.length]!);
    const items = [...new Set(lines)];
    return { person: basket, items, times: items.map(() => basket), weights: items.map(() => 1) };
  });
  return packGroups(products.length, groups);
};

const learnFrom = (log: GroupedLog) =>
  learnFieldWeights({ products, terms: contentTerms(products), eligibility: eligibilityOf(products), log, start });

it('raises the field that decides what is bought together, against one that does not', () => {
  const { fieldWeights } = learnFrom(basketsBy(({ brand }) => brand));
  expect(fieldWeights.brand / fieldWeights.title).toBeGreaterThan(start.fieldWeights.brand / start.fieldWeights.title);
  const byNoun = learnFrom(basketsBy(({ title }) => title.split(' ')[0]));
  expect(byNoun.fieldWeights.brand).toBeLessThanOrEqual(start.fieldWeights.brand);
});

it('leaves the weights alone where the baskets follow no field', () => {
  expect(learnFrom(basketsBy(({ productId }) => String(Number(productId.slice(1)) % 37)))).toBe(start);
});

it('leaves them alone with too little behaviour, or none', () => {
  expect(learnFrom(packGroups(products.length, []))).toBe(start);
  expect(learnFrom(packGroups(products.length, [{ person: 0, items: [0, 1], times: [1, 1], weights: [1, 1] }]))).toBe(
    start,
  );
});

it('gives the same weights each time', () => {
  const log = basketsBy(({ brand }) => brand);
  expect(learnFrom(log)).toEqual(learnFrom(log));
});
