import { type OfferTokenClaims, signOfferToken, verifyOfferToken } from '#core/offers/offer-token';
import { signItemToken, verifyItemToken } from '#core/recommend/item-token';

const key = 'k'.repeat(43);
const claims: OfferTokenClaims = {
  offerId: 'off_1',
  ruleId: 'r1',
  type: 'BUNDLE',
  experimentId: null,
  variant: null,
  productIds: ['p1', 'p2'],
  discountAmount: 885,
  currency: 'EUR',
  expiresAt: 1000,
};
const item = {
  productId: 'p',
  recommendationId: 'rec',
  placement: 'hybrid',
  relation: 'similar',
  modelVersion: 'm1',
  position: 0,
  propensity: 1,
  expiresAt: 1000,
};

describe('the token of an offer', () => {
  it('gives back what was signed', () => {
    expect(verifyOfferToken(signOfferToken(claims, key), key, 999)).toEqual({ kind: 'valid', claims });
    const varied = { ...claims, experimentId: 'e', variant: 'b', productIds: [] };
    expect(verifyOfferToken(signOfferToken(varied, key), key, 999)).toEqual({ kind: 'valid', claims: varied });
  });

  it('expires', () => {
    expect(verifyOfferToken(signOfferToken(claims, key), key, 1000)).toEqual({ kind: 'expired' });
  });

  it.each(['', 'a', 'a.b', 'a.b.c', `${signOfferToken(claims, key)}x`, signOfferToken(claims, 'other')])(
    'is refused when it was not signed with the key: %s',
    (token) => {
      expect(verifyOfferToken(token, key, 0)).toEqual({ kind: 'invalid' });
    },
  );

  it('and that of a recommended item cannot stand in for each other', () => {
    expect(verifyOfferToken(signItemToken(item, key), key, 0)).toEqual({ kind: 'invalid' });
    expect(verifyItemToken(signOfferToken(claims, key), key, 0)).toEqual({ kind: 'invalid' });
  });
});
