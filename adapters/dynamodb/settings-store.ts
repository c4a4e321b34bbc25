import { type SettingName, type SettingValues, settingDefaults } from '#core/companies/setting-values';
import type { SettingsStore, VersionedSetting } from '#core/ports/settings-store';
import { keys } from './keys.ts';
import { settingItems } from './setting-items.ts';
import type { Table } from './table.ts';
import { putVersioned, readVersioned, type VersionedItem } from './versioned-item.ts';

const makeSetting = <Name extends SettingName>(table: Table, name: Name): VersionedSetting<SettingValues[Name]> => {
  const { resource, title, keyOf } = settingItems[name];
  const itemOf = (companyId: string): VersionedItem<SettingValues[Name]> => ({
    key: keyOf(companyId),
    revisionKey: (version) => keys.revision(companyId, resource, version),
    title,
    defaults: settingDefaults[name],
  });
  return {
    get: (companyId) => readVersioned(table, itemOf(companyId)),
    put: (companyId, change) => putVersioned(table, itemOf(companyId), change),
  };
};

/** Settings that people change: one item each, and an item per change with what it replaced. */
export const makeSettingsStore = (table: Table): SettingsStore => ({
  flags: makeSetting(table, 'flags'),
  recommendationConfig: makeSetting(table, 'recommendationConfig'),
  trainingConfig: makeSetting(table, 'trainingConfig'),
  pricing: makeSetting(table, 'pricing'),
  segments: makeSetting(table, 'segments'),
  holdOut: makeSetting(table, 'holdOut'),
  attribution: makeSetting(table, 'attribution'),
  optimiser: makeSetting(table, 'optimiser'),
  plan: makeSetting(table, 'plan'),
});
