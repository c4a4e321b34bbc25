import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf, ApiClient, RequestOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type Experiment = AnswerOf<'listExperiments'>['data'][number];
export type ExperimentInput = RequestOf<'createExperiment'>['body'];
export type Results = AnswerOf<'getExperimentResults'>;
export type VariantResult = Results['variants'][number];

const experimentsKey = (companyId: string) => ['experiments', companyId] as const;

const readAll = async (api: ApiClient, companyId: string, signal: AbortSignal): Promise<Experiment[]> => {
  const experiments: Experiment[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await api.listExperiments({ query: { companyId, limit: 100, cursor } }, { signal });
    experiments.push(...data.data);
    cursor = data.nextCursor ?? undefined;
  } while (cursor);
  return experiments;
};

/** All experiments of the store. */
export const useExperiments = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: [...experimentsKey(companyId), 'list'],
    queryFn: ({ signal }) => readAll(api, companyId, signal),
  });
};

/** One experiment with its ETag. Not refreshed by itself: a draft may be being edited over it. */
export const useExperiment = (experimentId: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: [...experimentsKey(companyId), 'one', experimentId],
    queryFn: ({ signal }) => api.getExperiment({ params: { experimentId }, query: { companyId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
};

export const useExperimentResults = (experimentId: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: [...experimentsKey(companyId), 'results', experimentId],
    queryFn: async ({ signal }) =>
      (await api.getExperimentResults({ params: { experimentId }, query: { companyId } }, { signal })).data,
    refetchInterval: 60_000,
  });
};

export const useSaveExperiment = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: { experimentId: string | undefined; input: ExperimentInput; etag: string | undefined }) => {
      const { experimentId, input: body, etag } = change;
      const query = { companyId };
      return experimentId === undefined
        ? api.createExperiment({ query, body })
        : api.putExperiment({ params: { experimentId }, query, body }, { ifMatch: etag });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [...experimentsKey(companyId), 'list'] }),
  });
};

export type ExperimentAction = 'start' | 'stop' | 'delete';

/** What changes an experiment's state. */
export const useExperimentAction = (experimentId: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (action: ExperimentAction): Promise<void> => {
      const request = { params: { experimentId }, query: { companyId } };
      if (action === 'start') await api.startExperiment(request);
      else if (action === 'stop') await api.stopExperiment(request);
      else await api.deleteExperiment(request);
    },
    onSuccess: (_, action) =>
      queryClient.invalidateQueries({
        queryKey: experimentsKey(companyId),
        predicate: ({ queryKey }) => action !== 'delete' || queryKey[2] === 'list',
      }),
  });
};
