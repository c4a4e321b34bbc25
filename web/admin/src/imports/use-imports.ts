import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { useCompany } from '../companies/company-context.ts';

export type ImportJob = AnswerOf<'getImport'>;
export type ImportKind = ImportJob['kind'];

export interface ImportRequest {
  readonly file: File;
  readonly kind: ImportKind;
  readonly mapping: Readonly<Record<string, string>>;
}

const whileRunningMs = 1500;

export const useImports = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: ['imports', companyId],
    queryFn: async ({ signal }) => (await api.listImports({ query: { companyId, limit: 50 } }, { signal })).data.data,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? whileRunningMs : false),
  });
};

const upload = async (file: File, url: string): Promise<void> => {
  const response = await fetch(url, { method: 'PUT', body: file }).catch(() => undefined);
  // An answer that nobody reads would keep its connection busy.
  await response?.body?.cancel();
  if (!response?.ok) {
    throw new ApiProblem({ status: response?.status ?? 0, title: 'The file could not be uploaded' }, 'unreachable');
  }
};

export const isJsonLines = (file: File): boolean => /\.(jsonl|ndjson)(\.gz)?$/i.test(file.name);

/** Opens a job, uploads the file and starts a dry run, which changes nothing in the store. */
export const useCheckFile = () => {
  const api = useApi();
  const { companyId, currency } = useCompany();
  const queryClient = useQueryClient();
  const query = { companyId };
  return useMutation({
    mutationFn: async ({ file, kind, mapping }: ImportRequest) => {
      const format = isJsonLines(file) ? ('jsonl' as const) : ('csv' as const);
      const defaults: Record<string, string> = kind === 'customers' || 'currency' in mapping ? {} : { currency };
      const compressed = file.name.endsWith('.gz');
      const { data } = await api.createImport({ query, body: { kind, format, compressed, mapping, defaults } });
      await upload(file, data.upload.url);
      return (await api.startImport({ query, params: { importId: data.importId }, body: { dryRun: true } })).data;
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['imports', companyId] }),
  });
};

/** Starts a job that was checked or has failed. */
export const useRunImport = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ importId, dryRun }: Pick<ImportJob, 'importId' | 'dryRun'>) =>
      api.startImport({ query: { companyId }, params: { importId }, body: { dryRun } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['imports', companyId] }),
  });
};
