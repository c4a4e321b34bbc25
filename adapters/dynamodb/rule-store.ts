import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { PageRequest } from '#core/ports/page';
import type { RuleFilter, RuleRevision, RuleStore } from '#core/ports/rule-store';
import { VersionConflictError } from '#core/ports/store-errors';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { pause } from './batch.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { indexKeys, keys } from './keys.ts';
import { type QueryInput, queryAll, queryPage } from './query-pages.ts';
import type { Table } from './table.ts';
import { stillAt, writeAtVersion } from './write-at-version.ts';

type Item = Record<string, unknown>;

const title = 'The rule';

const mostAttempts = 8;

export const toItem = (companyId: string, rule: TargetingRule): Item => ({
  ...keys.targetingRule(companyId, rule.ruleId),
  ...(rule.enabled && indexKeys.enabledRules(companyId, rule.ruleId)),
  version: rule.version,
  enabled: rule.enabled,
  offerType: rule.offer.type,
  rule,
});

export const fromItem = (item: Item): TargetingRule => item.rule as TargetingRule;

const resourceOf = (ruleId: string): string => `RULE:${ruleId}`;

const revisionItem = (companyId: string, ruleId: string, revision: RuleRevision): Item => ({
  ...keys.revision(companyId, resourceOf(ruleId), revision.version),
  ...revision,
});

const read = async (table: Table, companyId: string, ruleId: string): Promise<TargetingRule | undefined> => {
  const Key = keys.targetingRule(companyId, ruleId);
  const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }));
  return Item && fromItem(Item);
};

const put = (table: Table, companyId: string, rule: TargetingRule): Promise<void> => {
  const { tableName: TableName } = table;
  const { version, updatedAt, updatedBy } = rule;
  const revision = { version, changedAt: updatedAt, changedBy: updatedBy, rule };
  return writeAtVersion(table, title, [
    { Put: { TableName, Item: toItem(companyId, rule), ...stillAt(version - 1) } },
    { Put: { TableName, Item: revisionItem(companyId, rule.ruleId, revision) } },
  ]);
};

const tryDelete = async (
  table: Table,
  companyId: string,
  ruleId: string,
  { now, by }: { readonly now: string; readonly by: string },
): Promise<void> => {
  const rule = await read(table, companyId, ruleId);
  if (!rule) return;
  const { tableName: TableName } = table;
  const revision = { version: rule.version + 1, changedAt: now, changedBy: by, rule: null };
  await writeAtVersion(table, title, [
    { Delete: { TableName, Key: keys.targetingRule(companyId, ruleId), ...stillAt(rule.version) } },
    { Put: { TableName, Item: revisionItem(companyId, ruleId, revision) } },
  ]);
};

const enabledRules = (companyId: string): QueryInput => ({
  IndexName: 'gsi1',
  KeyConditionExpression: 'gsi1pk = :rules',
  ExpressionAttributeValues: { ':rules': indexKeys.enabledRules(companyId, '').gsi1pk },
});

const below = (companyId: string, prefix: string): QueryInput => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': keys.targetingRule(companyId, '').pk, ':prefix': prefix },
});

/** The sparse index answers for the enabled rules; what else is asked for filters what the query reads. */
const filtered = (companyId: string, { enabled, type }: RuleFilter): QueryInput => {
  const query = enabled ? enabledRules(companyId) : below(companyId, keys.targetingRule(companyId, '').sk);
  const wanted = { ...(enabled === false && { enabled }), ...(type && { offerType: type }) };
  const names = Object.keys(wanted);
  if (names.length === 0) return query;
  return {
    ...query,
    FilterExpression: names.map((name) => `#${name} = :${name}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...query.ExpressionAttributeValues,
      ...Object.fromEntries(Object.entries(wanted).map(([name, value]) => [`:${name}`, value])),
    },
  };
};

const list = async (table: Table, companyId: string, { limit, cursor, ...filter }: PageRequest & RuleFilter) => {
  const scope = `rules:${companyId}:${filter.enabled === true}`;
  const page = await queryPage(table, filtered(companyId, filter), limit, decodeCursor(scope, cursor));
  return { data: page.items.map(fromItem), nextCursor: encodeCursor(scope, page.next) };
};

const toRevision = ({ version, changedAt, changedBy, rule }: Item): RuleRevision => ({
  version: Number(version),
  changedAt: String(changedAt),
  changedBy: String(changedBy),
  rule: rule as TargetingRule | null,
});

const revisions = async (table: Table, companyId: string, ruleId: string, { limit, cursor }: PageRequest) => {
  const scope = `rule-revisions:${companyId}:${ruleId}`;
  const prefix = keys.revision(companyId, resourceOf(ruleId), 0).sk.replace(/\d+$/, '');
  const query = { ...below(companyId, prefix), ScanIndexForward: false };
  const page = await queryPage(table, query, limit, decodeCursor(scope, cursor));
  return { data: page.items.map(toRevision), nextCursor: encodeCursor(scope, page.next) };
};

export const makeRuleStore = (table: Table): RuleStore => ({
  get: (companyId, ruleId) => read(table, companyId, ruleId),
  list: (companyId, page) => list(table, companyId, page),
  enabled: async (companyId) => (await queryAll(table, enabledRules(companyId))).map(fromItem),
  put: (companyId, rule) => put(table, companyId, rule),
  delete: async (companyId, ruleId, change) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tryDelete(table, companyId, ruleId, change);
      } catch (error) {
        if (!(error instanceof VersionConflictError) || attempt >= mostAttempts) throw error;
        await pause(attempt);
      }
    }
  },
  revisions: (companyId, ruleId, page) => revisions(table, companyId, ruleId, page),
});
