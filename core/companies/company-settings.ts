import type { AttributionSettings } from '#core/attribution/attribution-settings';
import type { Company, LiveModel } from '#core/companies/company';
import type { FeatureFlags } from '#core/companies/feature-flags';
import type { TrainingConfig } from '#core/companies/training-config';
import type { Experiment } from '#core/experiments/experiment';
import type { HoldOutSettings } from '#core/hold-out/hold-out-settings';
import type { OptimiserSettings, OptimiserState } from '#core/optimiser/optimiser-settings';
import type { CompanyPlan } from '#core/plans/company-plan';
import type { PricingSettings } from '#core/pricing/price-floor';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { SegmentConfig } from '#core/segments/segment-config';
import type { UsageMark } from '#core/usage/usage-mark';

/** A value with its optimistic version; version 0 is the default that nobody stored yet. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
}

/** All that a storefront request must know of its company; one query reads it, memory keeps it for a minute. */
export interface CompanySettings {
  readonly company: Company;
  readonly flags: Versioned<FeatureFlags>;
  readonly recommendationConfig: Versioned<RecommendationConfig>;
  readonly trainingConfig: Versioned<TrainingConfig>;
  readonly pricing: Versioned<PricingSettings>;
  readonly segments: Versioned<SegmentConfig>;
  readonly holdOut: Versioned<HoldOutSettings>;
  readonly attribution: Versioned<AttributionSettings>;
  readonly plan: Versioned<CompanyPlan>;
  readonly optimiser: Versioned<OptimiserSettings>;
  readonly optimiserState: OptimiserState;
  readonly usage: UsageMark | undefined;
  /** Experiments on recommendations that run, by id; behind them the placements that are optimised, in the same shape. */
  readonly listExperiments: readonly Experiment[];
  readonly liveModel: LiveModel | undefined;
  /** Signs the tokens of served items; never leaves the server. */
  readonly signingKey: string;
  /** Key ids of publishable keys with the instant each stops to work (`null`: none). */
  readonly publishableKeys: ReadonlyMap<string, string | null>;
}
