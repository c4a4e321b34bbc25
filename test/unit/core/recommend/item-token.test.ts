import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { type ItemTokenClaims, signItemToken, verifyItemToken } from '#core/recommend/item-token';

const claims: ItemTokenClaims = {
  productId: 'p1',
  recommendationId: 'rec_1',
  placement: 'hybrid',
  relation: 'bought-together',
  modelVersion: 'm1',
  position: 3,
  propensity: 0.025,
  expiresAt: 2_000,
};

describe('an item token', () => {
  it('gives back exactly the claims that were signed, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.record({
          productId: fc.string({ unit: 'grapheme' }),
          recommendationId: fc.string(),
          placement: fc.string(),
          relation: fc.string(),
          modelVersion: fc.option(fc.string()),
          position: fc.nat(23),
          propensity: fc.double({ min: 1e-6, max: 1, noNaN: true }),
          expiresAt: fc.integer({ min: 1, max: 4e9 }),
        }),
        (any) => {
          expect(verifyItemToken(signItemToken(any, 'key'), 'key', 0)).toEqual({ kind: 'valid', claims: any });
        },
      ),
    );
  });

  it('of the time before lists were explored is taken as certain', () => {
    const fields = [1, 'p1', 'rec_1', 'hybrid', 'similar', 'm1', 3, 2_000];
    const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
    const signature = createHmac('sha256', 'key').update(payload).digest().subarray(0, 16).toString('base64url');
    expect(verifyItemToken(`${payload}.${signature}`, 'key', 0)).toMatchObject({
      kind: 'valid',
      claims: { productId: 'p1', propensity: 1 },
    });
  });

  it('is invalid under the key of another company', () => {
    expect(verifyItemToken(signItemToken(claims, 'key-a'), 'key-b', 0).kind).toBe('invalid');
  });

  it('is invalid once any character of it is changed', () => {
    const token = signItemToken(claims, 'key');
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'z', '0', '.'), (index, character) => {
        fc.pre(token[index] !== character);
        const changed = token.slice(0, index) + character + token.slice(index + 1);
        // The last character of base64url carries unused bits, so another one may decode to the same bytes.
        const sameBytes = Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(
          Buffer.from(token.split('.')[1] ?? '', 'base64url'),
        );
        fc.pre(!(sameBytes && changed.split('.')[0] === token.split('.')[0]));
        expect(verifyItemToken(changed, 'key', 0).kind).toBe('invalid');
      }),
    );
  });

  it.each([
    ['valid one second before it expires', 1_999, 'valid'],
    ['expired at its expiry', 2_000, 'expired'],
  ])('is %s', (_, nowSeconds, kind) => {
    expect(verifyItemToken(signItemToken(claims, 'key'), 'key', nowSeconds).kind).toBe(kind);
  });

  it.each(['', 'abc', 'a.b', 'a.b.c', '..'])('is invalid when it is the text %j', (text) => {
    expect(verifyItemToken(text, 'key', 0)).toEqual({ kind: 'invalid' });
  });
});
