import type { User } from 'oidc-client-ts';
import { createContext, useContext } from 'react';

export interface Session {
  readonly user: User;
  readonly signOut: () => void;
  /** Goes through sign-in again and comes back to this page. */
  readonly renew: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is used outside SessionGate');
  return session;
};
