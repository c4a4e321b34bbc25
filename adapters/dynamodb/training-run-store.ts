import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailure, type Table } from '#adapters/dynamodb/table';
import type { LeaseAttempt, TrainingRunLease, TrainingRunStore } from '#core/ports/training-run-store';
import { keys } from './keys.ts';

type Item = Record<string, unknown>;

const toItem = (lease: TrainingRunLease): Item => ({ ...keys.trainingRun(lease.companyId), ...lease });

const fromItem = ({ companyId, runName, modelVersion, startedAt, leaseUntil }: Item): TrainingRunLease =>
  ({ companyId, runName, modelVersion, startedAt, leaseUntil }) as TrainingRunLease;

const read = async (table: Table, companyId: string): Promise<TrainingRunLease | undefined> => {
  const { Item: item } = await table.client.send(
    new GetCommand({ TableName: table.tableName, Key: keys.trainingRun(companyId), ConsistentRead: true }),
  );
  return item && fromItem(item);
};

/** Prolongs a lease that this run holds already; undefined when it does not. */
const prolong = async (table: Table, lease: TrainingRunLease): Promise<TrainingRunLease | undefined> => {
  try {
    const { Attributes } = await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: keys.trainingRun(lease.companyId),
        UpdateExpression: 'SET leaseUntil = :leaseUntil',
        ConditionExpression: 'runName = :runName',
        ExpressionAttributeValues: { ':leaseUntil': lease.leaseUntil, ':runName': lease.runName },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes && fromItem(Attributes);
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
};

const takeOver = async (table: Table, lease: TrainingRunLease, now: string): Promise<LeaseAttempt | undefined> => {
  try {
    const { Attributes } = await table.client.send(
      new PutCommand({
        TableName: table.tableName,
        Item: toItem(lease),
        ConditionExpression: 'attribute_not_exists(pk) OR leaseUntil < :now',
        ExpressionAttributeValues: { ':now': now },
        ReturnValues: 'ALL_OLD',
      }),
    );
    return { acquired: true, lease, expired: Attributes && fromItem(Attributes) };
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
};

export const makeTrainingRunStore = (table: Table): TrainingRunStore => ({
  get: (companyId) => read(table, companyId),
  acquire: async (lease, now) => {
    const own = await prolong(table, lease);
    if (own) return { acquired: true, lease: own };
    const taken = await takeOver(table, lease, now);
    if (taken) return taken;
    const holder = await read(table, lease.companyId);
    // The holder released between the two calls: the caller may simply try again.
    if (!holder) throw new Error(`The training lease of ${lease.companyId} is changing hands`);
    return { acquired: false, holder };
  },
  release: async (companyId, runName) => {
    try {
      await table.client.send(
        new DeleteCommand({
          TableName: table.tableName,
          Key: keys.trainingRun(companyId),
          ConditionExpression: 'runName = :runName',
          ExpressionAttributeValues: { ':runName': runName },
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  },
});
