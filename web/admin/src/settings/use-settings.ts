import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type HoldOut = AnswerOf<'getHoldOut'>['holdOut'];
export type Attribution = AnswerOf<'getAttributionSettings'>['attribution'];
export type Statement = AnswerOf<'getRevenueShare'>;
export type Plan = AnswerOf<'listPlans'>['plans'][number];
export type PrivacyJob = AnswerOf<'listPrivacyJobs'>['data'][number];

const settingsKey = (companyId: string, name: string): QueryKey => ['settings', companyId, name];

/** The held-out share, and how to change it over the version that was read. */
export const useHoldOut = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  const queryKey = settingsKey(companyId, 'hold-out');
  const query = { companyId };
  const stored = useQuery({ queryKey, queryFn: ({ signal }) => api.getHoldOut({ query }, { signal }) });
  const change = useMutation({
    mutationFn: (body: { shareBasisPoints: number; salt: string }) =>
      api.putHoldOut({ query, body }, { ifMatch: stored.data?.etag }),
    onSuccess: (answer) => queryClient.setQueryData(queryKey, answer),
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { stored, change };
};

export const useAttribution = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  const queryKey = settingsKey(companyId, 'attribution');
  const query = { companyId };
  const stored = useQuery({ queryKey, queryFn: ({ signal }) => api.getAttributionSettings({ query }, { signal }) });
  const change = useMutation({
    mutationFn: (body: Attribution) => api.putAttributionSettings({ query, body }, { ifMatch: stored.data?.etag }),
    onSuccess: (answer) => queryClient.setQueryData(queryKey, answer),
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { stored, change };
};

export const useUsageMonths = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: settingsKey(companyId, 'usage-months'),
    queryFn: async ({ signal }) =>
      (await api.listUsageMonths({ query: { companyId, months: 12 } }, { signal })).data.months,
  });
};

export const usePlans = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: settingsKey(companyId, 'plans'),
    queryFn: async ({ signal }) => {
      const [all, own] = await Promise.all([
        api.listPlans({}, { signal }),
        api.getPlan({ query: { companyId } }, { signal }),
      ]);
      return { ...all.data, own: own.data };
    },
  });
};

/** What is due for a month (`YYYY-MM`) where a share in credited sales was agreed. Owners alone may read it. */
export const useStatement = (month: string, isOwner: boolean) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: settingsKey(companyId, `statement ${month}`),
    queryFn: async ({ signal }) => (await api.getRevenueShare({ query: { companyId, month } }, { signal })).data,
    enabled: isOwner && month !== '',
  });
};

export const useExportStatement = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: async (month: string) => (await api.exportRevenueShare({ query: { companyId, month } })).data,
  });
};

const whileRunningMs = 2000;

/** Exports and erasures, newest first; looked at again and again while one runs. */
export const usePrivacyJobs = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: settingsKey(companyId, 'privacy'),
    queryFn: async ({ signal }) =>
      (await api.listPrivacyJobs({ query: { companyId, limit: 50 } }, { signal })).data.data,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? whileRunningMs : false),
  });
};

export const useStartPrivacyJob = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, customerId }: { kind: PrivacyJob['kind']; customerId: string }) => {
      const request = { query: { companyId }, body: { customerId } };
      return kind === 'export' ? api.createPrivacyExport(request) : api.createPrivacyErasure(request);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: settingsKey(companyId, 'privacy') }),
  });
};

/** A link to an exported file lives for minutes, so it is asked for when it is wanted. */
export const useExportLink = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: async (jobId: string) =>
      (await api.getPrivacyJob({ params: { jobId }, query: { companyId } })).data.downloadUrl,
  });
};

export const useVerifyReport = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: async (report: string) =>
      (await api.verifyErasureReport({ query: { companyId }, body: { report } })).data,
  });
};
