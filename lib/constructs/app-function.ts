import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { AppContext } from '#lib/config/app-context';

/** One text for every variable of the schema: a forgotten or surplus one does not compile. */
export type EnvironmentOf<Schema extends z.ZodObject> = { readonly [Name in keyof z.output<Schema>]: string };

export type AppFunctionProps<Schema extends z.ZodObject> = {
  readonly app: AppContext;
  /** Path of the handler from the project root, without extension. */
  readonly path: string;
  readonly description: string;
  readonly schema: Schema;
  readonly environment: EnvironmentOf<Schema>;
  readonly role: IRole;
  readonly logGroup: ILogGroup;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
};

/** A function of this app: Node 24 on arm64, traced, with exactly the environment that its schema asks for. */
export class AppFunction<Schema extends z.ZodObject> extends LambdaFunction {
  constructor(scope: Construct, id: string, props: AppFunctionProps<Schema>) {
    super(scope, id, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundleFolder(props.app, props.path)),
      environment: checkedEnvironment(props),
      role: props.role,
      logGroup: props.logGroup,
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      tracing: Tracing.ACTIVE,
    });
  }
}

const bundleFolder = (app: AppContext, path: string): string => {
  const folder = join(app.bundleRoot, path);
  if (!existsSync(folder)) throw new Error(`No bundle of ${path}.ts: run "npm run bundle" first.`);
  return folder;
};

const checkedEnvironment = <Schema extends z.ZodObject>({ schema, environment, path }: AppFunctionProps<Schema>) => {
  const given = environment as Record<string, string>;
  const wanted = Object.keys(schema.shape);
  const wrong = [...wanted.filter((name) => given[name] === undefined), ...surplus(given, wanted)];
  if (wrong.length > 0) throw new Error(`The environment of ${path} does not match its schema: ${wrong.join(', ')}`);
  return { ...given };
};

const surplus = (given: Record<string, string>, wanted: string[]) =>
  Object.keys(given).filter((name) => !wanted.includes(name));
