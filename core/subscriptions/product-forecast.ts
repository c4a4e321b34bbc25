/** Where the evidence of an estimate comes from. */
export const evidenceLevels = ['customer', 'product', 'category', 'store'] as const;
export type EvidenceLevel = (typeof evidenceLevels)[number];

/** How much buyers differ, as standard deviations of the logarithm of days a unit. */
export interface GapSpread {
  /** Of one buyer's gaps around the buyer's own habit, > 0. */
  readonly within: number;
  /** Of buyers' habits around what is typical of the product, > 0. */
  readonly between: number;
}

/** Purchases that an estimate rests on. */
export interface GapEvidence {
  /** Gaps between two purchases of one buyer. */
  readonly intervals: number;
  /** Buyers that they come from. */
  readonly repeatBuyers: number;
}

/** So many buyers who had time to come back tell whether people do. */
export const tellingBuyers = 50;

/**
 * How long a purchase of one product lasts a typical buyer: `daysPerUnit` · units^`quantityElasticity` days, reckoned nightly from the
 * store's orders.
 */
export interface ProductForecast extends GapEvidence {
  readonly productId: string;
  /** Days that a single unit lasts, > 0. */
  readonly daysPerUnit: number;
  /** Gaps that the belief in `daysPerUnit` is worth, those of category and store among them; > 0. */
  readonly shape: number;
  readonly spread: GapSpread;
  /** Of the store, 0 (size does not matter) … 1 (use in proportion). */
  readonly quantityElasticity: number;
  /** The same of the product's category. */
  readonly category: GapEvidence;
  /** All buyers, and those of them who had time to come back. */
  readonly buyers: number;
  readonly maturedBuyers: number;
  /** Level that most of the belief comes from. */
  readonly level: Exclude<EvidenceLevel, 'customer'>;
  /** What a language model thought, when it was asked; it counts as a little evidence and decides nothing by itself. */
  readonly opinion?: ForecastOpinion;
  readonly modelVersion: string;
  /** ISO-8601 UTC. */
  readonly computedAt: string;
}

export interface ForecastOpinion {
  readonly daysPerUnit: number;
  readonly modelId: string;
}
