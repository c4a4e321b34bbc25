import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';

export type JwtAuthorizer = { readonly issuer: string; readonly audience: string[] };
export type AuthorizedClaims = { readonly claims: Record<string, string>; readonly scopes: string[] | null };

/**
 * Checks a bearer token as an HTTP API does: signature, issuer, expiry, and `aud` or (as Cognito's access tokens have
 * no `aud`) `client_id` among the audiences; then that one of the route's scopes, if any, is granted.
 * Returns `'unauthorized'` (401) or `'forbidden'` (403, scope missing) otherwise.
 */
export const createJwtVerifier = (keys: JSONWebKeySet) => {
  const keySet = createLocalJWKSet(keys);
  return async (
    authorizer: JwtAuthorizer,
    authorization: string | undefined,
    routeScopes: string[],
  ): Promise<AuthorizedClaims | 'unauthorized' | 'forbidden'> => {
    const token = (authorization ?? '').replace(/^bearer\s+/i, '');
    try {
      const { payload } = await jwtVerify(token, keySet, { issuer: authorizer.issuer, clockTolerance: 0 });
      if (payload.exp === undefined || !audienceMatches(payload, authorizer.audience)) return 'unauthorized';
      const granted = typeof payload.scope === 'string' ? payload.scope.split(' ') : [];
      const needed = routeScopes.length > 0;
      if (needed && !routeScopes.some((scope) => granted.includes(scope))) return 'forbidden';
      return { claims: claimTexts(payload), scopes: needed ? routeScopes : null };
    } catch {
      return 'unauthorized';
    }
  };
};

const audienceMatches = (payload: JWTPayload, audience: string[]) => {
  const claimed = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat();
  return claimed.some((value) => typeof value === 'string' && audience.includes(value));
};

/** API Gateway hands claims over as text; lists as `[a b]`. */
const claimTexts = (payload: JWTPayload): Record<string, string> =>
  Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [key, Array.isArray(value) ? `[${value.join(' ')}]` : String(value)]),
  );
