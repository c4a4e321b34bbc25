import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMemoryAdapter } from '#local/cloud/oidc/memory-adapter';
import type { SigningKey } from '#local/cloud/oidc/signing-key';
import type { Users } from '#local/cloud/oidc/users';

type Interaction = { readonly uid: string };
type Grant = {
  addOIDCScope(scope: string): void;
  addResourceScope(id: string, scope: string): void;
  save(): Promise<string>;
};
type ProviderContext = {
  oidc: {
    client: { clientId: string };
    session: { accountId: string; grantIdFor(clientId: string): string | undefined };
    result?: { consent?: { grantId?: string } };
    provider: { Grant: { new (of: { clientId: string; accountId: string }): Grant; find(id: string): Promise<Grant> } };
  };
};

/** The part of oidc-provider that is used here; the package brings no types. */
export type OidcProvider = {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  Client: {
    prototype: { redirectUriAllowed(uri: string): boolean; postLogoutRedirectUriAllowed(uri: string): boolean };
  };
};
type ProviderClass = new (issuer: string, configuration: object) => OidcProvider;

export type ProviderOptions = {
  readonly issuer: string;
  readonly clientId: string;
  /** Where the single-page app lives: sign-in may return to any page of it. */
  readonly webUrl: string;
  readonly key: SigningKey;
  readonly users: Users;
};

const scope = 'openid email profile';
/** Names the API among a grant's resources; tokens for it are JWTs, as an HTTP API needs. */
const apiResource = 'urn:local-cloud:api';
const accessTokenSeconds = 3600;

/** An OIDC provider: authorization code with PKCE, refresh tokens, for one public client (the single-page app). */
export const createProvider = async (options: ProviderOptions): Promise<OidcProvider> => {
  const Provider = await importQuietly();
  const provider = new Provider(options.issuer, configurationOf(options));
  const isOurs = (uri: string) => URL.canParse(uri) && new URL(uri).origin === new URL(options.webUrl).origin;
  provider.Client.prototype.redirectUriAllowed = isOurs;
  provider.Client.prototype.postLogoutRedirectUriAllowed = isOurs;
  return provider;
};

/** On import the package warns on the console about every Node version but one. */
const importQuietly = async (): Promise<ProviderClass> => {
  const { warn, info, error } = console;
  Object.assign(console, { warn: () => {}, info: () => {}, error: () => {} });
  try {
    const packageName = 'oidc-provider';
    return ((await import(packageName)) as { default: ProviderClass }).default;
  } finally {
    Object.assign(console, { warn, info, error });
  }
};

const configurationOf = ({ clientId, webUrl, key, users }: ProviderOptions) => ({
  adapter: createMemoryAdapter(),
  clients: [
    {
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${webUrl}/`],
      post_logout_redirect_uris: [`${webUrl}/`],
    },
  ],
  jwks: { keys: [key.privateJwk] },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  cookies: { keys: [randomBytes(24).toString('hex')] },
  scopes: ['openid', 'offline_access', 'email', 'profile'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  clientBasedCORS: () => true,
  ttl: {
    AccessToken: accessTokenSeconds,
    IdToken: accessTokenSeconds,
    Grant: 86_400,
    Session: 86_400,
    Interaction: 3600,
    RefreshToken: 30 * 86_400,
  },
  interactions: { url: (_context: unknown, interaction: Interaction) => `/sign-in/${interaction.uid}` },
  issueRefreshToken: async () => true,
  loadExistingGrant: grantEverything,
  findAccount: async (_context: unknown, sub: string) => {
    const user = users.bySub(sub);
    const claims = { sub, email: user?.email, email_verified: true, name: user?.name };
    return user === undefined ? undefined : { accountId: sub, claims: async () => claims };
  },
  extraTokenClaims: async (_context: unknown, token: { accountId: string }) => {
    const user = users.bySub(token.accountId);
    return { token_use: 'access', email: user?.email, name: user?.name };
  },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => apiResource,
      useGrantedResource: async () => true,
      getResourceServerInfo: async () => ({
        scope,
        audience: clientId,
        accessTokenFormat: 'jwt',
        accessTokenTTL: accessTokenSeconds,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});

/** The app is the merchant's own: nobody is asked for consent. */
const grantEverything = async ({ oidc }: ProviderContext): Promise<Grant> => {
  const { clientId } = oidc.client;
  const known = oidc.result?.consent?.grantId ?? oidc.session.grantIdFor(clientId);
  if (known !== undefined) return oidc.provider.Grant.find(known);
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope(`${scope} offline_access`);
  grant.addResourceScope(apiResource, scope);
  await grant.save();
  return grant;
};
