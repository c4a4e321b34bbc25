import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type ImportJob, isStartable, noCounts } from '#core/imports/import-job';
import type { ImportOutcome, ImportRef, ImportStart, ImportStore } from '#core/ports/import-store';
import { ConflictError } from '#core/ports/store-errors';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { keys } from './keys.ts';
import { queryPage } from './query-pages.ts';
import { isConditionFailure, type Table } from './table.ts';

type Item = Record<string, unknown>;

const tableAttributes = new Set(['pk', 'sk', 'doneSteps']);

export const fromItem = (item: Item): ImportJob => {
  const own = Object.entries(item).filter(([name]) => !tableAttributes.has(name));
  const doneSteps = item.doneSteps instanceof Set ? item.doneSteps.size : 0;
  return { ...(Object.fromEntries(own) as never as ImportJob), stepsDone: doneSteps };
};

export const toItem = ({ stepsDone: _counted, ...job }: ImportJob): Item => ({
  ...keys.importJob(job.companyId, job.importId),
  ...job,
});

const keyOf = ({ companyId, importId }: ImportRef) => keys.importJob(companyId, importId);

/** Sets attributes of a job. Every name is a placeholder because some are reserved words. */
const setAttributes = async (
  table: Table,
  ref: ImportRef,
  values: Item,
  extra: { remove?: string; condition?: string; conditionValues?: Item } = {},
): Promise<Item | undefined> => {
  const names = Object.keys(values);
  const { Attributes } = await table.client.send(
    new UpdateCommand({
      TableName: table.tableName,
      Key: keyOf(ref),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}${extra.remove ? ` REMOVE ${extra.remove}` : ''}`,
      ConditionExpression: extra.condition ?? 'attribute_exists(pk)',
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
        ...extra.conditionValues,
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Attributes;
};

const conflict = (job: ImportJob): ConflictError =>
  new ConflictError(
    job.status === 'running' ? 'The import is running' : 'The import is done; open a new one for another file',
  );

const start = async (table: Table, job: ImportJob, { dryRun, uploadTag, now }: ImportStart): Promise<ImportJob> => {
  if (!isStartable(job, now)) throw conflict(job);
  const fresh = { ...noOutcome, status: 'running', dryRun, uploadTag, attempt: job.attempt + 1, updatedAt: now };
  try {
    const item = await setAttributes(table, job, fresh, {
      remove: 'doneSteps',
      condition: '#attempt = :before AND #updatedAt = :seen',
      conditionValues: { ':before': job.attempt, ':seen': job.updatedAt },
    });
    return fromItem(item ?? {});
  } catch (error) {
    if (isConditionFailure(error)) throw new ConflictError('The import was started by somebody else');
    throw error;
  }
};

/** What a job says before an attempt has done anything. */
const noOutcome = {
  counts: noCounts,
  rejections: [],
  sample: [],
  reportKey: null,
  failure: null,
  stepsTotal: 0,
} as const;

const countStep = async (table: Table, ref: ImportRef, step: string, now: string): Promise<void> => {
  await table.client.send(
    new UpdateCommand({
      TableName: table.tableName,
      Key: keyOf(ref),
      UpdateExpression: 'SET updatedAt = :now ADD doneSteps :step',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':now': now, ':step': new Set([step]) },
    }),
  );
};

const create = async (table: Table, job: ImportJob): Promise<void> => {
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.tableName,
        Item: toItem(job),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (isConditionFailure(error)) throw new ConflictError(`There is an import ${job.importId}`);
    throw error;
  }
};

const list: (table: Table) => ImportStore['list'] = (table) => async (companyId, page) => {
  const scope = `imports:${companyId}`;
  const { pk, sk } = keys.importJob(companyId, '');
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
    ScanIndexForward: false,
  };
  const { items, next } = await queryPage(table, query, page.limit, decodeCursor(scope, page.cursor));
  return { data: items.map(fromItem), nextCursor: encodeCursor(scope, next) };
};

/** Jobs under the company's key; ids begin with the time, so that the key order is the order of creation. */
export const makeImportStore = (table: Table): ImportStore => ({
  create: (job) => create(table, job),
  get: async (ref) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.tableName, Key: keyOf(ref), ConsistentRead: true }),
    );
    return Item && fromItem(Item);
  },
  list: list(table),
  start: (job, request) => start(table, job, request),
  plan: async (ref, stepsTotal, now) => void (await setAttributes(table, ref, { stepsTotal, updatedAt: now })),
  countStep: (ref, step, now) => countStep(table, ref, step, now),
  finish: async (ref, outcome: ImportOutcome, now) =>
    void (await setAttributes(table, ref, { ...outcome, status: 'succeeded', updatedAt: now })),
  fail: async (ref, failure, now) =>
    void (await setAttributes(table, ref, { failure, status: 'failed', updatedAt: now })),
  redact: async (ref, { reportKey, sample }) => void (await setAttributes(table, ref, { reportKey, sample })),
});
