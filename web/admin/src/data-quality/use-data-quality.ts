import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { addDays } from '../../../../core/time/calendar-month.ts';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type QuarantineEntry = AnswerOf<'listQuarantine'>['data'][number];
export type ReplayResult = AnswerOf<'replayQuarantine'>['results'][number];
export type QualityDay = AnswerOf<'getDataQuality'>['days'][number];

const qualityKey = (companyId: string, ...rest: readonly unknown[]) => ['data-quality', companyId, ...rest] as const;
const pageSize = 25;
export const daysShown = 14;

/** Events that failed, newest first. */
export const useQuarantine = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const pages = useInfiniteQuery({
    queryKey: qualityKey(companyId, 'quarantine'),
    queryFn: async ({ pageParam, signal }) =>
      (await api.listQuarantine({ query: { companyId, limit: pageSize, cursor: pageParam } }, { signal })).data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const entries = useMemo(() => pages.data?.pages.flatMap(({ data }) => data), [pages.data]);
  return { ...pages, entries };
};

/** Counters of the last days, in UTC days. */
export const useQualityDays = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const today = new Date().toISOString().slice(0, 10);
  return useQuery({
    queryKey: qualityKey(companyId, 'days', today),
    queryFn: async ({ signal }) => {
      const range = { from: addDays(today, 1 - daysShown), to: today };
      return (await api.getDataQuality({ query: { companyId, ...range } }, { signal })).data.days;
    },
    refetchInterval: 60_000,
  });
};

export const useReplay = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (entryIds: readonly string[]) =>
      (await api.replayQuarantine({ query: { companyId }, body: { entryIds: [...entryIds] } })).data.results,
    onSettled: () => queryClient.invalidateQueries({ queryKey: qualityKey(companyId) }),
  });
};
