import { keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import type { SettingName } from '#core/companies/setting-values';

interface SettingItem {
  /** Name of the setting in its item's key, in revisions and in errors. */
  readonly resource: string;
  readonly title: string;
  readonly keyOf: (companyId: string) => PrimaryKey;
}

/** The item of each setting. */
export const settingItems: Readonly<Record<SettingName, SettingItem>> = {
  flags: { resource: 'FLAGS', title: 'The set of flags', keyOf: keys.flags },
  recommendationConfig: {
    resource: 'RECOMMENDATION_CONFIG',
    title: 'The recommendation configuration',
    keyOf: keys.recommendationConfig,
  },
  trainingConfig: { resource: 'TRAINING_CONFIG', title: 'The training configuration', keyOf: keys.trainingConfig },
  pricing: { resource: 'PRICING', title: 'The set of pricing settings', keyOf: keys.pricingSettings },
  segments: { resource: 'SEGMENTS', title: 'The configuration of segments', keyOf: keys.segmentConfig },
  holdOut: { resource: 'HOLD_OUT', title: 'The hold-out', keyOf: keys.holdOutSettings },
  attribution: { resource: 'ATTRIBUTION', title: 'The set of attribution settings', keyOf: keys.attributionSettings },
  optimiser: { resource: 'OPTIMISER', title: 'The set of optimised placements', keyOf: keys.optimiserSettings },
  plan: { resource: 'PLAN', title: 'The plan', keyOf: keys.companyPlan },
};
