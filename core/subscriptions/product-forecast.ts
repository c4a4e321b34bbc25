/** Where the evidence of an estimate comes from. */
export const evidenceLevels = ['customer', 'product', 'category', 'store'] as const;
export type EvidenceLevel = (typeof evidenceLevels)[number];

/**
 * How long a unit of one product lasts its buyers, reckoned nightly from the store's orders. A rate is units a day;
 * its reciprocal is the days that a unit lasts. `shape` counts the evidence behind it in purchases.
 */
export interface ProductForecast {
  readonly productId: string;
  /** Days that a unit lasts a typical buyer, > 0. */
  readonly daysPerUnit: number;
  /** Strength of the belief in `daysPerUnit`: purchases that it is worth, > 0. */
  readonly shape: number;
  /** Spread between buyers: the purchases of one buyer that weigh as much as all that is known of the others, > 0. */
  readonly buyerShape: number;
  /** Closed gaps between purchases of this product itself. */
  readonly intervals: number;
  /** Buyers that these gaps come from. */
  readonly repeatBuyers: number;
  /** All buyers. */
  readonly buyers: number;
  /** Units of a purchase, median over purchases. */
  readonly typicalQuantity: number;
  /** The nearest level that gave most of the evidence. */
  readonly level: Exclude<EvidenceLevel, 'customer'>;
  /** What a language model thought of it, when it was asked: days a unit lasts. */
  readonly opinion?: ForecastOpinion;
  readonly modelVersion: string;
  /** ISO-8601 UTC. */
  readonly computedAt: string;
}

/** An outside guess; it counts as little evidence and never decides against purchases. */
export interface ForecastOpinion {
  readonly daysPerUnit: number;
  readonly modelId: string;
}
