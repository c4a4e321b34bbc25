import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose';

export type SigningKey = {
  /** With the private part, for the provider. */
  readonly privateJwk: JWK;
  readonly publicKeys: JSONWebKeySet;
  sign(claims: Record<string, unknown>, options: { issuer: string; lifetimeSeconds: number }): Promise<string>;
};

const algorithm = 'ES256';

/** The key that signs tokens: kept in the data folder so that a sign-in survives a restart, else made new. */
export const loadSigningKey = async (dataDir: string | undefined): Promise<SigningKey> => {
  const privateJwk = await storedKey(dataDir);
  const { d: _private, ...publicJwk } = privateJwk;
  const key = await importJWK(privateJwk, algorithm);
  return {
    privateJwk,
    publicKeys: { keys: [publicJwk] },
    sign: (claims, { issuer, lifetimeSeconds }) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, kid: publicJwk.kid ?? '', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
        .sign(key),
  };
};

const storedKey = async (dataDir: string | undefined): Promise<JWK> => {
  if (dataDir === undefined) return newKey();
  const file = join(dataDir, 'signing-key.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  } catch {
    const key = await newKey();
    writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
    return key;
  }
};

const newKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig', kid: 'local' };
};
