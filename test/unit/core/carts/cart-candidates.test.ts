import fc from 'fast-check';
import { mergeLines } from '#core/carts/cart';
import { cartCandidates } from '#core/carts/cart-candidates';
import { aCandidate, aRow } from '#test/support/recommendation-fixtures';

const line = (productId: string, quantity = 1) => ({ productId, quantity });

describe('the candidates of a cart', () => {
  it('add up over the rows of its products, best first, ties by id', () => {
    const rows = [
      aRow('a', { 'also-bought': [aCandidate('x', 1), aCandidate('y', 0.6)] }),
      aRow('b', { 'also-bought': [aCandidate('y', 0.6), aCandidate('z', 0.9), aCandidate('w', 0.9)] }),
    ];
    expect(cartCandidates(rows, [line('a'), line('b')])).toEqual({ 'also-bought': ['y', 'x', 'w', 'z'] });
  });

  it('never hold what is in the cart', () => {
    const rows = [aRow('a', { similar: [aCandidate('b', 1)] })];
    expect(cartCandidates(rows, [line('a'), line('b')])).toEqual({});
  });

  it('read the cart list of a row, weighted by its strength, where the model has one', () => {
    const rows = [
      {
        ...aRow('a', { 'bought-together': [aCandidate('old', 1)] }),
        cart: { strength: 0.2, candidates: [aCandidate('x', 1)] },
      },
      { ...aRow('b', {}), cart: { strength: 0.9, candidates: [aCandidate('y', 0.5)] } },
    ];
    expect(cartCandidates(rows, [line('a'), line('b')])).toEqual({ 'bought-together': ['y', 'x'] });
  });

  it('do not depend on the order of the rows', () => {
    const rows = ['a', 'b', 'c'].map((id, index) =>
      aRow(id, { 'also-viewed': ['x', 'y', 'z'].map((other, place) => aCandidate(other, 0.1 * (index + place))) }),
    );
    const expected = cartCandidates(rows, []);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 3 }), (shuffled) => {
        expect(cartCandidates(shuffled, [])).toEqual(expected);
      }),
    );
  });

  it('are none without rows', () => {
    expect(cartCandidates([], [line('a')])).toEqual({});
  });
});

describe('lines', () => {
  it('of one product count as one, at the place of the first', () => {
    expect(mergeLines([line('a', 2), line('b'), line('a', 3)])).toEqual([line('a', 5), line('b')]);
  });
});
