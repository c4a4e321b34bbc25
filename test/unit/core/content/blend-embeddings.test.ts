import { blendEmbeddings } from '#core/content/blend-embeddings';
import { eligibilityOf } from '#core/training/train-relation';
import { aProduct } from '#test/support/recommendation-fixtures';

const products = ['sofa', 'couch', 'sofa-bed', 'lamp', 'gone'].map((id) =>
  aProduct(id, { title: id, status: id === 'gone' ? 'archived' : 'active' }),
);

const unit = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

/** A sofa and a couch mean the same; a lamp is something else. */
const vectors = new Map([
  ['sofa', unit(1, 0.1, 0)],
  ['couch', unit(1, 0, 0.1)],
  ['sofa-bed', unit(1, 1, 0)],
  ['gone', unit(1, 0.1, 0)],
]);

const embedded = {
  products,
  eligibility: eligibilityOf(products),
  table: { modelId: 'm', dimensions: 3, vectors },
  hashOf: ({ productId }: { productId: string }) => productId,
};

const row = (items: readonly number[], scores: readonly number[]) => ({
  items: Int32Array.from(items),
  scores: Float64Array.from(scores),
});
const none = row([], []);

it('finds what means the same in other words, beside what shares words, never what is not sold', () => {
  const [sofa] = blendEmbeddings([row([2], [1]), none, none, none, none], embedded, 5);
  expect([...sofa!.items]).toEqual([2, 1]);
  expect(sofa!.scores[1]).toBeGreaterThan(0.45);
});

it('leaves rows without a vector, and those of products that are not sold, as they are', () => {
  const rows = [none, none, none, row([0], [1]), none];
  const blended = blendEmbeddings(rows, embedded, 5);
  expect(blended[3]).toBe(rows[3]);
  expect(blended[4]).toBe(none);
});

it('keeps as many candidates as there were, and at least the given number', () => {
  const [sofa] = blendEmbeddings([row([2, 3], [1, 0.2]), none, none, none, none], embedded, 1);
  expect([...sofa!.items]).toEqual([2, 1]);
});
