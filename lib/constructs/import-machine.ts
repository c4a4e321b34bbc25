import { join } from 'node:path';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { workerEnvironments } from '#contracts/env/function-environment';
import type { AppContext } from '#lib/config/app-context';
import { workerPaths } from '#lib/config/lambda-sources';
import { objectPrefixes } from '#lib/config/object-prefixes';
import { listObjects, readAndWriteItems, readObjects, writeObjects } from '#lib/constructs/access';
import { acknowledgeWildcards } from '#lib/constructs/acknowledge';
import { commonEnvironment } from '#lib/constructs/environment';
import type { FunctionGroup } from '#lib/constructs/function-group';
import { MachineFromFile } from '#lib/constructs/machine-from-file';
import { pascalCase } from '#lib/constructs/pascal-case';
import { addWorkerGroup } from '#lib/constructs/worker-group';
import type { DataStack } from '#lib/stacks/data-stack';

const timeoutSeconds = 900;

/** Reads an uploaded file in chunks into the table; one function per file of lambdas/imports. */
export class ImportMachine extends Construct {
  readonly machine: StateMachine;
  readonly group: FunctionGroup<(typeof workerEnvironments)['import-step']>;

  constructor(scope: Construct, id: string, app: AppContext, data: DataStack) {
    super(scope, id);
    this.group = this.addGroup(app, data);
    const functions = workerPaths(app.projectRoot, 'imports').map((path) => {
      const name = path.split('/').at(-1) ?? path;
      return [name, this.group.addFunction(pascalCase(name), { path, description: `Import step ${name}` })] as const;
    });
    this.machine = new MachineFromFile(this, 'Import', {
      app,
      name: 'import',
      file: join(app.projectRoot, 'stepfunctions/import.asl.json'),
      functions: new Map(functions),
    }).machine;
  }

  private addGroup(app: AppContext, { table, artifacts }: DataStack) {
    const { uploads, imports } = objectPrefixes.artifacts;
    const group = addWorkerGroup(this, 'Steps', 'import-step', {
      app,
      environment: {
        ...commonEnvironment(app, 'import-step'),
        TABLE_NAME: table.tableName,
        ARTIFACT_BUCKET_NAME: artifacts.bucketName,
      },
      statements: [
        ...readAndWriteItems(table),
        readObjects(artifacts, uploads, imports),
        writeObjects(artifacts, imports),
        listObjects(artifacts, uploads, imports),
      ],
      timeoutSeconds,
    });
    acknowledgeWildcards(group.role, {
      '/uploads/*': 'Keys of uploads carry the company and the job.',
      '/imports/*': 'Keys of chunks and reports carry the company and the job.',
    });
    return group;
  }
}
