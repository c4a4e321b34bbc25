import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type Flags = AnswerOf<'getFlags'>['flags'];

/** The store's feature flags, and how to change some of them. */
export const useFlags = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  const queryKey = ['flags', companyId];
  const stored = useQuery({ queryKey, queryFn: ({ signal }) => api.getFlags({ params: { companyId } }, { signal }) });
  const change = useMutation({
    mutationFn: (flags: Partial<Flags>) =>
      api.putFlags({ params: { companyId }, body: flags }, { ifMatch: stored.data?.etag }),
    onSuccess: (answer) => queryClient.setQueryData(queryKey, answer),
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { stored, change };
};
