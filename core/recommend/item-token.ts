import { readSignedFields, signFields } from '#core/tokens/signed-fields';

/** What a served item says about itself when a click, an add or an impression brings its token back. */
export interface ItemTokenClaims {
  readonly productId: string;
  readonly recommendationId: string;
  readonly placement: string;
  readonly relation: string;
  readonly modelVersion: string | null;
  /** Zero-based. */
  readonly position: number;
  /** Probability with which the product stood there; 1 unless the list was explored. */
  readonly propensity: number;
  /** Epoch seconds from which the token is no longer taken. */
  readonly expiresAt: number;
}

export type ItemTokenResult =
  | { readonly kind: 'valid'; readonly claims: ItemTokenClaims }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

const formatVersion = 2;
/** Given out before lists were explored: the same without the propensity. */
const unexploredVersion = 1;
/** `payload.signature`, both base64url; the payload is readable by anybody and holds no visitor's data. */
export const signItemToken = (claims: ItemTokenClaims, signingKey: string): string => {
  const { productId, recommendationId, placement, relation, modelVersion, position, expiresAt, propensity } = claims;
  const served = [productId, recommendationId, placement, relation, modelVersion, position];
  const fields = [formatVersion, ...served, expiresAt, propensity];
  return signFields(fields, signingKey);
};

type Fields = [number, string, string, string, string, string | null, number, number, number?];

/** Checks signature and expiry. `nowSeconds` is epoch seconds. */
export const verifyItemToken = (token: string, signingKey: string, nowSeconds: number): ItemTokenResult => {
  const fields = readSignedFields(token, signingKey) as Fields | undefined;
  if (!fields) return { kind: 'invalid' };
  const [version, productId, recommendationId, placement, relation, modelVersion, position, expiresAt] = fields;
  if (version !== formatVersion && version !== unexploredVersion) return { kind: 'invalid' };
  const propensity = fields[8] ?? 1;
  if (expiresAt <= nowSeconds) return { kind: 'expired' };
  return {
    kind: 'valid',
    claims: { productId, recommendationId, placement, relation, modelVersion, position, propensity, expiresAt },
  };
};
