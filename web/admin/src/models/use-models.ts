import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type Model = AnswerOf<'getModel'>;

const whileTrainingMs = 2000;

/** The latest models, newest first; looked at again and again while one is being trained. */
export const useModels = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: ['models', companyId],
    queryFn: async ({ signal }) => (await api.listModels({ query: { companyId, limit: 50 } }, { signal })).data.data,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'training') ? whileTrainingMs : false),
  });
};

/** What can be done with models; each refreshes the list. */
export const useModelActions = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  const query = { companyId };
  return useMutation({
    mutationFn: (action: { kind: 'train' | 'hold' | 'release' | 'roll-back'; modelVersion?: string }) => {
      const params = { modelVersion: action.modelVersion ?? '' };
      if (action.kind === 'train') return api.trainModel({ query, body: {} });
      if (action.kind === 'hold') return api.holdModel({ query, params });
      if (action.kind === 'release') return api.releaseModel({ query, params });
      return api.rollBackModel({ query, body: { to: action.modelVersion } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['models', companyId] }),
  });
};
