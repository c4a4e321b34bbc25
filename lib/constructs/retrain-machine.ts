import { join } from 'node:path';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { workerEnvironments } from '#contracts/env/function-environment';
import type { AppContext } from '#lib/config/app-context';
import { namedWorkers, workerPaths } from '#lib/config/lambda-sources';
import { objectPrefixes } from '#lib/config/object-prefixes';
import { listObjects, readAndWriteItems, readObjects, writeObjects } from '#lib/constructs/access';
import { acknowledgeWildcards } from '#lib/constructs/acknowledge';
import { AthenaCatalog } from '#lib/constructs/athena-catalog';
import { bedrockModelArns } from '#lib/constructs/bedrock-model-arns';
import { commonEnvironment, plansEnvironment, trainersOf } from '#lib/constructs/environment';
import type { FunctionGroup } from '#lib/constructs/function-group';
import { MachineFromFile } from '#lib/constructs/machine-from-file';
import { pascalCase } from '#lib/constructs/pascal-case';
import { PersonalizeAccess } from '#lib/constructs/personalize-access';
import { addWorkerGroup } from '#lib/constructs/worker-group';
import type { DataStack } from '#lib/stacks/data-stack';

const { events } = objectPrefixes.archive;
const { runs, models, reports } = objectPrefixes.artifacts;
const timeoutSeconds = 900;
/** These have the company's whole interaction log in memory, or all that was made of it. */
const holdsWholeLog = /^(analyse|build|forecast|evaluate|load|train|tune|export|convert)-/;

/** Trains, judges and publishes the model of one company; one function per file of lambdas/pipeline. */
export class RetrainMachine extends Construct {
  readonly machine: StateMachine;
  readonly steps: FunctionGroup<(typeof workerEnvironments)['pipeline-step']>;
  readonly enrichers: FunctionGroup<(typeof workerEnvironments)['enrich-step']>;
  readonly queries: FunctionGroup<(typeof workerEnvironments)['athena-step']>;
  readonly personalize: FunctionGroup<(typeof workerEnvironments)['personalize-step']>;

  constructor(scope: Construct, id: string, app: AppContext, data: DataStack) {
    super(scope, id);
    this.steps = this.addSteps(app, data);
    this.enrichers = this.addEnrichers(app, data);
    this.queries = this.addQueries(app, data);
    this.personalize = this.addPersonalize(app, data);
    const functions = workerPaths(app.projectRoot, 'pipeline')
      // Started by the schedule, so not a state of the machine.
      .filter((path) => path !== namedWorkers.startNightlyRuns)
      .map((path) => [path.split('/').at(-1) ?? path, path] as const)
      .map(([name, path]) => [name, this.addStep(app, name, path)] as const);
    this.machine = new MachineFromFile(this, 'Retrain', {
      app,
      name: 'retrain',
      file: join(app.projectRoot, 'stepfunctions/retrain.asl.json'),
      functions: new Map(functions),
    }).machine;
  }

  private addStep(app: AppContext, name: string, path: string): IFunction {
    const { pipeline, training } = app.settings.memoryMb;
    const group = this.groupOf(name);
    const memoryMb = holdsWholeLog.test(name) ? training : pipeline;
    return group.addFunction(pascalCase(name), { path, description: `Pipeline step ${name}`, memoryMb });
  }

  private groupOf(name: string) {
    if (name.startsWith('enrich-')) return this.enrichers;
    if (name.endsWith('-sql-query')) return this.queries;
    return name.endsWith('-personalize') ? this.personalize : this.steps;
  }

  private addSteps(app: AppContext, { table, archive, artifacts }: DataStack) {
    const group = addWorkerGroup(this, 'Steps', 'pipeline-step', {
      app,
      environment: {
        ...commonEnvironment(app, 'pipeline-step'),
        ...plansEnvironment(app),
        TABLE_NAME: table.tableName,
        ARCHIVE_BUCKET_NAME: archive.bucketName,
        ARTIFACT_BUCKET_NAME: artifacts.bucketName,
        TRAINERS: trainersOf(app),
        TRAINING_MEMORY_MB: String(app.settings.memoryMb.training),
      },
      statements: [
        ...readAndWriteItems(table),
        readObjects(archive, events),
        listObjects(archive, events),
        readObjects(artifacts, runs, models),
        writeObjects(artifacts, runs, models, reports),
        listObjects(artifacts, runs, models),
      ],
      timeoutSeconds,
    });
    acknowledgeWildcards(group.role, {
      '/events/*': 'Keys of the archive carry company, hour and batch.',
      '/runs/*': 'Keys of working files carry the company and the run.',
      '/models/*': 'Keys of model files carry the company and the version.',
      '/reports/*': 'Keys of reports carry the company.',
    });
    return group;
  }

