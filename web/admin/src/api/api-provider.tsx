import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { UserManager } from 'oidc-client-ts';
import { type ReactNode, useMemo } from 'react';
import { useSession } from '../session/session-context.ts';
import { createApiClient } from './api-client.ts';
import { ApiContext } from './api-context.ts';
import { ApiProblem } from './api-problem.ts';

const isWorthRepeating = (error: Error): boolean =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status === 429 || error.status >= 500;

const createQueryClient = (onSignedOut: () => void): QueryClient => {
  const onError = (error: Error) => {
    if (error instanceof ApiProblem && error.code === 'unauthenticated') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (failures, error) => failures < 2 && isWorthRepeating(error) },
    },
  });
};

/** Gives pages the typed client, with the present token on every call, and the query cache. */
export const ApiProvider = (props: { baseUrl: string; manager: UserManager; children: ReactNode }) => {
  const { renew } = useSession();
  const { baseUrl, manager } = props;
  const api = useMemo(
    () =>
      createApiClient({
        baseUrl,
        getToken: async () => (await manager.getUser())?.access_token,
        fetch: (input, init) => fetch(input, init),
      }),
    [baseUrl, manager],
  );
  const queryClient = useMemo(() => createQueryClient(renew), [renew]);
  return (
    <ApiContext.Provider value={api}>
      <QueryClientProvider client={queryClient}>{props.children}</QueryClientProvider>
    </ApiContext.Provider>
  );
};
