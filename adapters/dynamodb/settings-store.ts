import { type AttributionSettings, defaultAttributionSettings } from '#core/attribution/attribution-settings';
import { defaultFeatureFlags, type FeatureFlags } from '#core/companies/feature-flags';
import { defaultTrainingConfig, type TrainingConfig } from '#core/companies/training-config';
import { defaultHoldOutSettings, type HoldOutSettings } from '#core/hold-out/hold-out-settings';
import { defaultOptimiserSettings, type OptimiserSettings } from '#core/optimiser/optimiser-settings';
import { type CompanyPlan, defaultCompanyPlan } from '#core/plans/company-plan';
import type { SettingsStore, VersionedSetting } from '#core/ports/settings-store';
import { defaultPricingSettings, type PricingSettings } from '#core/pricing/price-floor';
import { defaultRecommendationConfig, type RecommendationConfig } from '#core/recommend/recommendation-config';
import { defaultSegmentConfig, type SegmentConfig } from '#core/segments/segment-config';
import { keys, type PrimaryKey } from './keys.ts';
import type { Table } from './table.ts';
import { putVersioned, readVersioned, type VersionedItem } from './versioned-item.ts';

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

const segments: Setting<SegmentConfig> = {
  resource: 'SEGMENTS',
  title: 'The configuration of segments',
  keyOf: keys.segmentConfig,
  defaults: defaultSegmentConfig,
};

const holdOut: Setting<HoldOutSettings> = {
  resource: 'HOLD_OUT',
  title: 'The hold-out',
  keyOf: keys.holdOutSettings,
  defaults: defaultHoldOutSettings,
};

const pricing: Setting<PricingSettings> = {
  resource: 'PRICING',
  title: 'The set of pricing settings',
  keyOf: keys.pricingSettings,
  defaults: defaultPricingSettings,
};

const plan: Setting<CompanyPlan> = {
  resource: 'PLAN',
  title: 'The plan',
  keyOf: keys.companyPlan,
  defaults: defaultCompanyPlan,
};

const attribution: Setting<AttributionSettings> = {
  resource: 'ATTRIBUTION',
  title: 'The set of attribution settings',
  keyOf: keys.attributionSettings,
  defaults: defaultAttributionSettings,
};

const optimiser: Setting<OptimiserSettings> = {
  resource: 'OPTIMISER',
  title: 'The set of optimised placements',
  keyOf: keys.optimiserSettings,
  defaults: defaultOptimiserSettings,
};

const makeSetting = <T extends object>(table: Table, setting: Setting<T>): VersionedSetting<T> => {
  const { resource, title, keyOf, defaults } = setting;
  const itemOf = (companyId: string): VersionedItem<T> => ({
    key: keyOf(companyId),
    revisionKey: (version) => keys.revision(companyId, resource, version),
    title,
    defaults,
  });
  return {
    get: (companyId) => readVersioned(table, itemOf(companyId)),
    put: (companyId, change) => putVersioned(table, itemOf(companyId), change),
  };
};

/** Settings that people change: one item each, and an item per change with what it replaced. */
export const makeSettingsStore = (table: Table): SettingsStore => ({
  flags: makeSetting(table, flags),
  recommendationConfig: makeSetting(table, recommendationConfig),
  trainingConfig: makeSetting(table, trainingConfig),
  pricing: makeSetting(table, pricing),
  segments: makeSetting(table, segments),
  holdOut: makeSetting(table, holdOut),
  attribution: makeSetting(table, attribution),
  plan: makeSetting(table, plan),
  optimiser: makeSetting(table, optimiser),
});
