import { type AttributionSettings, defaultAttributionSettings } from '#core/attribution/attribution-settings';
import { defaultFeatureFlags, type FeatureFlags } from '#core/companies/feature-flags';
import { defaultTrainingConfig, type TrainingConfig } from '#core/companies/training-config';
import { defaultHoldOutSettings, type HoldOutSettings } from '#core/hold-out/hold-out-settings';
import { defaultOptimiserSettings, type OptimiserSettings } from '#core/optimiser/optimiser-settings';
import { type CompanyPlan, defaultCompanyPlan } from '#core/plans/company-plan';
import { defaultPricingSettings, type PricingSettings } from '#core/pricing/price-floor';
import { defaultRecommendationConfig, type RecommendationConfig } from '#core/recommend/recommendation-config';
import { defaultSegmentConfig, type SegmentConfig } from '#core/segments/segment-config';

/** What people set about a company, each one with a version of its own. */
export interface SettingValues {
  readonly flags: FeatureFlags;
  readonly recommendationConfig: RecommendationConfig;
  readonly trainingConfig: TrainingConfig;
  readonly pricing: PricingSettings;
  readonly segments: SegmentConfig;
  readonly holdOut: HoldOutSettings;
  readonly attribution: AttributionSettings;
  readonly optimiser: OptimiserSettings;
  /** Changed by operators only. */
  readonly plan: CompanyPlan;
}

export type SettingName = keyof SettingValues;

/** What holds before anybody sets anything. */
export const settingDefaults: SettingValues = {
  flags: defaultFeatureFlags,
  recommendationConfig: defaultRecommendationConfig,
  trainingConfig: defaultTrainingConfig,
  pricing: defaultPricingSettings,
  segments: defaultSegmentConfig,
  holdOut: defaultHoldOutSettings,
  attribution: defaultAttributionSettings,
  optimiser: defaultOptimiserSettings,
  plan: defaultCompanyPlan,
};
