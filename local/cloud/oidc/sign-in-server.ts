import type { IncomingMessage, ServerResponse } from 'node:http';
import { createProvider, type OidcProvider, type ProviderOptions } from '#local/cloud/oidc/provider';
import { signInPage } from '#local/cloud/oidc/sign-in-page';
import { readBody } from '#local/cloud/read-body';

const maxFormBytes = 10_000;

/** Serves the OIDC endpoints and the sign-in page. The provider is loaded when somebody first comes. */
export const createSignInServer = (options: ProviderOptions) => {
  let provider: Promise<OidcProvider> | undefined;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    provider ??= createProvider(options);
    const loaded = await provider;
    if (request.url?.startsWith('/sign-in/')) await handleSignIn(loaded, options, request, response);
    else loaded.callback()(request, response);
  };
};

const handleSignIn = async (
  provider: OidcProvider,
  { users }: ProviderOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const action = request.url ?? '';
  const hint = users.demo();
  const isOpen = await provider.interactionDetails(request, response).then(
    () => true,
    () => false,
  );
  if (!isOpen) return send(response, 400, expiredPage);
  if (request.method !== 'POST') return send(response, 200, signInPage({ action, hint }));
  const form = new URLSearchParams((await readBody(request, maxFormBytes))?.toString('utf8') ?? '');
  const email = form.get('email') ?? '';
  const user = users.signIn(email, form.get('password') ?? '');
  if (user === undefined) {
    const error = 'The e-mail or the password is wrong. Please try again.';
    return send(response, 401, signInPage({ action, email, error, hint }));
  }
  await provider.interactionFinished(request, response, { login: { accountId: user.sub } });
};

const expiredPage = `<!doctype html><html lang="en"><title>Sign in again</title>
<p>This sign-in has expired. Go back to the app and sign in again.</p></html>`;

const send = (response: ServerResponse, status: number, page: string): void => {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
  };
  response.writeHead(status, headers).end(page);
};
