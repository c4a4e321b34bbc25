import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { builtFiles } from '#lib/config/app-context';
import { overridesFromContext } from '#lib/config/read-context';
import { stageSettings } from '#lib/config/stages';
import { addSmartUpsell } from '#lib/smart-upsell-app';

const projectRoot = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };

const cdkApp = new App();
const stage = String(cdkApp.node.tryGetContext('stage') ?? 'dev');
const settings = stageSettings(stage, overridesFromContext(cdkApp.node));
addSmartUpsell(cdkApp, { settings, version, projectRoot, ...builtFiles(projectRoot) });
