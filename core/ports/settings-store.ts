import type { AttributionSettings } from '#core/attribution/attribution-settings';
import type { Versioned } from '#core/companies/company-settings';
import type { FeatureFlags } from '#core/companies/feature-flags';
import type { TrainingConfig } from '#core/companies/training-config';
import type { HoldOutSettings } from '#core/hold-out/hold-out-settings';
import type { OptimiserSettings } from '#core/optimiser/optimiser-settings';
import type { CompanyPlan } from '#core/plans/company-plan';
import type { PricingSettings } from '#core/pricing/price-floor';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { SegmentConfig } from '#core/segments/segment-config';

export interface SettingChange<T> {
  readonly value: T;
  /** Version that the change was made on; 0: nothing was stored. */
  readonly expectedVersion: number;
  /** ISO-8601 UTC. */
  readonly now: string;
  /** User id. */
  readonly by: string;
}

/** One setting of a company as last written, over its defaults; every change keeps what it replaced. */
export interface VersionedSetting<T> {
  get(companyId: string): Promise<Versioned<T>>;
  /** @throws VersionConflictError when the stored version is not the expected one. */
  put(companyId: string, change: SettingChange<T>): Promise<Versioned<T>>;
}

export interface SettingsStore {
  readonly flags: VersionedSetting<FeatureFlags>;
  readonly recommendationConfig: VersionedSetting<RecommendationConfig>;
  readonly trainingConfig: VersionedSetting<TrainingConfig>;
  readonly pricing: VersionedSetting<PricingSettings>;
  readonly segments: VersionedSetting<SegmentConfig>;
  readonly holdOut: VersionedSetting<HoldOutSettings>;
  readonly attribution: VersionedSetting<AttributionSettings>;
  readonly optimiser: VersionedSetting<OptimiserSettings>;
  /** Changed by operators only. */
  readonly plan: VersionedSetting<CompanyPlan>;
}
