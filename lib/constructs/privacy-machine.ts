import { join } from 'node:path';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { workerEnvironments } from '#contracts/env/function-environment';
import type { AppContext } from '#lib/config/app-context';
import { workerPaths } from '#lib/config/lambda-sources';
import { objectPrefixes } from '#lib/config/object-prefixes';
import {
  deleteObjects,
  listObjects,
  listVersions,
  readAndWriteItems,
  readObjects,
  writeObjects,
} from '#lib/constructs/access';
import { acknowledgeWildcards } from '#lib/constructs/acknowledge';
import { commonEnvironment } from '#lib/constructs/environment';
import type { FunctionGroup } from '#lib/constructs/function-group';
import { MachineFromFile } from '#lib/constructs/machine-from-file';
import { pascalCase } from '#lib/constructs/pascal-case';
import { addWorkerGroup } from '#lib/constructs/worker-group';
import type { DataStack } from '#lib/stacks/data-stack';

const timeoutSeconds = 900;

/** Exports and erases people; one function per file of lambdas/privacy. No other functions may delete objects. */
export class PrivacyMachine extends Construct {
  readonly machine: StateMachine;
  readonly group: FunctionGroup<(typeof workerEnvironments)['privacy-step']>;

  constructor(scope: Construct, id: string, app: AppContext, data: DataStack) {
    super(scope, id);
    this.group = this.addGroup(app, data);
    const functions = workerPaths(app.projectRoot, 'privacy').map((path) => {
      const name = path.split('/').at(-1) ?? path;
      return [name, this.group.addFunction(pascalCase(name), { path, description: `Privacy step ${name}` })] as const;
    });
    this.machine = new MachineFromFile(this, 'Privacy', {
      app,
      name: 'privacy',
      file: join(app.projectRoot, 'stepfunctions/privacy.asl.json'),
      functions: new Map(functions),
    }).machine;
  }

  private addGroup(app: AppContext, { table, archive, artifacts }: DataStack) {
    const { events } = objectPrefixes.archive;
    const { uploads, imports, runs, privacy } = objectPrefixes.artifacts;
    const ours = [uploads, imports, runs, privacy];
    const group = addWorkerGroup(this, 'Steps', 'privacy-step', {
      app,
      environment: {
        ...commonEnvironment(app, 'privacy-step'),
        TABLE_NAME: table.tableName,
        ARCHIVE_BUCKET_NAME: archive.bucketName,
        ARTIFACT_BUCKET_NAME: artifacts.bucketName,
      },
      statements: [
        ...readAndWriteItems(table),
        readObjects(archive, events),
        writeObjects(archive, events),
        deleteObjects(archive, events),
        listObjects(archive, events),
        listVersions(archive, events),
        readObjects(artifacts, ...ours),
        writeObjects(artifacts, runs, privacy),
        deleteObjects(artifacts, ...ours),
        listObjects(artifacts, ...ours),
        listVersions(artifacts, ...ours),
      ],
      timeoutSeconds,
    });
    acknowledgeWildcards(group.role, {
      '/events/*': 'Keys of the archive carry company, hour and batch.',
      '/uploads/*': 'Keys of uploads carry the company and the job.',
      '/imports/*': 'Keys of chunks and reports carry the company and the job.',
      '/runs/*': 'Keys of training runs carry the company and the run.',
      '/privacy/*': 'Keys of exports and erasures carry the company and the job.',
    });
    return group;
  }
}
