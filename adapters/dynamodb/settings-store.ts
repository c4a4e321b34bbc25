import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Versioned } from '#core/companies/company-settings';
import { defaultFeatureFlags, type FeatureFlags } from '#core/companies/feature-flags';
import { defaultTrainingConfig, type TrainingConfig } from '#core/companies/training-config';
import type { SettingChange, SettingsStore, VersionedSetting } from '#core/ports/settings-store';
import { VersionConflictError } from '#core/ports/store-errors';
import { defaultRecommendationConfig, type RecommendationConfig } from '#core/recommend/recommendation-config';
import { versioned } from './company-settings-item.ts';
import { keys, type PrimaryKey } from './keys.ts';
import { isTransactionLost, type Table } from './table.ts';

interface Setting<T> {
  /** Name of the setting in revisions and in errors. */
  readonly resource: string;
  readonly title: string;
  readonly keyOf: (companyId: string) => PrimaryKey;
  readonly defaults: T;
}

const flags: Setting<FeatureFlags> = {
  resource: 'FLAGS',
  title: 'The set of flags',
  keyOf: keys.flags,
  defaults: defaultFeatureFlags,
};

const recommendationConfig: Setting<RecommendationConfig> = {
  resource: 'RECOMMENDATION_CONFIG',
  title: 'The recommendation configuration',
  keyOf: keys.recommendationConfig,
  defaults: defaultRecommendationConfig,
};

const trainingConfig: Setting<TrainingConfig> = {
  resource: 'TRAINING_CONFIG',
  title: 'The training configuration',
  keyOf: keys.trainingConfig,
  defaults: defaultTrainingConfig,
};

const stillAt = (version: number) =>
  version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :expected',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':expected': version },
      };

const write = async <T extends object>(
  table: Table,
  setting: Setting<T>,
  companyId: string,
  { before, after }: { readonly before: Versioned<T>; readonly after: Versioned<T> },
): Promise<void> => {
  const { version, updatedAt, updatedBy } = after;
  const item = { ...setting.keyOf(companyId), ...after };
  const revision = {
    ...keys.revision(companyId, setting.resource, version),
    version,
    changedAt: updatedAt,
    changedBy: updatedBy,
    previousValue: before.value,
  };
  const { tableName: TableName } = table;
  await table.client.send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item: item, ...stillAt(before.version) } },
        { Put: { TableName, Item: revision, ConditionExpression: 'attribute_not_exists(pk)' } },
      ],
    }),
  );
};

const makeSetting = <T extends object>(table: Table, setting: Setting<T>): VersionedSetting<T> => {
  const get = async (companyId: string): Promise<Versioned<T>> => {
    const Key = setting.keyOf(companyId);
    const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key, ConsistentRead: true }));
    return versioned(Item, setting.defaults);
  };
  const put = async (companyId: string, change: SettingChange<T>): Promise<Versioned<T>> => {
    const before = await get(companyId);
    if (before.version !== change.expectedVersion) throw new VersionConflictError(setting.title);
    const { value, now, by } = change;
    const after = { value, version: before.version + 1, updatedAt: now, updatedBy: by };
    try {
      await write(table, setting, companyId, { before, after });
    } catch (error) {
      if (!isTransactionLost(error)) throw error;
      throw new VersionConflictError(setting.title);
    }
    return after;
  };
  return { get, put };
};

/** Settings that people change: one item each, and an item per change with what it replaced. */
export const makeSettingsStore = (table: Table): SettingsStore => ({
  flags: makeSetting(table, flags),
  recommendationConfig: makeSetting(table, recommendationConfig),
  trainingConfig: makeSetting(table, trainingConfig),
});
