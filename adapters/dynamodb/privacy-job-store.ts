import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { decodeCursor, encodeCursor } from '#adapters/dynamodb/cursor';
import { keys } from '#adapters/dynamodb/keys';
import { queryPage } from '#adapters/dynamodb/query-pages';
import { isConditionFailure, type Table } from '#adapters/dynamodb/table';
import type { PrivacyJobStore } from '#core/ports/privacy-job-store';
import { ConflictError } from '#core/ports/store-errors';
import { jobKeepDays, type PrivacyJob, type PrivacyJobRef } from '#core/privacy/privacy-job';

type Item = Record<string, unknown>;

const ownAttributes = new Set(['pk', 'sk', 'expiresAt']);

export const toItem = (job: PrivacyJob): Item => ({
  ...keys.privacyJob(job.companyId, job.jobId),
  ...job,
  expiresAt: Math.floor(Date.parse(job.createdAt) / 1000) + jobKeepDays * 86_400,
});

export const fromItem = (item: Item): PrivacyJob =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !ownAttributes.has(name))) as never as PrivacyJob;

const create = async (table: Table, job: PrivacyJob): Promise<void> => {
  const put = { TableName: table.tableName, Item: toItem(job), ConditionExpression: 'attribute_not_exists(pk)' };
  try {
    await table.client.send(new PutCommand(put));
  } catch (error) {
    if (isConditionFailure(error)) throw new ConflictError(`There is a job ${job.jobId}`);
    throw error;
  }
};

/** Sets attributes of a job that exists, and in the same write forgets its person. */
const end = async (table: Table, ref: PrivacyJobRef, values: Item, condition: string): Promise<void> => {
  const names = Object.keys(values);
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: keys.privacyJob(ref.companyId, ref.jobId),
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} REMOVE customerId`,
        ConditionExpression: condition,
        ExpressionAttributeNames: {
          ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
          '#status': 'status',
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
          ...(condition.includes(':running') && { ':running': 'running' }),
        },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

const list = async (table: Table, companyId: string, page: { limit: number; cursor?: string }) => {
  const scope = `privacy:${companyId}`;
  const { pk, sk } = keys.privacyJob(companyId, '');
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
    ScanIndexForward: false,
  };
  const { items, next } = await queryPage(table, query, page.limit, decodeCursor(scope, page.cursor));
  return { data: items.map(fromItem), nextCursor: encodeCursor(scope, next) };
};

/** Jobs under the company's key, newest first by their ids. An item holds the customer's id only while its job runs. */
export const makePrivacyJobStore = (table: Table): PrivacyJobStore => ({
  create: (job) => create(table, job),
  get: async ({ companyId, jobId }) => {
    const Key = keys.privacyJob(companyId, jobId);
    const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }));
    return Item && fromItem(Item);
  },
  list: (companyId, page) => list(table, companyId, page),
  finish: (ref, { counts, fileKey = null, fileExpiresAt = null, report = null }, now) =>
    end(
      table,
      ref,
      { counts, fileKey, fileExpiresAt, report, status: 'succeeded', updatedAt: now },
      '#status = :running',
    ),
  fail: (ref, failure, now) => end(table, ref, { failure, status: 'failed', updatedAt: now }, '#status = :running'),
  forgetFile: (ref) => end(table, ref, { fileKey: null, fileExpiresAt: null }, 'attribute_exists(#status)'),
});
