import { createHmac, timingSafeEqual } from 'node:crypto';

/** 128 bits: half of the SHA-256, as RFC 2104 §5 allows. */
const signatureBytes = 16;

const sign = (payload: string, signingKey: string): Buffer =>
  createHmac('sha256', signingKey).update(payload).digest().subarray(0, signatureBytes);

const isSigned = (payload: string, signature: string, signingKey: string): boolean => {
  const given = Buffer.from(signature, 'base64url');
  return given.length === signatureBytes && timingSafeEqual(given, sign(payload, signingKey));
};

/** `payload.signature`, both base64url; the payload is readable by anybody. */
export const signFields = (fields: readonly unknown[], signingKey: string): string => {
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${payload}.${sign(payload, signingKey).toString('base64url')}`;
};

/** The fields that were signed with this key; undefined for any other text. */
export const readSignedFields = (token: string, signingKey: string): unknown[] | undefined => {
  const [payload, signature, ...rest] = token.split('.');
  if (!payload || !signature || rest.length > 0 || !isSigned(payload, signature, signingKey)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown[];
};
