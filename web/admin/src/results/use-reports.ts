import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AnswerOf, RequestOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type ReportOrigin = NonNullable<AnswerOf<'listOpportunities'>['origin']>;
export type Opportunity = AnswerOf<'listOpportunities'>['data'][number];
export type Affinity = AnswerOf<'listAffinities'>['data'][number];
export type AffinityOrder = NonNullable<NonNullable<RequestOf<'listAffinities'>['query']>['order']>;
export type SegmentEntry = AnswerOf<'listSegments'>['segments'][number];

export interface AffinityQuestion {
  readonly leastOrders: number;
  readonly productId: string | undefined;
  readonly beyondChance: boolean | undefined;
}

const pageSize = 25;
const reportsKey = (companyId: string, ...rest: readonly unknown[]) => ['reports', companyId, ...rest] as const;

export const useOpportunities = (kind: Opportunity['kind'] | undefined) => {
  const api = useApi();
  const { companyId } = useCompany();
  const pages = useInfiniteQuery({
    queryKey: reportsKey(companyId, 'opportunities', kind),
    queryFn: async ({ pageParam, signal }) =>
      (await api.listOpportunities({ query: { companyId, limit: pageSize, cursor: pageParam, kind } }, { signal }))
        .data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const opportunities = useMemo(() => pages.data?.pages.flatMap(({ data }) => data), [pages.data]);
  return { ...pages, origin: pages.data?.pages[0]?.origin, opportunities };
};

/** Makes the draft of a test: the experiment, and a rule that only its second variant is offered. */
export const useTestOpportunity = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ rule, experiment }: NonNullable<Opportunity['draft']>): Promise<string> => {
      const query = { companyId };
      const { experimentId } = (await api.createExperiment({ query, body: experiment })).data;
      const offered = experiment.variants.at(-1)?.variant ?? '';
      const dealt = { type: 'experiment-variant', experimentId, variants: [offered] } as const;
      const conditions = { type: 'all', conditions: [dealt, rule.conditions] } as const;
      await api.createRule({ query, body: { ...rule, enabled: true, conditions } as typeof rule });
      return experimentId;
    },
    onSettled: () =>
      Promise.all(
        ['experiments', 'rules'].map((name) => queryClient.invalidateQueries({ queryKey: [name, companyId] })),
      ),
  });
};

export const useAffinities = (question: AffinityQuestion, order: AffinityOrder) => {
  const api = useApi();
  const { companyId } = useCompany();
  const pages = useInfiniteQuery({
    queryKey: reportsKey(companyId, 'affinity', question, order),
    queryFn: async ({ pageParam, signal }) => {
      const query = { companyId, limit: pageSize, cursor: pageParam, order, ...question };
      return (await api.listAffinities({ query }, { signal })).data;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const affinities = useMemo(() => pages.data?.pages.flatMap(({ data }) => data), [pages.data]);
  return { ...pages, origin: pages.data?.pages[0]?.origin, affinities };
};

export const useExportAffinities = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: async (question: AffinityQuestion) =>
      (await api.exportAffinities({ query: { companyId, ...question } })).data,
  });
};

export const useSegments = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: reportsKey(companyId, 'segments'),
    queryFn: async ({ signal }) => (await api.listSegments({ query: { companyId } }, { signal })).data,
  });
};

export type StoreAudit = NonNullable<AnswerOf<'getStoreAudit'>['audit']>;

export const useStoreAudit = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: reportsKey(companyId, 'audit'),
    queryFn: async ({ signal }) => (await api.getStoreAudit({ query: { companyId } }, { signal })).data,
  });
};

export const useExportAudit = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({ mutationFn: async () => (await api.exportStoreAudit({ query: { companyId } })).data });
};

export type ReturnQuestion = RequestOf<'estimateReturn'>['body'];
export type ReturnEstimate = AnswerOf<'estimateReturn'>;

/** Nothing is asked while `question` is absent. */
export const useReturn = (question: ReturnQuestion | undefined) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: reportsKey(companyId, 'return', question),
    queryFn: async ({ signal }) =>
      (await api.estimateReturn({ query: { companyId }, body: question as ReturnQuestion }, { signal })).data,
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
  });
};
