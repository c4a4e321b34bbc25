import { useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import type { Company } from './company-context.ts';

export const companiesKey = ['companies'] as const;

const readAll = async (api: ApiClient, signal: AbortSignal): Promise<Company[]> => {
  const companies: Company[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await api.listCompanies({ query: { limit: 100, cursor } }, { signal });
    companies.push(...data.data);
    cursor = data.nextCursor ?? undefined;
  } while (cursor);
  return companies;
};

export const useCompanies = () => {
  const api = useApi();
  return useQuery({ queryKey: companiesKey, queryFn: ({ signal }) => readAll(api, signal), staleTime: 5 * 60_000 });
};
