import { createHash, timingSafeEqual } from 'node:crypto';

export type ApiKeyKind = 'publishable' | 'secret';

/** A key as text: `pk_<company>_<keyId>` or `sk_<company>_<keyId>_<secret>`; the company is readable without a look-up. */
export interface ParsedApiKey {
  readonly kind: ApiKeyKind;
  readonly companyId: string;
  readonly keyId: string;
  /** Only in secret keys. */
  readonly secret?: string;
}

export interface ApiKey {
  readonly keyId: string;
  readonly kind: ApiKeyKind;
  readonly label: string;
  /** The whole key when publishable; only its recognisable beginning when secret. */
  readonly display: string;
  readonly createdAt: string;
  /** ISO-8601 UTC instant from which the key no longer works; null: no end. */
  readonly revokesAt: string | null;
}

const publishablePattern = /^pk_([a-z0-9-]{3,40})_([A-Za-z0-9]{8,32})$/;
const secretPattern = /^sk_([a-z0-9-]{3,40})_([A-Za-z0-9]{8,32})_([A-Za-z0-9]{32,64})$/;

/** @returns undefined when the text is no key of ours. */
export const parseApiKey = (text: string): ParsedApiKey | undefined => {
  const secret = secretPattern.exec(text);
  if (secret?.[1] && secret[2]) return { kind: 'secret', companyId: secret[1], keyId: secret[2], secret: secret[3] };
  const publishable = publishablePattern.exec(text);
  if (publishable?.[1] && publishable[2]) {
    return { kind: 'publishable', companyId: publishable[1], keyId: publishable[2] };
  }
  return undefined;
};

export const formatPublishableKey = (companyId: string, keyId: string): string => `pk_${companyId}_${keyId}`;

export const formatSecretKey = (companyId: string, keyId: string, secret: string): string =>
  `sk_${companyId}_${keyId}_${secret}`;

/**
 * SHA-256, hex. The secret has at least 190 bits of randomness, so a slow password hash would add nothing
 * (OWASP Password Storage Cheat Sheet is about low-entropy passwords).
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares in constant time. */
export const secretMatches = (secret: string, hash: string): boolean => {
  const given = Buffer.from(hashSecret(secret), 'hex');
  const stored = Buffer.from(hash, 'hex');
  return given.length === stored.length && timingSafeEqual(given, stored);
};

/** True while the key works. `now` is ISO-8601 UTC. */
export const isKeyActive = (key: Pick<ApiKey, 'revokesAt'>, now: string): boolean =>
  key.revokesAt === null || key.revokesAt > now;