  /** Where the stage has a number of texts to embed: the model, and the file that keeps the vectors. */
  private embeddingStatements({ settings }: AppContext, { artifacts }: DataStack): PolicyStatement[] {
    if (settings.enrichment.maxEmbeddings === 0) return [];
    return [
      new PolicyStatement({
        actions: ['bedrock:InvokeModel'],
        resources: bedrockModelArns(this, settings.embeddingModelId),
      }),
      readObjects(artifacts, models),
      writeObjects(artifacts, models),
      listObjects(artifacts, models),
    ];
  }

  private addEnrichers(app: AppContext, data: DataStack) {
    const { table, artifacts } = data;
    const embeds = this.embeddingStatements(app, data);
    const group = addWorkerGroup(this, 'Enrichers', 'enrich-step', {
      app,
      environment: {
        ...commonEnvironment(app, 'enrich-step'),
        ...plansEnvironment(app),
        TABLE_NAME: table.tableName,
        ARTIFACT_BUCKET_NAME: artifacts.bucketName,
        BEDROCK_MODEL_ID: app.settings.bedrockModelId,
        ENRICH_MAX_PAIRS: String(app.settings.enrichment.maxPairs),
        ENRICH_MAX_TOKENS: String(app.settings.enrichment.maxTokens),
        EMBEDDING_MODEL_ID: app.settings.embeddingModelId,
        ENRICH_MAX_EMBEDDINGS: String(app.settings.enrichment.maxEmbeddings),
      },
      statements: [
        ...readAndWriteItems(table),
        readObjects(artifacts, runs),
        writeObjects(artifacts, runs),
        listObjects(artifacts, runs),
        new PolicyStatement({
          actions: ['bedrock:InvokeModel'],
          resources: bedrockModelArns(this, app.settings.bedrockModelId),
        }),
        ...embeds,
      ],
      timeoutSeconds,
    });
    acknowledgeWildcards(group.role, {
      '/runs/*': 'Keys of working files carry the company and the run.',
      [`:bedrock:*::foundation-model/${app.settings.bedrockModelId.split('.').slice(1).join('.')}`]:
        'An inference profile calls its one model in whichever region has room.',
      ...(embeds.length > 0 && { '/models/*': 'Keys of model files carry the company and the version.' }),
    });
    return group;
  }

  /** Start and watch queries of Amazon Athena, where the stage has it; elsewhere no run comes to them. */
  private addQueries(app: AppContext, { artifacts }: DataStack) {
    const catalog = app.settings.trainers.includes('athena')
      ? new AthenaCatalog(this, 'Athena', app, artifacts)
      : undefined;
    const group = addWorkerGroup(this, 'Queries', 'athena-step', {
      app,
      environment: {
        ...commonEnvironment(app, 'athena-step'),
        ARTIFACT_BUCKET_NAME: artifacts.bucketName,
        ATHENA_WORK_GROUP: catalog?.workGroupName ?? 'none',
        ATHENA_DATABASE: catalog?.databaseName ?? 'none',
      },
      statements: [...workingFiles(artifacts), ...(catalog?.statements ?? [])],
      timeoutSeconds,
    });
    acknowledgeWildcards(group.role, runKeys);
    return group;
  }

  /** Work with Amazon Personalize, where the stage has it; elsewhere no run comes to them. */
  private addPersonalize(app: AppContext, { artifacts }: DataStack) {
    const access = app.settings.trainers.includes('personalize')
      ? new PersonalizeAccess(this, 'PersonalizeAccess', artifacts)
      : undefined;
    const group = addWorkerGroup(this, 'Personalize', 'personalize-step', {
      app,
      environment: {
        ...commonEnvironment(app, 'personalize-step'),
        ARTIFACT_BUCKET_NAME: artifacts.bucketName,
        PERSONALIZE_ROLE_ARN: access?.role.roleArn ?? 'none',
        PERSONALIZE_ARN_PREFIX: access?.arnPrefix ?? 'none',
      },
      statements: [...workingFiles(artifacts, models), ...(access?.statements ?? [])],
      timeoutSeconds,
    });
    acknowledgeWildcards(group.role, {
      ...runKeys,
      '/models/*': 'Keys of model files carry the company and the version.',
    });
    return group;
  }
}

const runKeys = { '/runs/*': 'Keys of working files carry the company and the run.' };

const workingFiles = (bucket: IBucket, ...more: string[]) => [
  readObjects(bucket, runs, ...more),
  writeObjects(bucket, runs, ...more),
  listObjects(bucket, runs, ...more),
];
