import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';
import type { Rule, RuleInput } from './rule-form.ts';

const rulesKey = (companyId: string) => ['rules', companyId] as const;

const readAll = async (api: ApiClient, companyId: string, signal: AbortSignal): Promise<Rule[]> => {
  const rules: Rule[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await api.listRules({ query: { companyId, limit: 100, cursor } }, { signal });
    rules.push(...data.data);
    cursor = data.nextCursor ?? undefined;
  } while (cursor);
  return rules;
};

/** All rules of the store. */
export const useRules = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: [...rulesKey(companyId), 'list'],
    queryFn: ({ signal }) => readAll(api, companyId, signal),
  });
};

/** What the linter finds about the enabled rules. */
export const useFindings = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: [...rulesKey(companyId), 'findings'],
    queryFn: async ({ signal }) => (await api.lintRules({ query: { companyId } }, { signal })).data.findings,
  });
};

/** One rule with its ETag. Not refreshed by itself: a draft is being edited over it. */
export const useRule = (ruleId: string | undefined) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: [...rulesKey(companyId), 'one', ruleId],
    queryFn: ({ signal }) => api.getRule({ params: { ruleId: ruleId ?? '' }, query: { companyId } }, { signal }),
    enabled: ruleId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
};

const useRefresh = () => {
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return () =>
    queryClient.invalidateQueries({
      queryKey: rulesKey(companyId),
      predicate: ({ queryKey }) => queryKey[2] !== 'one',
    });
};

export interface RuleChange {
  /** Absent for a new rule. */
  readonly ruleId?: string;
  readonly input: RuleInput;
  readonly etag?: string;
}

export const useSaveRule = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: ({ ruleId, input, etag }: RuleChange) =>
      ruleId === undefined
        ? api.createRule({ query: { companyId }, body: input })
        : api.putRule({ params: { ruleId }, query: { companyId }, body: input }, { ifMatch: etag }),
    onSuccess: useRefresh(),
  });
};

const inputOfRule = (rule: Rule): RuleInput => {
  const { ruleId: _, version: __, createdAt: ___, updatedAt: ____, updatedBy: _____, ...input } = rule;
  return input;
};

/** Turns a rule on or off as it is stored now, whoever changed the rest of it meanwhile. */
export const useToggleRule = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: async ({ ruleId, enabled }: { ruleId: string; enabled: boolean }) => {
      const request = { params: { ruleId }, query: { companyId } };
      const { data, etag } = await api.getRule(request);
      return api.putRule({ ...request, body: { ...inputOfRule(data), enabled } }, { ifMatch: etag });
    },
    onSuccess: useRefresh(),
  });
};

export const useDeleteRule = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useMutation({
    mutationFn: (ruleId: string) => api.deleteRule({ params: { ruleId }, query: { companyId } }),
    onSuccess: useRefresh(),
  });
};

const daysShown = 30;
const dayMs = 86_400_000;
const isoDate = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

/** How often a rule's offer was seen, accepted and declined in the last 30 days. */
export const useRuleCounts = (ruleId: string) => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: ['rule-days', companyId, ruleId],
    queryFn: async ({ signal }) => {
      const range = { from: isoDate(Date.now() - (daysShown - 1) * dayMs), to: isoDate(Date.now()) };
      const { data } = await api.getRuleDays({ params: { ruleId }, query: { companyId, ...range } }, { signal });
      const sum = (name: 'impressions' | 'accepts' | 'declines') =>
        data.data.reduce((total, day) => total + day[name], 0);
      return { impressions: sum('impressions'), accepts: sum('accepts'), declines: sum('declines') };
    },
    refetchInterval: 60_000,
  });
};
