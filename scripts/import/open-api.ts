import { createCompany, getCompany } from '#contracts/api/companies';
import { demoUser } from '#local/cloud/demo-user';
import { type ApiClient, ApiError, makeApiClient } from '#scripts/api-client';
import { buildLocal, localAssemblyDir } from '#scripts/build-local';
import type { ImportOptions } from './options.ts';

export interface OpenApi {
  readonly apiUrl: string;
  readonly client: ApiClient;
  readonly close: () => Promise<void>;
}

const openLocal = async ({ dataDir, verbose }: ImportOptions, say: (line: string) => void): Promise<OpenApi> => {
  buildLocal({ reuse: true, report: say });
  const { startLocalCloud } = await import('#local/cloud/start-local-cloud');
  const cloud = await startLocalCloud({
    assemblyDir: localAssemblyDir,
    dataDir,
    users: [demoUser],
    log: verbose ? console.error : undefined,
  });
  const token = await cloud.issueToken(demoUser.sub);
  return { apiUrl: cloud.apiUrl, client: makeApiClient({ apiUrl: cloud.apiUrl, token }), close: () => cloud.close() };
};

/** The deployed API that was named, or a local cloud that ends with `close`. */
export const openApi = async (options: ImportOptions, say: (line: string) => void): Promise<OpenApi> => {
  if (!options.remote) return openLocal(options, say);
  return { apiUrl: options.remote.apiUrl, client: makeApiClient(options.remote), close: async () => {} };
};

/** Opens the store when it does not exist. */
export const ensureCompany = async (
  client: ApiClient,
  { companyId, currency, timeZone }: ImportOptions,
  say: (line: string) => void,
): Promise<void> => {
  try {
    await client.call(getCompany, { params: { companyId } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    await client.call(createCompany, { body: { companyId, name: companyId, currency, timeZone } });
    say(`Opened the store ${companyId} (${currency}, ${timeZone})`);
  }
};
