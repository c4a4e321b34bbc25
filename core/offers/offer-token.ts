import { type UpsellType, upsellTypes } from '#core/rules/offer-declarations';
import { readSignedFields, signFields } from '#core/tokens/signed-fields';

/** What a served offer says about itself when its impression, accept or decline brings its token back. */
export interface OfferTokenClaims {
  readonly offerId: string;
  readonly ruleId: string;
  readonly type: UpsellType;
  readonly experimentId: string | null;
  readonly variant: string | null;
  /** Minor units that the offer gives away; 0 when that is not known. */
  readonly discountAmount: number;
  readonly currency: string;
  /** Products that the offer adds or changes; empty where it names none. */
  readonly productIds: readonly string[];
  /** Epoch seconds from which the token is no longer taken. */
  readonly expiresAt: number;
}

export type OfferTokenResult =
  | { readonly kind: 'valid'; readonly claims: OfferTokenClaims }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

/** Differs from the first field of every other token, so that none can stand in for another. */
const formatVersion = 'offer-2';
/** Given out before offers named their products: the same without them. */
const namelessVersion = 'offer-1';

/** Readable by anybody; holds no visitor's data. */
export const signOfferToken = (claims: OfferTokenClaims, signingKey: string): string => {
  const { offerId, ruleId, type, experimentId, variant, discountAmount, currency, expiresAt, productIds } = claims;
  const made = [offerId, ruleId, upsellTypes.indexOf(type), experimentId, variant];
  return signFields([formatVersion, ...made, discountAmount, currency, expiresAt, ...productIds], signingKey);
};

type Fields = [string, string, string, number, string | null, string | null, number, string, number, ...string[]];

/** Checks signature and expiry. `nowSeconds` is epoch seconds. */
export const verifyOfferToken = (token: string, signingKey: string, nowSeconds: number): OfferTokenResult => {
  const fields = readSignedFields(token, signingKey) as Fields | undefined;
  if (fields?.[0] !== formatVersion && fields?.[0] !== namelessVersion) return { kind: 'invalid' };
  const [, offerId, ruleId, typeIndex, experimentId, variant, discountAmount, currency, expiresAt, ...productIds] =
    fields;
  const type = upsellTypes[typeIndex];
  if (type === undefined) return { kind: 'invalid' };
  if (expiresAt <= nowSeconds) return { kind: 'expired' };
  return {
    kind: 'valid',
    claims: { offerId, ruleId, type, experimentId, variant, discountAmount, currency, productIds, expiresAt },
  };
};
