import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { AppContext } from '#lib/config/app-context';
import { handlerPaths } from '#lib/config/lambda-sources';
import { type StageOverrides, stageSettings } from '#lib/config/stages';
import { addSmartUpsell, type SmartUpsellStacks } from '#lib/smart-upsell-app';

export type SynthesizedApp = {
  readonly cdkApp: App;
  readonly stacks: SmartUpsellStacks;
  readonly app: AppContext;
  template(stack: keyof SmartUpsellStacks): Template;
};

export type CloudResource = {
  readonly id: string;
  readonly type: string;
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates are plain data that the assertions look into.
  readonly properties: any;
  readonly deletionPolicy?: string;
};

const projectRoot = process.cwd();
const { context: cdkContext } = JSON.parse(readFileSync(join(projectRoot, 'cdk.json'), 'utf8')) as { context: object };

/** CDK's check of templates against the CloudFormation schemas takes seconds: one test does it for all. */
export const withSchemaCheck = (isOn: boolean) => {
  process.env.CDK_VALIDATION = String(isOn);
};
withSchemaCheck(false);

/** Synthesizes the whole app with one-line functions and web apps, so that no bundle or build is needed. */
export const synthesizedApp = (stage: string, overrides: StageOverrides = {}): SynthesizedApp => {
  const folder = mkdtempSync(join(tmpdir(), 'infra-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, file: string, content: string) => {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, file), content);
  };
  for (const path of handlerPaths(projectRoot)) write(`bundles/${path}`, 'index.cjs', `exports.handler = '${path}';`);
  write('admin', 'index.html', 'admin');
  write('widgets', 'widgets.js', 'widgets');
  const cdkApp = new App({
    outdir: join(folder, 'cdk.out'),
    context: { ...cdkContext, 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true },
  });
  const app: AppContext = {
    settings: stageSettings(stage, overrides),
    version: '1.2.3',
    projectRoot,
    bundleRoot: join(folder, 'bundles'),
    adminDist: join(folder, 'admin'),
    widgetsDist: join(folder, 'widgets'),
  };
  const stacks = addSmartUpsell(cdkApp, app);
  return { cdkApp, stacks, app, template: (stack) => Template.fromStack(stacks[stack] as Stack) };
};

/** Resources of one type, or all, in the order of their ids. */
export const resourcesOf = (template: Template, type?: string): CloudResource[] =>
  Object.entries(template.toJSON().Resources as Record<string, Record<string, unknown>>)
    .map(([id, resource]) => ({
      id,
      type: String(resource.Type),
      path: String((resource.Metadata as Record<string, unknown> | undefined)?.['aws:cdk:path'] ?? id),
      properties: resource.Properties ?? {},
      deletionPolicy: resource.DeletionPolicy as string | undefined,
    }))
    .filter((resource) => type === undefined || resource.type === type)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** The only resource of a type whose construct path contains a text. */
export const resourceAt = (template: Template, type: string, pathPart: string): CloudResource => {
  const found = resourcesOf(template, type).filter(({ path }) => path.includes(pathPart));
  if (found.length !== 1) throw new Error(`${found.length} resources of ${type} at ${pathPart}`);
  return found[0] as CloudResource;
};

export type Statement = { readonly actions: string[]; readonly resources: unknown[]; readonly effect: string };

/** What the policies of the role whose path contains a text allow. */
export const statementsOf = (template: Template, rolePathPart: string): Statement[] =>
  resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ path }) => path.includes(rolePathPart))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement as Record<string, unknown>[])
    .map(({ Action, Resource, Effect }) => ({
      actions: [Action].flat() as string[],
      resources: [Resource].flat(),
      effect: String(Effect),
    }));
