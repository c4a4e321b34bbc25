import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type Usage = AnswerOf<'getUsage'>;

const freshMs = 10 * 60_000;

/** What the store was served this month, against its plan. */
export const useUsage = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: ['usage', companyId],
    queryFn: async ({ signal }) => (await api.getUsage({ query: { companyId } }, { signal })).data,
    staleTime: freshMs,
    retry: false,
  });
};
