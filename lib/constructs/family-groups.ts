import { Construct } from 'constructs';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { FunctionFamily } from '#contracts/operation';
import type { AppContext } from '#lib/config/app-context';
import { objectPrefixes } from '#lib/config/object-prefixes';
import {
  describeExecutions,
  getItem,
  listObjects,
  putRecords,
  readAndWriteItems,
  readItems,
  readObjects,
  startExecutions,
  writeObjects,
} from '#lib/constructs/access';
import { acknowledgeWildcards } from '#lib/constructs/acknowledge';
import { commonEnvironment, limitsEnvironment, trainersOf } from '#lib/constructs/environment';
import { FunctionGroup } from '#lib/constructs/function-group';
import type { DataStack } from '#lib/stacks/data-stack';
import type { PipelineStack } from '#lib/stacks/pipeline-stack';

export type FamilyResources = { readonly app: AppContext; readonly data: DataStack; readonly pipeline: PipelineStack };

const { uploads, imports, reports } = objectPrefixes.artifacts;
const timeoutSeconds = 10;
const slowTimeoutSeconds = 15;
/** What the HTTP API waits for. */
const slowestTimeoutSeconds = 29;

/** How each family of API functions is built: its environment, what it may do, memory and timeout. */
const builders = {
  health: (scope, { app, data }) =>
    new FunctionGroup(scope, 'Health', {
      app,
      name: 'health',
      schema: familyEnvironments.health,
      environment: tableEnvironment(app, data, 'health'),
      statements: [getItem(data.table)],
      memoryMb: app.settings.memoryMb.admin,
      timeoutSeconds,
    }),
  'storefront-read': (scope, { app, data }) =>
    new FunctionGroup(scope, 'StorefrontRead', {
      app,
      name: 'storefront-read',
      schema: familyEnvironments['storefront-read'],
      environment: { ...tableEnvironment(app, data, 'storefront-read'), ...limitsEnvironment(app) },
      statements: [readItems(data.table)],
      memoryMb: app.settings.memoryMb.storefront,
      timeoutSeconds,
    }),
  'storefront-events': (scope, { app, data }) =>
    new FunctionGroup(scope, 'StorefrontEvents', {
      app,
      name: 'storefront-events',
      schema: familyEnvironments['storefront-events'],
      environment: {
        ...tableEnvironment(app, data, 'storefront-events'),
        ...limitsEnvironment(app),
        EVENT_STREAM_NAME: data.stream.streamName,
      },
      statements: [readItems(data.table), putRecords(data.stream)],
      memoryMb: app.settings.memoryMb.storefront,
      timeoutSeconds,
    }),
  'event-admin': (scope, { app, data }) =>
    new FunctionGroup(scope, 'EventAdmin', {
      app,
      name: 'event-admin',
      schema: familyEnvironments['event-admin'],
      environment: {
        ...tableEnvironment(app, data, 'event-admin'),
        ...limitsEnvironment(app),
        EVENT_STREAM_NAME: data.stream.streamName,
      },
      statements: [...readAndWriteItems(data.table), putRecords(data.stream)],
      memoryMb: app.settings.memoryMb.admin,
      timeoutSeconds: slowTimeoutSeconds,
    }),
  carts: (scope, { app, data }) =>
    new FunctionGroup(scope, 'Carts', {
      app,
      name: 'carts',
      schema: familyEnvironments.carts,
      environment: { ...tableEnvironment(app, data, 'carts'), ...limitsEnvironment(app) },
      statements: readAndWriteItems(data.table),
      memoryMb: app.settings.memoryMb.storefront,
      timeoutSeconds,
    }),
  ingest: (scope, { app, data }) =>
    new FunctionGroup(scope, 'Ingest', {
      app,
      name: 'ingest',
      schema: familyEnvironments.ingest,
      environment: { ...tableEnvironment(app, data, 'ingest'), ...limitsEnvironment(app) },
      statements: readAndWriteItems(data.table),
      memoryMb: app.settings.memoryMb.admin,
      timeoutSeconds,
    }),
  'company-admin': (scope, { app, data }) =>
    new FunctionGroup(scope, 'CompanyAdmin', {
      app,
      name: 'company-admin',
      schema: familyEnvironments['company-admin'],
      environment: { ...tableEnvironment(app, data, 'company-admin'), ...limitsEnvironment(app) },
      statements: readAndWriteItems(data.table),
      memoryMb: app.settings.memoryMb.admin,
      timeoutSeconds,
    }),
  imports: (scope, { app, data, pipeline }) => {
    const group = new FunctionGroup(scope, 'Imports', {
      app,
      name: 'imports',
      schema: familyEnvironments.imports,
      environment: {
        ...tableEnvironment(app, data, 'imports'),
        ...limitsEnvironment(app),
        ARTIFACT_BUCKET_NAME: data.artifacts.bucketName,
        IMPORT_MACHINE_ARN: pipeline.imports.machine.stateMachineArn,
      },
      statements: [
        ...readAndWriteItems(data.table),
        readObjects(data.artifacts, uploads, imports),
        writeObjects(data.artifacts, uploads, imports),
        startExecutions(pipeline.imports.machine),
      ],
      memoryMb: app.settings.memoryMb.admin,
      timeoutSeconds: slowTimeoutSeconds,
    });
    acknowledgeWildcards(group.role, {
      '/uploads/*': 'Keys of uploads carry the company and the job.',
      '/imports/*': 'Keys of chunks and reports carry the company and the job.',
    });
    return group;
  },
  privacy: (scope, { app, data, pipeline }) => {
    const group = new FunctionGroup(scope, 'Privacy', {
      app,
      name: 'privacy',
      schema: familyEnvironments.privacy,
      environment: {
        ...tableEnvironment(app, data, 'privacy'),
        ...limitsEnvironment(app),
        ARTIFACT_BUCKET_NAME: data.artifacts.bucketName,
        PRIVACY_MACHINE_ARN: pipeline.privacy.machine.stateMachineArn,
      },
      statements: [
        ...readAndWriteItems(data.table),
        readObjects(data.artifacts, objectPrefixes.artifacts.privacy),
        startExecutions(pipeline.privacy.machine),
      ],
      memoryMb: app.settings.memoryMb.admin,
      timeoutSeconds: slowTimeoutSeconds,
    });
    acknowledgeWildcards(group.role, { '/privacy/*': 'Keys of exports carry the company and the job.' });
    return group;
  },
  analytics: (scope, { app, data }) => {
    const group = new FunctionGroup(scope, 'Analytics', {
      app,
      name: 'analytics',
      schema: familyEnvironments.analytics,
      environment: {
        ...tableEnvironment(app, data, 'analytics'),
        ...limitsEnvironment(app),
        ARTIFACT_BUCKET_NAME: data.artifacts.bucketName,
      },
      statements: [readItems(data.table), readObjects(data.artifacts, reports), listObjects(data.artifacts, reports)],
      memoryMb: app.settings.memoryMb.admin,
      timeoutSeconds: slowTimeoutSeconds,
    });
    acknowledgeWildcards(group.role, { '/reports/*': 'Keys of reports carry the company.' });
    return group;
  },
  counterfactual: (scope, { app, data }) => {
    const { events } = objectPrefixes.archive;
    const group = new FunctionGroup(scope, 'Counterfactual', {
      app,
      name: 'counterfactual',
      schema: familyEnvironments.counterfactual,
      environment: {
        ...tableEnvironment(app, data, 'counterfactual'),
        ...limitsEnvironment(app),
        ARCHIVE_BUCKET_NAME: data.archive.bucketName,
      },
      statements: [readItems(data.table), readObjects(data.archive, events), listObjects(data.archive, events)],
      memoryMb: app.settings.memoryMb.pipeline,
      timeoutSeconds: slowestTimeoutSeconds,
    });
    acknowledgeWildcards(group.role, { '/events/*': 'Keys of archived events carry the company and the hour.' });
    return group;
  },
  models: (scope, { app, data, pipeline }) => {
    const group = new FunctionGroup(scope, 'Models', {
      app,
      name: 'models',
      schema: familyEnvironments.models,
      environment: {
        ...tableEnvironment(app, data, 'models'),
        ...limitsEnvironment(app),
        RETRAIN_MACHINE_ARN: pipeline.retrain.machine.stateMachineArn,
        TRAINERS: trainersOf(app),
      },
      statements: [
        ...readAndWriteItems(data.table),
        startExecutions(pipeline.retrain.machine),
        describeExecutions(pipeline.retrain.machine),
      ],
      memoryMb: app.settings.memoryMb.admin,
      timeoutSeconds: slowTimeoutSeconds,
    });
    acknowledgeWildcards(group.role, { ':*': 'Executions of this one machine get their names when they start.' });
    return group;
  },
} satisfies Record<FunctionFamily, (scope: Construct, resources: FamilyResources) => unknown>;

const tableEnvironment = (app: AppContext, { table }: DataStack, service: FunctionFamily) => ({
  ...commonEnvironment(app, service),
  TABLE_NAME: table.tableName,
});

export type FamilyGroup = ReturnType<(typeof builders)[FunctionFamily]>;

/** The function group of a family. */
export const addFamilyGroup = (scope: Construct, family: FunctionFamily, resources: FamilyResources): FamilyGroup =>
  builders[family](new Construct(scope, `${family}-family`), resources);
