import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type WorkerKind, workerEnvironments } from '#contracts/env/function-environment';
import type { AppContext } from '#lib/config/app-context';
import type { EnvironmentOf } from '#lib/constructs/app-function';
import { FunctionGroup } from '#lib/constructs/function-group';

export type WorkerGroupProps<Kind extends WorkerKind> = {
  readonly app: AppContext;
  readonly environment: EnvironmentOf<(typeof workerEnvironments)[Kind]>;
  readonly statements: readonly PolicyStatement[];
  readonly timeoutSeconds: number;
};

/** Functions of one worker kind: no route leads to them. */
export const addWorkerGroup = <Kind extends WorkerKind>(
  scope: Construct,
  id: string,
  kind: Kind,
  { app, ...rest }: WorkerGroupProps<Kind>,
): FunctionGroup<(typeof workerEnvironments)[Kind]> =>
  new FunctionGroup(scope, id, {
    app,
    name: kind,
    schema: workerEnvironments[kind],
    memoryMb: app.settings.memoryMb.pipeline,
    ...rest,
  });
