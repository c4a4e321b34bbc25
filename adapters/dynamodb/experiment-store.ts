import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactItem } from '#adapters/dynamodb/transact-items';
import type { Experiment } from '#core/experiments/experiment';
import type { ExperimentFilter, ExperimentStore } from '#core/ports/experiment-store';
import type { PageRequest } from '#core/ports/page';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { indexKeys, keys } from './keys.ts';
import { type QueryInput, queryAll, queryPage } from './query-pages.ts';
import type { Table } from './table.ts';
import { stillAt, writeAtVersion } from './write-at-version.ts';

type Item = Record<string, unknown>;

const title = 'The experiment';

const toItem = (companyId: string, experiment: Experiment): Item => ({
  ...keys.experiment(companyId, experiment.experimentId),
  ...(experiment.status === 'RUNNING' && indexKeys.runningExperiments(companyId, experiment.experimentId)),
  version: experiment.version,
  status: experiment.status,
  experiment,
});

const fromItem = (item: Item): Experiment => item.experiment as Experiment;

interface Change {
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  /** null: it was deleted. */
  readonly experiment: Experiment | null;
}

const revisionItem = (companyId: string, experimentId: string, change: Change): Item => ({
  ...keys.revision(companyId, `EXPERIMENT:${experimentId}`, change.version),
  ...change,
});

const read = async (table: Table, companyId: string, experimentId: string): Promise<Experiment | undefined> => {
  const Key = keys.experiment(companyId, experimentId);
  const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }));
  return Item && fromItem(Item);
};

/** Lists are served from the settings of their company, which hold the experiments that vary them as long as they run. */
const writesOfCopy = (TableName: string, companyId: string, experiment: Experiment): TransactItem[] => {
  if (experiment.subject !== 'recommendations') return [];
  const Key = keys.listExperiment(companyId, experiment.experimentId);
  if (experiment.status === 'RUNNING') return [{ Put: { TableName, Item: { ...Key, experiment } } }];
  return [{ Delete: { TableName, Key } }];
};

const put = (table: Table, companyId: string, experiment: Experiment): Promise<void> => {
  const { tableName: TableName } = table;
  const { experimentId, version, updatedAt: changedAt, updatedBy: changedBy } = experiment;
  return writeAtVersion(table, title, [
    { Put: { TableName, Item: toItem(companyId, experiment), ...stillAt(version - 1) } },
    { Put: { TableName, Item: revisionItem(companyId, experimentId, { version, changedAt, changedBy, experiment }) } },
    ...writesOfCopy(TableName, companyId, experiment),
  ]);
};

const remove = (
  table: Table,
  companyId: string,
  { experimentId, version }: Experiment,
  { now, by }: { readonly now: string; readonly by: string },
): Promise<void> => {
  const { tableName: TableName } = table;
  const change = { version: version + 1, changedAt: now, changedBy: by, experiment: null };
  return writeAtVersion(table, title, [
    { Delete: { TableName, Key: keys.experiment(companyId, experimentId), ...stillAt(version) } },
    { Put: { TableName, Item: revisionItem(companyId, experimentId, change) } },
  ]);
};

const runningExperiments = (companyId: string): QueryInput => ({
  IndexName: 'gsi1',
  KeyConditionExpression: 'gsi1pk = :running',
  ExpressionAttributeValues: { ':running': indexKeys.runningExperiments(companyId, '').gsi1pk },
});

const ofCompany = (companyId: string, status: ExperimentFilter['status']): QueryInput => {
  const { pk, sk } = keys.experiment(companyId, '');
  return {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk, ...(status && { ':status': status }) },
    ...(status && { FilterExpression: '#status = :status', ExpressionAttributeNames: { '#status': 'status' } }),
  };
};

const list = async (table: Table, companyId: string, { limit, cursor, status }: PageRequest & ExperimentFilter) => {
  const scope = `experiments:${companyId}:${status === 'RUNNING'}`;
  const query = status === 'RUNNING' ? runningExperiments(companyId) : ofCompany(companyId, status);
  const page = await queryPage(table, query, limit, decodeCursor(scope, cursor));
  return { data: page.items.map(fromItem), nextCursor: encodeCursor(scope, page.next) };
};

export const makeExperimentStore = (table: Table): ExperimentStore => ({
  get: (companyId, experimentId) => read(table, companyId, experimentId),
  list: (companyId, page) => list(table, companyId, page),
  running: async (companyId) => (await queryAll(table, runningExperiments(companyId))).map(fromItem),
  put: (companyId, experiment) => put(table, companyId, experiment),
  delete: (companyId, experiment, change) => remove(table, companyId, experiment, change),
});
