import { readdirSync, readFileSync } from 'node:fs';
import { type WorkerKind, workerEnvironments } from '#contracts/env/function-environment';
import { workerFolders } from '#lib/config/lambda-sources';
import { resourceAt, resourcesOf, statementsOf, synthesizedApp } from '#test/infra/support/synthesized-app';

const template = synthesizedApp('prod', { plansEnabled: true }).template('pipeline');
const withoutPlans = synthesizedApp('prod').template('pipeline');
const functions = resourcesOf(template, 'AWS::Lambda::Function');
const functionAt = (path: string) => resourceAt(template, 'AWS::Lambda::Function', path);

/** Where the functions of a kind are in the construct tree. */
const groups: Record<WorkerKind, string> = {
  'archive-consumer': '/Consumers/Archivers/',
  'aggregate-consumer': '/Consumers/Aggregators/',
  'order-consumer': '/Consumers/Attributors/',
  'import-step': '/Imports/Steps/',
  'privacy-step': '/Privacy/Steps/',
  'pipeline-step': '/Training/Steps/',
  'enrich-step': '/Training/Enrichers/',
  'athena-step': '/Training/Queries/',
  'personalize-step': '/Training/Personalize/',
  'nightly-starter': '/Nightly/Starters/',
  'usage-watcher': '/Usage/Watchers/',
  optimiser: '/Optimiser/Steppers/',
};
const kinds = Object.keys(groups) as WorkerKind[];

describe('stream consumers', () => {
  const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');

  it('are two of events, and one that is told of orders alone', () => {
    expect(mappings).toHaveLength(3);
    const filtered = mappings.filter(({ properties }) => properties.FilterCriteria !== undefined);
    expect(filtered).toHaveLength(1);
    expect(
      filtered[0]?.properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern)),
    ).toEqual([{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['ORDER'] } } } }]);
  });

  it.each(mappings.map((mapping) => [mapping.path, mapping.properties] as const))(
    '%s: a bad record costs itself only and is kept in the end',
    (_path, properties) => {
      expect(properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 8,
        MaximumRecordAgeInSeconds: 43_200,
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(properties.BatchSize).toBeGreaterThan(1);
      expect(properties.MaximumBatchingWindowInSeconds).toBeGreaterThan(0);
      expect(properties.ParallelizationFactor).toBeGreaterThanOrEqual(1);
      const queues = resourcesOf(template, 'AWS::SQS::Queue').map(({ id }) => id);
      expect(queues).toContain(properties.DestinationConfig.OnFailure.Destination['Fn::GetAtt'][0]);
    },
  );

  it('have encrypted dead-letter queues that keep their messages for two weeks and refuse plain HTTP', () => {
    const queues = resourcesOf(template, 'AWS::SQS::Queue');
    expect(queues).toHaveLength(4);
    for (const { properties } of queues) {
      expect(properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
    }
    const policies = JSON.stringify(resourcesOf(template, 'AWS::SQS::QueuePolicy').map(({ properties }) => properties));
    expect(policies.split('"aws:SecureTransport":"false"')).toHaveLength(5);
  });
});

