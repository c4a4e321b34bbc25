import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { LiveModel } from '#core/companies/company';
import type { Model } from '#core/models/model';
import type { ModelChanges, ModelStore, Publication, UpdateOptions } from '#core/ports/model-store';
import type { Page, PageRequest } from '#core/ports/page';
import { ConflictError, VersionConflictError } from '#core/ports/store-errors';
import { liveModelFromItem } from './company-settings-item.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { keys } from './keys.ts';
import { queryAll, queryPage } from './query-pages.ts';
import { isConditionFailure, isTransactionConditionFailure, type Table } from './table.ts';

type Item = Record<string, unknown>;

export const toItem = (model: Model): Item => ({ ...keys.model(model.companyId, model.modelVersion), ...model });

export const fromItem = ({ pk: _pk, sk: _sk, ...model }: Item): Model => model as never as Model;

const modelsOf = (companyId: string) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': keys.company(companyId).pk, ':prefix': keys.model(companyId, '').sk },
  ScanIndexForward: false,
  ConsistentRead: true,
});

const get = async (table: Table, companyId: string, modelVersion: string): Promise<Model | undefined> => {
  const { Item: item } = await table.client.send(
    new GetCommand({ TableName: table.tableName, Key: keys.model(companyId, modelVersion), ConsistentRead: true }),
  );
  return item && fromItem(item);
};

const list = async (table: Table, companyId: string, { limit, cursor }: PageRequest): Promise<Page<Model>> => {
  const scope = `models:${companyId}`;
  const page = await queryPage(table, modelsOf(companyId), limit, decodeCursor(scope, cursor));
  return { data: page.items.map(fromItem), nextCursor: encodeCursor(scope, page.next) };
};

const create = async (table: Table, model: Model): Promise<void> => {
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.tableName,
        Item: toItem(model),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** `SET` of all changes; names are aliased because `status` and `counts` are reserved words. */
const updateOf = (changes: ModelChanges, { now, from }: UpdateOptions) => {
  const values = Object.entries({ ...changes, updatedAt: now }).filter(([, value]) => value !== undefined);
  const statuses = (from ?? []).map((status, index): [string, string] => [`:from${index}`, status]);
  const inStatus = statuses.length > 0 ? ` AND #status IN (${statuses.map(([name]) => name).join(', ')})` : '';
  return {
    UpdateExpression: `SET ${values.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: `attribute_exists(pk)${inStatus}`,
    ExpressionAttributeNames: {
      ...Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
      ...(inStatus && { '#status': 'status' }),
    },
    ExpressionAttributeValues: {
      ...Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
      ...Object.fromEntries(statuses),
    },
  };
};

const update = async (
  table: Table,
  key: { companyId: string; modelVersion: string },
  changes: ModelChanges,
  options: UpdateOptions,
): Promise<Model> => {
  try {
    const { Attributes = {} } = await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: keys.model(key.companyId, key.modelVersion),
        ...updateOf(changes, options),
        ReturnValues: 'ALL_NEW',
      }),
    );
    return fromItem(Attributes);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw new ConflictError(`Model ${key.modelVersion} is not in a state that allows this`);
  }
};

const live = async (table: Table, companyId: string): Promise<LiveModel | undefined> => {
  const { Item: item } = await table.client.send(
    new GetCommand({ TableName: table.tableName, Key: keys.liveModel(companyId), ConsistentRead: true }),
  );
  return liveModelFromItem(item);
};

const pointerWrite = (table: Table, companyId: string, next: LiveModel) => ({
  Put: {
    TableName: table.tableName,
    Item: { ...keys.liveModel(companyId), ...next },
    ConditionExpression: next.version === 1 ? 'attribute_not_exists(pk)' : '#version = :expected',
    ...(next.version > 1 && {
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':expected': next.version - 1 },
    }),
  },
});

const statusWrite = (
  table: Table,
  key: { companyId: string; modelVersion: string; status: 'live' | 'retired'; now: string },
) => ({
  Update: {
    TableName: table.tableName,
    Key: keys.model(key.companyId, key.modelVersion),
    UpdateExpression: 'SET #status = :status, updatedAt = :now',
    ConditionExpression: 'attribute_exists(pk) AND rowsRemovedAt = :none',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': key.status, ':now': key.now, ':none': null },
  },
});

const publish = async (
  table: Table,
  companyId: string,
  modelVersion: string,
  { expectedVersion, now }: Publication,
): Promise<LiveModel> => {
  const before = await live(table, companyId);
  if (before?.modelVersion === modelVersion) return before;
  if ((before?.version ?? 0) !== expectedVersion) throw new VersionConflictError('The live model');
  const next = {
    modelVersion,
    ...(before && { previousModelVersion: before.modelVersion }),
    version: expectedVersion + 1,
    switchedAt: now,
  };
  const TransactItems = [
    pointerWrite(table, companyId, next),
    statusWrite(table, { companyId, modelVersion, status: 'live', now }),
    ...(before ? [statusWrite(table, { companyId, modelVersion: before.modelVersion, status: 'retired', now })] : []),
  ];
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems }));
    return next;
  } catch (error) {
    if (isTransactionConditionFailure(error)) throw new VersionConflictError('The live model');
    throw error;
  }
};

export const makeModelStore = (table: Table): ModelStore => ({
  get: (companyId, modelVersion) => get(table, companyId, modelVersion),
  list: (companyId, page) => list(table, companyId, page),
  listAll: async (companyId) => (await queryAll(table, modelsOf(companyId))).map(fromItem),
  create: (model) => create(table, model),
  update: (companyId, modelVersion, changes, options) => update(table, { companyId, modelVersion }, changes, options),
  live: (companyId) => live(table, companyId),
  publish: (companyId, modelVersion, publication) => publish(table, companyId, modelVersion, publication),
});
