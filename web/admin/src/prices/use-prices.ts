import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf, RequestOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type BulkConfig = AnswerOf<'getBulkDiscountConfig'>;
export type BulkInput = RequestOf<'putBulkDiscount'>['body'];
export type SubscriptionConfig = AnswerOf<'getStoredSubscriptionConfig'>;
export type SubscriptionInput = RequestOf<'putSubscriptionConfig'>['body'];
export type PricingSettings = AnswerOf<'getPricingSettings'>['settings'];
export type Stacking = AnswerOf<'simulateStacking'>;

/** What is stored is not refreshed by itself: a draft is being edited over it. */
const editedOver = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } as const;

export const useBulkConfig = (productId: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: ['bulk-config', companyId, productId],
    queryFn: ({ signal }) => api.getBulkDiscountConfig({ params: { productId }, query: { companyId } }, { signal }),
    ...editedOver,
  });
};

export const useSaveBulkConfig = (productId: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ body, etag }: { body: BulkInput; etag: string | undefined }) =>
      api.putBulkDiscount({ params: { productId }, query: { companyId }, body }, { ifMatch: etag }),
    onSuccess: (answer) => queryClient.setQueryData(['bulk-config', companyId, productId], answer),
  });
};

export const useSubscriptionConfig = (productId: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: ['subscription-config', companyId, productId],
    queryFn: ({ signal }) =>
      api.getStoredSubscriptionConfig({ params: { productId }, query: { companyId } }, { signal }),
    ...editedOver,
  });
};

export const useSaveSubscriptionConfig = (productId: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: ({ body, etag }: { body: SubscriptionInput; etag: string | undefined }) =>
      api.putSubscriptionConfig({ params: { productId }, query: { companyId }, body }, { ifMatch: etag }),
  });
};

export const usePricingSettings = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  const queryKey = ['pricing-settings', companyId];
  const stored = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.getPricingSettings({ query: { companyId } }, { signal }),
  });
  const change = useMutation({
    mutationFn: (body: PricingSettings) =>
      api.putPricingSettings({ query: { companyId }, body }, { ifMatch: stored.data?.etag }),
    onSuccess: (answer) => queryClient.setQueryData(queryKey, answer),
  });
  return { stored, change };
};

export const useStacking = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: async () => (await api.simulateStacking({ query: { companyId }, body: {} })).data,
  });
};
