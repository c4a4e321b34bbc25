/** The five flags of a company with the values of a fresh one. */
export const defaultFeatureFlags = {
  /** Targeted upsell offers. */
  smart_upsell_enabled: false,
  /** Bulk price tiers; off: the list price holds. */
  bulk_discounts_enabled: true,
  /** Product recommendations; off: the lists are empty. */
  recommendations_enabled: true,
  /** Texts and scores from a language model; off: it is never called and nothing of it is shown. */
  mi_recommendations_enabled: false,
  /** Predicted subscription frequencies; off: the merchant's default. */
  subscription_intelligence_enabled: false,
} as const satisfies Record<string, boolean>;

export type FeatureFlag = keyof typeof defaultFeatureFlags;
export type FeatureFlags = Readonly<Record<FeatureFlag, boolean>>;
