import { copyFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { handlerPath } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { handlerPaths } from '#lib/config/lambda-sources';
import { type BundleGroup, bundleBudgets } from '#scripts/bundle-budgets';

const projectRoot = join(import.meta.dirname, '..');

/** The training thread (adapters/threads). */
const rowWorker = {
  source: 'adapters/threads/row-worker.ts',
  bundle: 'threads/row-worker',
  startedBy: 'adapters/threads/row-threads.ts',
} as const;

export type BundleOptions = {
  /** Handlers that do not exist get a function that answers 501 instead of stopping the build. */
  readonly allowMissing?: boolean;
  /** Also writes `dist/sourcemaps/<handler path>.map`, to read a production stack trace with; they are not deployed. */
  readonly sourcemaps?: boolean;
};

export type BundleReport = { readonly bundles: number; readonly missing: string[]; readonly seconds: number };

/**
 * Bundles every Lambda in one esbuild pass into `dist/<handler path>/index.cjs`.
 * @throws when a handler is missing (unless allowed) or a bundle is over its budget.
 */
export const bundleLambdas = async (options: BundleOptions = {}): Promise<BundleReport> => {
  const startedMs = performance.now();
  const paths = handlerPaths(projectRoot);
  const missing = paths.filter((path) => !existsSync(join(projectRoot, `${path}.ts`)));
  if (missing.length > 0 && !options.allowMissing) {
    throw new Error(`These handlers do not exist:\n${missing.map((path) => `  ${path}.ts`).join('\n')}`);
  }
  const meta = await runEsbuild(
    paths.filter((path) => !missing.includes(path)),
    options.sourcemaps === true,
  );
  for (const path of missing) writeNotImplemented(path);
  const over = overBudget(meta);
  if (over.length > 0 && !options.allowMissing) throw new Error(`Over budget: ${over.join(', ')}`);
  return { bundles: paths.length, missing, seconds: (performance.now() - startedMs) / 1000 };
};

const runEsbuild = async (paths: string[], sourcemaps: boolean): Promise<Metafile> => {
  const result = await build({
    absWorkingDir: projectRoot,
    entryPoints: [
      ...paths.map((path) => ({ in: `${path}.ts`, out: `${path}/index` })),
      { in: rowWorker.source, out: rowWorker.bundle },
    ],
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    // A CommonJS bundle has no import.meta.
    define: { 'import.meta.url': 'bundleUrl' },
    inject: [join(projectRoot, 'scripts/bundle-url.ts')],
    alias: { '@aws-sdk/credential-provider-node': join(projectRoot, 'scripts/lambda-credentials.ts') },
    minify: true,
    legalComments: 'none',
    sourcemap: sourcemaps ? 'external' : false,
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
  });
  if (sourcemaps)
    for (const path of [...paths.map((path) => `${path}/index`), rowWorker.bundle]) setSourceMapAside(path);
  copyRowWorker(result.metafile);
  writeFileSync(join(projectRoot, 'dist/meta.json'), JSON.stringify(result.metafile));
  return result.metafile;
};

/** What lies beside the bundle would be deployed with it. */
const setSourceMapAside = (bundle: string) => {
  const target = join(projectRoot, 'dist/sourcemaps', `${bundle.replace(/\/index$/, '')}.map`);
  mkdirSync(dirname(target), { recursive: true });
  renameSync(join(projectRoot, 'dist', `${bundle}.cjs.map`), target);
};

/** Folders of the bundles that may start a training thread: a function is deployed with its own folder only. */
export const foldersWithRowWorker = ({ outputs }: Metafile): string[] =>
  Object.entries(outputs)
    .filter(([, { inputs }]) => rowWorker.startedBy in inputs)
    .map(([file]) => dirname(file));

const copyRowWorker = (meta: Metafile) => {
  const source = join(projectRoot, 'dist', `${rowWorker.bundle}.cjs`);
  for (const folder of foldersWithRowWorker(meta)) copyFileSync(source, join(projectRoot, folder, 'row-worker.cjs'));
};

const notImplemented = `exports.handler = async () => ({
  statusCode: 501,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: 'about:blank', title: 'Not implemented', status: 501, code: 'not_implemented' }),
});
`;

const writeNotImplemented = (path: string) => {
  const file = join(projectRoot, 'dist', path, 'index.cjs');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, notImplemented);
};

/** Bytes of each bundle by the path of its handler. */
export const bundleSizes = (meta: Metafile): Map<string, number> =>
  new Map(
    Object.entries(meta.outputs)
      .filter(([file]) => file.endsWith('/index.cjs'))
      .map(([file, output]) => [file.replace(/^dist\//, '').replace(/\/index\.cjs$/, ''), output.bytes]),
  );

const familyByPath = new Map<string, BundleGroup>(
  operations.map((operation) => [handlerPath(operation), operation.family]),
);

const groupOf = (path: string): BundleGroup => familyByPath.get(path) ?? (path.split('/')[1] as BundleGroup);

export type GroupSize = { group: BundleGroup; bundles: number; largestBytes: number; largest: string };

/** The largest bundle of every group, in the order of the budgets. */
export const largestByGroup = (sizes: Map<string, number>): GroupSize[] =>
  (Object.keys(bundleBudgets) as BundleGroup[]).flatMap((group) => {
    const members = [...sizes].filter(([path]) => groupOf(path) === group).sort((a, b) => b[1] - a[1]);
    const [largest] = members;
    return largest ? [{ group, bundles: members.length, largestBytes: largest[1], largest: largest[0] }] : [];
  });

/** Prints the largest bundle of each group. @returns the handlers over their budget */
const overBudget = (meta: Metafile): string[] => {
  const rows = largestByGroup(bundleSizes(meta));
  for (const { group, bundles, largestBytes, largest } of rows) {
    const share = `${kilobytes(largestBytes)} of ${kilobytes(bundleBudgets[group])} kB`;
    console.log(
      `  ${group.padEnd(18)} ${String(bundles).padStart(2)} bundles, largest ${share.padStart(15)}  ${largest}`,
    );
  }
  return rows.filter(({ group, largestBytes }) => largestBytes > bundleBudgets[group]).map(({ largest }) => largest);
};

const kilobytes = (bytes: number) => String(Math.round(bytes / 1000));

const main = async () => {
  const { values } = parseArgs({
    options: { 'allow-missing': { type: 'boolean' }, sourcemaps: { type: 'boolean' } },
  });
  const report = await bundleLambdas({ allowMissing: values['allow-missing'], sourcemaps: values.sourcemaps });
  const missing = report.missing.length > 0 ? `, ${report.missing.length} not written yet` : '';
  console.log(`${report.bundles} functions bundled in ${report.seconds.toFixed(1)} s${missing}`);
};

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
