import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { stageSettings } from '#lib/config/stages';
import { AppFunction, type EnvironmentOf } from '#lib/constructs/app-function';
import { builtWebFolder } from '#lib/constructs/spa-site';

const schema = z.object({ STAGE: z.string(), TABLE_NAME: z.string() });

const addFunction = (path: string, environment: EnvironmentOf<typeof schema>) => {
  const stack = new Stack(new App(), 'Test');
  return new AppFunction(stack, 'Function', {
    app: {
      settings: stageSettings('dev'),
      version: '1',
      projectRoot: process.cwd(),
      bundleRoot: process.cwd(),
      adminDist: '',
      widgetsDist: '',
    },
    path,
    description: 'test',
    schema,
    environment,
    role: new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
    logGroup: new LogGroup(stack, 'Logs'),
    memoryMb: 512,
    timeoutSeconds: 10,
  });
};

describe('a synthesis that lacks something', () => {
  it('names the function without a bundle and the command that makes it', () => {
    expect(() => addFunction('lambdas/api/none', { STAGE: 'dev', TABLE_NAME: 't' })).toThrow(
      'No bundle of lambdas/api/none.ts: run "npm run bundle" first.',
    );
  });

  it('names the command that builds the web apps', () => {
    expect(() => builtWebFolder(join(process.cwd(), 'web/none/dist'))).toThrow('run "npm run build:web" first');
  });

  it('refuses an environment that lacks a variable, at compile time and at synthesis', () => {
    // @ts-expect-error TABLE_NAME is missing
    expect(() => addFunction('contracts', { STAGE: 'dev' })).toThrow('contracts does not match its schema: TABLE_NAME');
  });

  it('refuses a variable that the function does not know', () => {
    const surplus = { STAGE: 'dev', TABLE_NAME: 't', SECRET: 's' };
    expect(() => addFunction('contracts', surplus)).toThrow('contracts does not match its schema: SECRET');
  });
});
