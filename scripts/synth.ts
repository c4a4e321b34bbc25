import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { App } from 'aws-cdk-lib';
import { builtFiles } from '#lib/config/app-context';
import { stageSettings } from '#lib/config/stages';
import { addSmartUpsell } from '#lib/smart-upsell-app';
import { bundleLambdas } from '#scripts/bundle';

const projectRoot = join(import.meta.dirname, '..');

export type SynthOptions = {
  readonly stage: string;
  /** Where the assembly goes; `cdk.out`, or `dist/cdk.local` for the stage that the local cloud serves. */
  readonly outputFolder?: string;
  /** Stand-ins for handlers and web builds that are not there. */
  readonly allowMissing?: boolean;
  readonly skipBundle?: boolean;
};

/**
 * Bundles the functions and synthesizes all stacks of a stage, offline and without credentials.
 * @returns the assembly's folder
 * @throws when a bundle, a setting or a cdk-nag rule fails
 */
export const synthesize = async (options: SynthOptions): Promise<string> => {
  const settings = stageSettings(options.stage);
  // CDK's check of the templates against the CloudFormation schemas takes seconds; the other stages have the same templates.
  if (options.stage === 'local') process.env.CDK_VALIDATION = 'false';
  if (!options.skipBundle) await bundleLambdas({ allowMissing: options.allowMissing });
  const outdir = join(projectRoot, options.outputFolder ?? (options.stage === 'local' ? 'dist/cdk.local' : 'cdk.out'));
  const { context, version } = readProject();
  const cdkApp = new App({ outdir, context: { ...context, stage: options.stage, ...cliContext } });
  const files = builtFiles(projectRoot);
  addSmartUpsell(cdkApp, { settings, version, projectRoot, ...files, ...webFolders(files, options.allowMissing) });
  cdkApp.synth();
  return outdir;
};

/** What the CDK CLI adds by itself: construct paths in the metadata, which the local cloud finds resources by. */
const cliContext = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:version-reporting': false,
};

const readProject = () => {
  const read = (file: string) => JSON.parse(readFileSync(join(projectRoot, file), 'utf8')) as Record<string, unknown>;
  return {
    context: read('cdk.json').context as Record<string, unknown>,
    version: String(read('package.json').version),
  };
};

const webFolders = ({ adminDist, widgetsDist }: ReturnType<typeof builtFiles>, allowMissing = false) => {
  if (!allowMissing) return {};
  return { adminDist: orStandIn(adminDist, 'admin'), widgetsDist: orStandIn(widgetsDist, 'widgets') };
};

const orStandIn = (folder: string, name: string) => {
  if (existsSync(folder)) return folder;
  const standIn = join(projectRoot, 'dist/web-stand-in', name);
  mkdirSync(standIn, { recursive: true });
  writeFileSync(join(standIn, 'index.html'), '<!doctype html><title>Not built</title><p>Run npm run build:web.</p>\n');
  return standIn;
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string', default: 'dev' },
      'allow-missing': { type: 'boolean' },
      'skip-bundle': { type: 'boolean' },
    },
  });
  const startedMs = performance.now();
  const folder = await synthesize({
    stage: values.stage,
    allowMissing: values['allow-missing'],
    skipBundle: values['skip-bundle'],
  });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`Stage ${values.stage} synthesized to ${folder.slice(projectRoot.length + 1)} in ${seconds} s`);
};

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
