import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';
import { canonicalJson, type RecommendationConfig } from './recommendation-config.ts';

/** The draft must fit into the address of a request; a longer one is previewed without its longest lists. */
const longestDraft = 6000;

const waitMs = 350;

const useDebounced = <T>(value: T): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};

/** What the draft would show beside a product. `isTooLong`: the lists of the draft are too long to preview. */
export const usePreview = (productId: string | null, draft: RecommendationConfig) => {
  const api = useApi();
  const { companyId } = useCompany();
  const config = useDebounced(canonicalJson(draft));
  const isTooLong = config.length > longestDraft;
  const preview = useQuery({
    queryKey: ['preview', companyId, productId, config],
    queryFn: async ({ signal }) => {
      const request = { params: { productId: productId ?? '' }, query: { companyId, config } };
      return (await api.previewRecommendations(request, { signal })).data;
    },
    enabled: productId !== null && !isTooLong,
    placeholderData: keepPreviousData,
  });
  return { ...preview, isTooLong };
};
