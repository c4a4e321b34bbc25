import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';
import type { RecommendationConfig } from './recommendation-config.ts';

const keyOf = (companyId: string) => ['recommendation-config', companyId] as const;

/** The stored configuration with its ETag. Not refreshed by itself: a draft is being edited over it. */
export const useRecommendationConfig = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: keyOf(companyId),
    queryFn: ({ signal }) => api.getRecommendationConfig({ query: { companyId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
};

export const useSaveRecommendationConfig = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ config, etag }: { config: RecommendationConfig; etag: string | undefined }) =>
      api.putRecommendationConfig({ query: { companyId }, body: config }, { ifMatch: etag }),
    onSuccess: (answer) => queryClient.setQueryData(keyOf(companyId), answer),
  });
};
