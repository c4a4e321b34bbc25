import { type BlendPart, blend } from '#core/ranking/blend';
import type { Candidate } from '#core/ranking/candidate';
import { aCandidate, aRow } from '#test/support/recommendation-fixtures';

const partOf = (ids: readonly string[], relation: 'also-bought' | 'also-viewed' = 'also-bought'): BlendPart => ({
  row: aRow('p0', { [relation]: ids.map((id, at) => aCandidate(id, 1 / (1 + at))) }),
  weights: { [relation]: 1 },
  isContext: false,
  sharpness: 1,
});

const blended = (...parts: BlendPart[]): Candidate[] => blend(parts, new Map(), 0);

const many = Array.from({ length: 3_000 }, (_, at) => `p${String(at).padStart(4, '0')}`);

it('keeps every candidate of long lists, and the points of each origin', () => {
  const candidates = blended(partOf(many), partOf(many.toReversed(), 'also-viewed'));
  expect(candidates.map(({ productId }) => productId).sort()).toEqual(many);
  for (const { score, breakdown } of candidates) {
    expect(Object.keys(breakdown)).toEqual(['also-bought', 'also-viewed']);
    expect(breakdown['also-bought']! + breakdown['also-viewed']!).toBeCloseTo(score, 12);
  }
});

it('lets no list keep anything of the list before', () => {
  const first = blended(partOf(['a', 'b', 'c'], 'also-viewed'));
  blended(partOf(many));
  blend([], new Map(), 0, [{ productId: 'x', weight: 1, kind: 'seen-before' }]);
  expect(blended(partOf(['a', 'b', 'c'], 'also-viewed'))).toEqual(first);
  expect(blended(partOf(['c']))[0]).toMatchObject({ productId: 'c', relation: 'also-bought' });
  expect(Object.keys(blended(partOf(['c']))[0]!.breakdown)).toEqual(['also-bought']);
});

it('tells a product of the row that gave most points at once, or that it was seen when that gave more', () => {
  const remind = (weight: number) =>
    blend([partOf(['a'])], new Map(), 0, [{ productId: 'a', weight, kind: 'seen-before' }])[0]!.relation;
  expect(remind(0.01)).toBe('also-bought');
  expect(remind(5)).toBe('seen-before');
});
