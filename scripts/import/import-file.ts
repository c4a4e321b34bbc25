import { mkdirSync, openAsBlob, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createImport, getImport, startImport } from '#contracts/api/imports';
import type { ApiClient, CallResult } from '#scripts/api-client';
import type { ImportFile, ImportOptions } from './options.ts';
import { patiently } from './patiently.ts';

export type ImportReport = CallResult<typeof getImport>;

const pollMs = 400;

const upload = async (url: string, path: string): Promise<void> => {
  const answer = await fetch(url, { method: 'PUT', body: await openAsBlob(path) });
  if (!answer.ok) throw new Error(`The upload of ${path} was answered with ${answer.status}: ${await answer.text()}`);
};

/** Uploads a file, starts its job and follows it to its end. `onProgress` is told the share done, 0 … 1. */
export const importFile = async (
  client: ApiClient,
  { companyId, defaults, dryRun }: Pick<ImportOptions, 'companyId' | 'defaults' | 'dryRun'>,
  { kind, path, format, compressed, mapping }: ImportFile,
  onProgress: (share: number) => void,
): Promise<ImportReport> => {
  const query = { companyId };
  const job = await client.call(createImport, { query, body: { kind, format, compressed, mapping, defaults } });
  await upload(job.upload.url, path);
  const params = { importId: job.importId };
  await client.call(startImport, { params, query, body: { dryRun } });
  for (;;) {
    const now = await patiently(() => client.call(getImport, { params, query }));
    onProgress(now.progress);
    if (now.status !== 'running') return now;
    await sleep(pollMs);
  }
};

/** Saves the report of rejected rows, whose link ends with the local cloud. @returns where it is */
export const saveReport = async (url: string, folder: string, importId: string): Promise<string> => {
  const path = join(folder, `import-${importId}-report.csv`);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The report could not be fetched: ${answer.status} ${await answer.text()}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
  return path;
};
