import fc from 'fast-check';
import { decodeRow, encodeRow, type RecommendationRow, utf8Bytes } from '#core/recommend/recommendation-row';
import { type Relation, relations } from '#core/recommend/relation';
import { aCandidate, aRow } from '#test/support/recommendation-fixtures';

const candidate = (id: fc.Arbitrary<string>, withText: boolean) =>
  fc
    .record({
      productId: id,
      score: fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
      pairCount: fc.nat(1_000_000),
      few: fc.boolean(),
      text: withText ? fc.option(fc.string({ maxLength: 80 }), { nil: undefined }) : fc.constant(undefined),
    })
    .map(({ few, text, ...rest }) => ({
      ...rest,
      ...(few && rest.pairCount > 0 && { fewPeople: true as const }),
      ...(text !== undefined && { reasonText: text }),
    }));

/** Some candidates with the counts that only their relation has. */
const withCounts = (lists: RecommendationRow['relations']): RecommendationRow['relations'] => {
  const counted = (relation: Relation, name: 'baskets' | 'nextCount') => ({
    ...(lists[relation] && {
      [relation]: lists[relation].map((one) => (one.pairCount % 2 === 0 ? one : { ...one, [name]: one.pairCount })),
    }),
  });
  return { ...lists, ...counted('bought-together', 'baskets'), ...counted('also-viewed', 'nextCount') };
};

const rowOf = (id: fc.Arbitrary<string>, most: number, withText: boolean): fc.Arbitrary<RecommendationRow> => {
  const list = fc.uniqueArray(candidate(id, withText), { maxLength: most, selector: ({ productId }) => productId });
  const cart = fc.record({ strength: fc.integer({ min: 0, max: 10_000 }).map((part) => part / 10_000), list });
  const row = fc.record({
    productId: id,
    modelVersion: fc.string({ maxLength: 40 }),
    support: fc.record(
      { baskets: fc.nat(), customers: fc.nat(), sessions: fc.nat(), allBaskets: fc.nat() },
      { requiredKeys: ['baskets', 'customers', 'sessions'] },
    ),
    relations: fc.record(Object.fromEntries(relations.map((relation) => [relation, list])), { requiredKeys: [] }),
    cart: fc.option(cart, { nil: undefined }),
  });
  return row.map(({ cart, ...others }) => {
    const rest = { ...others, relations: withCounts(others.relations) };
    if (!cart) return rest;
    const candidates = cart.list.map(({ reasonText: _, ...candidate }) => candidate);
    return { ...rest, cart: { strength: cart.strength, candidates } };
  });
};

it('gives back every row that fits, with reason texts and evidence', () => {
  fc.assert(
    fc.property(rowOf(fc.string({ maxLength: 12 }), 10, true), (row) => {
      expect(decodeRow(encodeRow(row, 100_000), row.productId)).toEqual(row);
    }),
  );
});

it('never exceeds the byte limit and keeps the best of every list, even with 36-character ids', () => {
  fc.assert(
    fc.property(rowOf(fc.uuid(), 60, true), fc.integer({ min: 1000, max: 4000 }), (row, maxBytes) => {
      const text = encodeRow(row, maxBytes);
      expect(utf8Bytes(text)).toBeLessThanOrEqual(maxBytes);
      const decoded = decodeRow(text, row.productId);
      for (const relation of relations) {
        const kept = decoded.relations[relation];
        expect(kept).toEqual(row.relations[relation]?.slice(0, kept?.length));
      }
      expect(decoded.cart?.candidates).toEqual(row.cart?.candidates.slice(0, decoded.cart?.candidates.length));
    }),
    { numRuns: 50 },
  );
});

it('counts bytes, not characters', () => expect(utf8Bytes('é€')).toBe(5));

it('shortens the longest lists first and equally', () => {
  const list = (prefix: string, length: number) =>
    Array.from({ length }, (_, index) => aCandidate(`${prefix}-${'x'.repeat(30)}-${index}`, 1 - index / 1000));
  const row = aRow('p0', { 'bought-together': list('a', 60), 'also-bought': list('b', 60), similar: list('c', 5) });
  const { relations: kept } = decodeRow(encodeRow(row), 'p0');
  expect(kept['bought-together']?.length).toBe(kept['also-bought']?.length);
  expect(kept['bought-together']?.length).toBeGreaterThan(20);
  expect(kept.similar?.length).toBe(5);
});

it('refuses a limit that no row can meet', () => {
  expect(() => encodeRow(aRow('p0', {}), 10)).toThrow('The row of product p0 does not fit into 10 bytes');
});

describe('a damaged row is refused with the part that is wrong', () => {
  const valid = JSON.parse(encodeRow(aRow('p0', { similar: [aCandidate('a', 1)] }))) as Record<string, unknown>;
  it.each([
    ['not JSON', '{', 'it is not JSON'],
    ['not an object', 'null', 'it is not an object'],
    ['a newer format', JSON.stringify({ ...valid, v: 2 }), 'has format version 2, not 1'],
    ['no format', '{}', 'has format version undefined, not 1'],
    ['no model version', JSON.stringify({ ...valid, m: 1 }), 'm (model version)'],
    ['wrong support', JSON.stringify({ ...valid, s: [1, 2] }), 's (support)'],
    ['no ids', JSON.stringify({ ...valid, i: 'a' }), 'i (ids)'],
    ['no relations', JSON.stringify({ ...valid, r: null }), 'r (relations)'],
    ['torn triples', JSON.stringify({ ...valid, r: { similar: [0, 1] } }), 'r.similar is not a list of triples'],
    ['a cart without strength', JSON.stringify({ ...valid, c: [] }), 'c (cart) does not begin with a strength'],
    ['a torn cart', JSON.stringify({ ...valid, c: [1, 0, 1] }), 'c is not a list of triples'],
    ['substitutes that are no ids', JSON.stringify({ ...valid, u: [7] }), 'u (substitutes)'],
    ['an unknown id', JSON.stringify({ ...valid, r: { similar: [7, 1, 1] } }), 'r.similar points at id 7 of 1'],
  ])('%s', (_, text, message) => expect(() => decodeRow(text, 'p0')).toThrow(message));
});

it('remembers the substitutes that are in its lists, and no others', () => {
  const row = {
    ...aRow('p0', { 'bought-together': [aCandidate('a', 1), aCandidate('b', 0.5)] }),
    substitutes: ['b', 'z'],
  };
  expect(decodeRow(encodeRow(row), 'p0').substitutes).toEqual(['b']);
  expect(decodeRow(encodeRow({ ...row, substitutes: ['z'] }), 'p0').substitutes).toBeUndefined();
});

it('ignores relations of a later release', () => {
  const text = encodeRow(aRow('p0', {})).replace('"r":{}', '"r":{"next":[0,1,1]}');
  expect(decodeRow(text, 'p0').relations).toEqual({});
});
