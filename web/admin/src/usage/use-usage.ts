import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type Usage = AnswerOf<'getUsage'>;

const freshMs = 10 * 60_000;

/** What the store was served in a month (`YYYY-MM`; this one when absent), against its plan. */
export const useUsage = (month?: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: ['usage', companyId, month],
    queryFn: async ({ signal }) => (await api.getUsage({ query: { companyId, month } }, { signal })).data,
    staleTime: freshMs,
    retry: false,
  });
};
