import { createHmac, timingSafeEqual } from 'node:crypto';

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
/** 128 bits: half of the SHA-256, as RFC 2104 §5 allows. */
const signatureBytes = 16;

const sign = (payload: string, signingKey: string): Buffer =>
  createHmac('sha256', signingKey).update(payload).digest().subarray(0, signatureBytes);

/** `payload.signature`, both base64url; the payload is readable by anybody and holds no visitor's data. */
export const signItemToken = (claims: ItemTokenClaims, signingKey: string): string => {
  const { productId, recommendationId, placement, relation, modelVersion, position, expiresAt, propensity } = claims;
  const served = [productId, recommendationId, placement, relation, modelVersion, position];
  const fields = [formatVersion, ...served, expiresAt, propensity];
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${payload}.${sign(payload, signingKey).toString('base64url')}`;
};

const isSigned = (payload: string, signature: string, signingKey: string): boolean => {
  const given = Buffer.from(signature, 'base64url');
  return given.length === signatureBytes && timingSafeEqual(given, sign(payload, signingKey));
};

type Fields = [number, string, string, string, string, string | null, number, number, number?];

/** Checks signature and expiry. `nowSeconds` is epoch seconds. */
export const verifyItemToken = (token: string, signingKey: string, nowSeconds: number): ItemTokenResult => {
  const [payload, signature, ...rest] = token.split('.');
  if (!payload || !signature || rest.length > 0 || !isSigned(payload, signature, signingKey))
    return { kind: 'invalid' };
  const fields = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Fields;
  const [version, productId, recommendationId, placement, relation, modelVersion, position, expiresAt] = fields;
  if (version !== formatVersion && version !== unexploredVersion) return { kind: 'invalid' };
  const propensity = fields[8] ?? 1;
  if (expiresAt <= nowSeconds) return { kind: 'expired' };
  return {
    kind: 'valid',
    claims: { productId, recommendationId, placement, relation, modelVersion, position, propensity, expiresAt },
  };
};
