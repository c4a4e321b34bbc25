import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';
import { useSettled } from '../layout/use-settled.ts';
import { canonicalJson, type RecommendationConfig } from './recommendation-config.ts';

/** What the draft would show beside a product. */
export const usePreview = (productId: string | null, draft: RecommendationConfig) => {
  const api = useApi();
  const { companyId } = useCompany();
  const config = useSettled(canonicalJson(draft));
  return useQuery({
    queryKey: ['preview', companyId, productId, config],
    queryFn: async ({ signal }) => {
      const body = { config: JSON.parse(config) as RecommendationConfig };
      const request = { params: { productId: productId ?? '' }, query: { companyId }, body };
      return (await api.previewDraft(request, { signal })).data;
    },
    enabled: productId !== null,
    placeholderData: keepPreviousData,
  });
};
