import type { User, UserManager } from 'oidc-client-ts';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { FullPageNotice } from '../layout/full-page-notice.tsx';
import { SessionContext } from './session-context.ts';
import { SignInPage } from './sign-in-page.tsx';

type State = { readonly kind: 'loading' } | { readonly kind: 'guest'; readonly failure?: string } | SignedIn;
interface SignedIn {
  readonly kind: 'user';
  readonly user: User;
}

const callbackPath = '/auth/callback';

/** Only paths of this app: a crafted state must not lead anywhere else. */
const safePath = (state: unknown): string =>
  typeof state === 'string' && /^\/(?![/\\])/.test(state) && !state.startsWith(callbackPath) ? state : '/';

const restore = async (manager: UserManager): Promise<State> => {
  if (location.pathname !== callbackPath) {
    const user = await manager.getUser();
    return user && !user.expired ? { kind: 'user', user } : { kind: 'guest' };
  }
  try {
    const user = await manager.signinRedirectCallback();
    history.replaceState(null, '', safePath(user.state));
    return { kind: 'user', user };
  } catch {
    history.replaceState(null, '', '/');
    return { kind: 'guest', failure: 'Sign-in did not finish. Please try again.' };
  }
};

/** Without a provider that ends sessions for us, forgetting the tokens is all there is to do. */
const signOutEverywhere = async (manager: UserManager): Promise<void> => {
  const logoutUri = `${location.origin}/`;
  const extraQueryParams = { client_id: manager.settings.client_id, logout_uri: logoutUri };
  await manager.signoutRedirect({ extraQueryParams }).catch(async () => {
    await manager.removeUser();
    location.assign('/');
  });
};

// React runs effects twice in development; a sign-in code works once.
const restoring = new WeakMap<UserManager, Promise<State>>();

const restoreOnce = (manager: UserManager): Promise<State> => {
  const running = restoring.get(manager) ?? restore(manager);
  restoring.set(manager, running);
  return running;
};

/** Shows the app to people who signed in and the sign-in page to everybody else. */
export const SessionGate = ({ manager, children }: { manager: UserManager; children: ReactNode }) => {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const signIn = useCallback(
    () =>
      manager
        .signinRedirect({ state: `${location.pathname}${location.search}` })
        .catch(() => setState({ kind: 'guest', failure: 'The sign-in service cannot be reached. Please try again.' })),
    [manager],
  );

  useEffect(() => {
    restoreOnce(manager).then(setState, () => setState({ kind: 'guest' }));
    const leave = [
      manager.events.addUserLoaded((user) => setState({ kind: 'user', user })),
      manager.events.addAccessTokenExpired(() => setState({ kind: 'guest', failure: 'Your session has ended.' })),
    ];
    return () => {
      for (const unsubscribe of leave) unsubscribe();
    };
  }, [manager]);

  const session = useMemo(
    () =>
      state.kind === 'user'
        ? { user: state.user, signOut: () => signOutEverywhere(manager), renew: signIn }
        : undefined,
    [state, manager, signIn],
  );

  if (state.kind === 'loading') return <FullPageNotice isBusy title="Opening Smart Upsell" />;
  if (!session) return <SignInPage failure={state.kind === 'guest' ? state.failure : undefined} onSignIn={signIn} />;
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
};
