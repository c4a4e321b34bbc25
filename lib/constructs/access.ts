import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { indexNames } from '#lib/constructs/main-table';

const itemReads = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const itemWrites = [
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];

const statement = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });

const withIndexes = (table: ITable) => [
  table.tableArn,
  ...indexNames.map((index) => `${table.tableArn}/index/${index}`),
];

export const getItem = (table: ITable) => statement(['dynamodb:GetItem'], [table.tableArn]);

export const writeItem = (table: ITable) => statement(['dynamodb:PutItem'], [table.tableArn]);

/** Keyed reads of table and indexes. Nobody may scan. */
export const readItems = (table: ITable) => statement(itemReads, withIndexes(table));

export const readAndWriteItems = (table: ITable) => [readItems(table), statement(itemWrites, [table.tableArn])];

export const putRecords = (stream: IStream) =>
  statement(['kinesis:PutRecord', 'kinesis:PutRecords'], [stream.streamArn]);

export const readObjects = (bucket: IBucket, ...prefixes: string[]) =>
  statement(['s3:GetObject'], keysUnder(bucket, prefixes));

export const writeObjects = (bucket: IBucket, ...prefixes: string[]) =>
  statement(['s3:PutObject'], keysUnder(bucket, prefixes));

/** Deletes objects below the prefixes, and versions of them that were replaced. */
export const deleteObjects = (bucket: IBucket, ...prefixes: string[]) =>
  statement(['s3:DeleteObject', 's3:DeleteObjectVersion'], keysUnder(bucket, prefixes));

export const listVersions = (bucket: IBucket, ...prefixes: string[]) =>
  new PolicyStatement({
    actions: ['s3:ListBucketVersions'],
    resources: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}/*`) } },
  });

/** Lists keys below the prefixes; without it a missing key is answered with 403 instead of 404. */
export const listObjects = (bucket: IBucket, ...prefixes: string[]) =>
  new PolicyStatement({
    actions: ['s3:ListBucket'],
    resources: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}/*`) } },
  });

const keysUnder = (bucket: IBucket, prefixes: string[]) =>
  prefixes.map((prefix) => bucket.arnForObjects(`${prefix}/*`));

export const startExecutions = (machine: StateMachine) =>
  statement(['states:StartExecution'], [machine.stateMachineArn]);

/** Reads the state of the machine's executions; their ARNs end with names that are not known yet. */
export const describeExecutions = (machine: StateMachine) =>
  statement(['states:DescribeExecution'], [executionsOf(machine)]);

const executionsOf = (machine: StateMachine) =>
  Stack.of(machine).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${machine.stateMachineName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
