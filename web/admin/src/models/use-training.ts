import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type Training = AnswerOf<'getTrainingConfig'>;
export type TrainingConfig = Training['config'];

const keyOf = (companyId: string) => ['training-config', companyId] as const;

/** How models are trained, with its ETag, and what each trainer would need and cost. */
export const useTraining = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: keyOf(companyId),
    queryFn: ({ signal }) => api.getTrainingConfig({ query: { companyId } }, { signal }),
  });
};

export const useChangeTraining = (etag: string | undefined) => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  const queryKey = keyOf(companyId);
  return useMutation({
    mutationFn: (config: TrainingConfig) =>
      api.putTrainingConfig({ query: { companyId }, body: config }, { ifMatch: etag }),
    onSuccess: (answer) => queryClient.setQueryData(queryKey, answer),
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
};
