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
  /** The product whose page the list stood on. */
  readonly sourceProductId?: string;
  /** Items of a list that depends on nothing but source and placement; absent where it turns to a shopper or a wish. */
  readonly plainLength?: number;
  /** The experiment and variant that the list was made under; absent outside of experiments. */
  readonly experimentId?: string;
  readonly variant?: string;
  /** Probability with which a list was made under this variant, above 0; absent where it was not drawn. */
  readonly variantShare?: number;
  /** Epoch seconds from which the token is no longer taken. */
  readonly expiresAt: number;
}

export type ItemTokenResult =
  | { readonly kind: 'valid'; readonly claims: ItemTokenClaims }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

const formatVersion = 3;
/** Given out earlier: without source and experiment, and before that without the propensity. */
const earlierVersions: readonly number[] = [1, 2];
/** `payload.signature`, both base64url; the payload is readable by anybody and holds no visitor's data. */
export const signItemToken = (claims: ItemTokenClaims, signingKey: string): string => {
  const { productId, recommendationId, placement, relation, modelVersion, position, expiresAt, propensity } = claims;
  const { sourceProductId = null, plainLength = null, experimentId, variant, variantShare } = claims;
  const served = [productId, recommendationId, placement, relation, modelVersion, position];
  const dealt =
    experimentId !== undefined && variant !== undefined ? [experimentId, variant, variantShare ?? null] : [];
  const fields = [formatVersion, ...served, expiresAt, propensity, sourceProductId, plainLength, ...dealt];
  return signFields(fields, signingKey);
};

type Served = [number, string, string, string, string, string | null, number, number];
type Dealt = [experimentId?: string, variant?: string, variantShare?: number | null];
type Added = [propensity?: number, sourceProductId?: string | null, plainLength?: number | null, ...Dealt];
type Fields = [...Served, ...Added];

/** Checks signature and expiry. `nowSeconds` is epoch seconds. */
export const verifyItemToken = (token: string, signingKey: string, nowSeconds: number): ItemTokenResult => {
  const fields = readSignedFields(token, signingKey) as Fields | undefined;
  if (!fields) return { kind: 'invalid' };
  const [version, productId, recommendationId, placement, relation, modelVersion, position, expiresAt] = fields;
  if (version !== formatVersion && !earlierVersions.includes(version)) return { kind: 'invalid' };
  const [propensity = 1, sourceProductId, plainLength, ...dealt] = fields.slice(8) as Added;
  const [experimentId, variant, variantShare] = dealt;
  if (expiresAt <= nowSeconds) return { kind: 'expired' };
  return {
    kind: 'valid',
    claims: {
      ...{ productId, recommendationId, placement, relation, modelVersion, position, propensity, expiresAt },
      ...(sourceProductId && { sourceProductId }),
      ...(plainLength && { plainLength }),
      ...(experimentId !== undefined && { experimentId, variant }),
      ...(variantShare && { variantShare }),
    },
  };
};
