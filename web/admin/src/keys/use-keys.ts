import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type ApiKey = AnswerOf<'listApiKeys'>['data'][number];
export type IssuedKey = AnswerOf<'issueApiKey'>;

const keyOf = (companyId: string) => ['keys', companyId] as const;

export const useKeys = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: keyOf(companyId),
    queryFn: async ({ signal }) =>
      (await api.listApiKeys({ params: { companyId }, query: { limit: 100 } }, { signal })).data.data,
  });
};

const useRefresh = () => {
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: keyOf(companyId) });
};

export const useIssueKey = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: (body: { kind: ApiKey['kind']; label: string }) => api.issueApiKey({ params: { companyId }, body }),
    onSuccess: useRefresh(),
  });
};

export const useRotateKey = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: ({ keyId }: ApiKey) => api.rotateApiKey({ params: { companyId, keyId }, body: {} }),
    onSuccess: useRefresh(),
  });
};

export const useRevokeKey = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: ({ keyId }: ApiKey) => api.revokeApiKey({ params: { companyId, keyId } }),
    onSuccess: useRefresh(),
  });
};
