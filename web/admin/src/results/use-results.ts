import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';
import type { Period } from './period.ts';

export type KeyFigures = AnswerOf<'getKeyFigures'>;
export type CurrencyFigures = KeyFigures['current']['byCurrency'][number];
export type HoldOutResults = NonNullable<KeyFigures['holdOut']>;
export type SeriesMetric = AnswerOf<'getTimeSeries'>['metric'];
export type BreakdownKind = AnswerOf<'getBreakdown'>['by'];
export type BreakdownEntry = AnswerOf<'getBreakdown'>['entries'][number];
export type FunnelStep = AnswerOf<'getFunnel'>['offers'][number];

const resultsKey = (companyId: string, ...rest: readonly unknown[]) => ['results', companyId, ...rest] as const;

/** Figures move all day; nobody needs them by the second. */
const refreshMs = 5 * 60_000;

export const useKeyFigures = (period: Period) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: resultsKey(companyId, 'key-figures', period),
    queryFn: async ({ signal }) => (await api.getKeyFigures({ query: { companyId, ...period } }, { signal })).data,
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
};

export const useTimeSeries = (period: Period, metric: SeriesMetric) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: resultsKey(companyId, 'time-series', period, metric),
    queryFn: async ({ signal }) =>
      (await api.getTimeSeries({ query: { companyId, ...period, metric } }, { signal })).data.series,
    placeholderData: keepPreviousData,
  });
};

export const useBreakdown = (period: Period, by: BreakdownKind) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: resultsKey(companyId, 'breakdown', period, by),
    queryFn: async ({ signal }) => (await api.getBreakdown({ query: { companyId, ...period, by } }, { signal })).data,
    placeholderData: keepPreviousData,
  });
};

export const useFunnel = (period: Period) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: resultsKey(companyId, 'funnel', period),
    queryFn: async ({ signal }) => (await api.getFunnel({ query: { companyId, ...period } }, { signal })).data,
    placeholderData: keepPreviousData,
  });
};
