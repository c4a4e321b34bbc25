import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';
import { canonicalJson, type RecommendationConfig } from './recommendation-config.ts';

const waitMs = 350;

const useDebounced = <T>(value: T): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};

/** What the draft would show beside a product. */
export const usePreview = (productId: string | null, draft: RecommendationConfig) => {
  const api = useApi();
  const { companyId } = useCompany();
  const config = useDebounced(canonicalJson(draft));
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
