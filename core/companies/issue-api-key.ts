import {
  type ApiKey,
  type ApiKeyKind,
  formatPublishableKey,
  formatSecretKey,
  hashSecret,
} from '#core/companies/api-key';

export interface ApiKeyRequest {
  readonly companyId: string;
  readonly kind: ApiKeyKind;
  readonly label: string;
  /** 8 to 32 random letters and digits. */
  readonly keyId: string;
  /** 43 random letters and digits (256 bits); unused by publishable keys. */
  readonly secret: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  /** The key itself; a secret one is known to nobody once this value is gone. */
  readonly text: string;
  /** SHA-256 of the secret, hex; only of secret keys. */
  readonly hash?: string;
}

/** Most keys of a company that have no end. */
export const mostLiveKeys = 20;

/** Makes a key of random parts. */
export const issueApiKey = ({ companyId, kind, label, keyId, secret, now }: ApiKeyRequest): IssuedApiKey => {
  const common = { keyId, kind, label, createdAt: now, revokesAt: null };
  if (kind === 'publishable') {
    const text = formatPublishableKey(companyId, keyId);
    return { apiKey: { ...common, display: text }, text };
  }
  const display = `${formatSecretKey(companyId, keyId, '')}…`;
  return { apiKey: { ...common, display }, text: formatSecretKey(companyId, keyId, secret), hash: hashSecret(secret) };
};

/** True when a further key may be issued: keys that were rotated or revoked no longer count. */
export const mayIssue = (keys: readonly ApiKey[]): boolean =>
  keys.filter((key) => key.revokesAt === null).length < mostLiveKeys;
