import { ApiError } from '#scripts/api-client';
import { type ImportReport, importFile, saveReport } from './import/import-file.ts';
import { ensureCompany, type OpenApi, openApi } from './import/open-api.ts';
import { type ImportFile, type ImportOptions, readOptions, UsageError, usage } from './import/options.ts';
import { describeImport, showProgress } from './import/show.ts';
import { exampleRecommendations, train } from './import/train.ts';

const secondsSince = (startedMs: number): number => (performance.now() - startedMs) / 1000;

/** A deployed API keeps the link alive for an hour; the local cloud's ends with it. */
const reportPlace = async ({ remote, dataDir }: ImportOptions, { reportUrl, importId }: ImportReport) =>
  remote ? reportUrl : saveReport(reportUrl ?? '', dataDir, importId);

const runFile = async ({ client }: OpenApi, options: ImportOptions, file: ImportFile): Promise<ImportReport> => {
  const startedMs = performance.now();
  console.log(`${options.dryRun ? 'Trying' : 'Importing'} ${file.kind} from ${file.path}`);
  const progress = showProgress(file.kind);
  try {
    const report = await importFile(client, options, file, progress.update);
    progress.stop();
    if (report.status === 'failed') throw new Error(report.failure ?? 'The import failed');
    console.log(describeImport(report, secondsSince(startedMs)));
    if (report.reportUrl) console.log(`Every rejected row: ${await reportPlace(options, report)}`);
    return report;
  } finally {
    progress.stop();
  }
};

const runTraining = async ({ client, apiUrl }: OpenApi, { companyId }: ImportOptions): Promise<void> => {
  const startedMs = performance.now();
  console.log('Training');
  const { modelVersion, status, decision } = await train(client, companyId);
  const why = decision && decision.reasons.length > 0 ? `: ${decision.reasons.join('; ')}` : '';
  console.log(`Model ${modelVersion} is ${status} after ${secondsSince(startedMs).toFixed(1)} s${why}`);
  console.log(
    `Ten products of the catalog with their recommendations\n${await exampleRecommendations(client, { apiUrl, companyId })}`,
  );
};

const run = async (options: ImportOptions): Promise<void> => {
  const api = await openApi(options, console.log);
  const end = () => void api.close().finally(() => process.exit(130));
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    await ensureCompany(api.client, options, console.log);
    for (const file of options.files) await runFile(api, options, file);
    if (options.train && !options.dryRun) await runTraining(api, options);
    if (!options.remote)
      console.log(`The store is kept in ${options.dataDir}; serve it with: npm start -- --data ${options.dataDir}`);
  } finally {
    await api.close();
  }
};

const explain = (error: unknown): string => {
  if (error instanceof UsageError) return `${error.message}\nRun npm run import -- --help for all options.`;
  if (error instanceof ApiError && error.status === 401) return `${error.message}\nIs the --token still valid?`;
  if (error instanceof TypeError && error.message === 'fetch failed') {
    return `The API could not be reached: ${String((error.cause as Error | undefined)?.message ?? error.message)}`;
  }
  return error instanceof Error ? error.message : String(error);
};

const main = async (): Promise<void> => {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options) await run(options);
    else console.log(usage);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
};

if (process.argv[1] === import.meta.filename) void main();