describe('the schedule', () => {
  it('calls the starter every hour, since nights begin at other hours elsewhere, and keeps calls that fail', () => {
    const [schedule] = resourcesOf(template, 'AWS::Scheduler::Schedule');
    expect(schedule?.properties).toMatchObject({
      ScheduleExpression: 'cron(5 * * * ? *)',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    const { Target } = schedule?.properties ?? {};
    expect(Target.Arn['Fn::GetAtt'][0]).toBe(functionAt('/StartNightlyRuns/').id);
    expect(Target.DeadLetterConfig).toBeDefined();
  });
});

describe('the usage watch', () => {
  it('looks every quarter of an hour, and rests in stages without plans', () => {
    const isWatch = ({ path }: { readonly path: string }) => path.includes('/Usage/');
    const [schedule] = resourcesOf(template, 'AWS::Scheduler::Schedule').filter(isWatch);
    expect(schedule?.properties).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' });
    const [resting] = resourcesOf(withoutPlans, 'AWS::Scheduler::Schedule').filter(isWatch);
    expect(resting?.properties.State).toBe('DISABLED');
  });
});

describe('state machines', () => {
  const machines = resourcesOf(template, 'AWS::StepFunctions::StateMachine');

  it.each([
    ['retrain', 'Training'],
    ['import', 'Imports'],
    ['privacy', 'Privacy'],
  ])('%s: every placeholder of its file is a function, and it may call just these', (file, part) => {
    const definition = readFileSync(`stepfunctions/${file}.asl.json`, 'utf8');
    const placeholders = [...new Set([...definition.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name))].sort();
    const { properties } = resourceAt(template, 'AWS::StepFunctions::StateMachine', `/${part}/`);
    expect(Object.keys(properties.DefinitionSubstitutions).sort()).toEqual(placeholders);
    const invocable = statementsOf(template, `/${part}/`)
      .filter(({ actions }) => actions.includes('lambda:InvokeFunction'))
      .flatMap(({ resources }) => resources.map((resource) => JSON.stringify(resource)));
    const substituted = Object.values(properties.DefinitionSubstitutions).map((value) => JSON.stringify(value));
    expect(invocable.sort()).toEqual(substituted.sort());
  });

  it('log and trace every execution, without what shops sent', () => {
    expect(machines).toHaveLength(3);
    for (const { properties } of machines) {
      expect(properties.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
      expect(properties.TracingConfiguration).toEqual({ Enabled: true });
    }
  });
});

describe('worker functions', () => {
  it('are one for every handler that no route leads to', () => {
    const handlers = workerFolders.flatMap((folder) =>
      readdirSync(`lambdas/${folder}`).filter((file) =>
        /^export const handler\b/m.test(readFileSync(`lambdas/${folder}/${file}`, 'utf8')),
      ),
    );
    expect(functions).toHaveLength(handlers.length);
  });

  it.each(kinds)('%s: have exactly the environment of their kind', (kind) => {
    const members = functions.filter(({ path }) => path.includes(groups[kind]));
    expect(members.length).toBeGreaterThan(0);
    for (const { properties } of members) {
      const names = Object.keys(properties.Environment.Variables);
      expect(names.sort()).toEqual(Object.keys(workerEnvironments[kind].shape).sort());
    }
  });

  it('have the most memory where a whole interaction log is read', () => {
    expect(functionAt('/TrainRelation/').properties.MemorySize).toBe(10_240);
    expect(functionAt('/BuildInteractionLog/').properties.MemorySize).toBe(10_240);
    expect(functionAt('/PrepareRun/').properties.MemorySize).toBe(2048);
  });
});

const reads = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const writes = [
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];
const sendsToQueue = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];
const readsTableStream = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
  ...sendsToQueue,
];
const readsStream = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamConsumer',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
  'kinesis:ListStreams',
  'kinesis:SubscribeToShard',
  ...sendsToQueue,
];
const files = ['s3:GetObject', 's3:ListBucket', 's3:PutObject'];

const allowed: Record<WorkerKind, string[]> = {
  'archive-consumer': ['s3:PutObject', ...reads, ...readsStream],
  'aggregate-consumer': [...reads, ...writes, ...readsStream],
  'order-consumer': [...reads, ...writes, ...readsTableStream],
  'import-step': [...reads, ...writes, ...files],
  'privacy-step': [...reads, ...writes, ...files, 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:ListBucketVersions'],
  'pipeline-step': [...reads, ...writes, ...files],
  'enrich-step': [...reads, ...writes, ...files, 'bedrock:InvokeModel'],
  'athena-step': files,
  'personalize-step': files,
  'nightly-starter': [...reads, 'states:StartExecution'],
  'usage-watcher': [...reads, 'dynamodb:PutItem'],
  optimiser: [...reads, 'dynamodb:PutItem'],
};
const everyFunctionMay = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

describe('what workers may do', () => {
  it.each(kinds)('%s: these actions and no others', (kind) => {
    const actions = statementsOf(template, groups[kind]).flatMap((statement) => statement.actions);
    expect([...new Set(actions)].sort()).toEqual([...allowed[kind], ...everyFunctionMay].sort());
  });

  it.each(kinds)('%s: no wildcard on data', (kind) => {
    for (const { actions, resources } of statementsOf(template, groups[kind])) {
      expect(actions.filter((action) => action.includes('*'))).toEqual([]);
      // Streams of tables are listed without a resource.
      const onData = actions.some((action) => /^(dynamodb:(?!ListStreams)|(s3|states|bedrock|sqs):)/.test(action));
      if (onData) expect(resources).not.toContain('*');
    }
  });

  it('calls the configured Bedrock model and no other', () => {
    const [bedrock] = statementsOf(template, groups['enrich-step']).filter(({ actions }) =>
      actions.includes('bedrock:InvokeModel'),
    );
    expect(JSON.stringify(bedrock?.resources)).toMatch(/foundation-model\/anthropic\.claude-3-haiku-20240307-v1:0/);
    expect(bedrock?.resources).toHaveLength(1);
  });
});
