import type { Money } from '#core/money/money';

export const bulkDiscountTypes = ['PERCENTAGE', 'FIXED_AMOUNT', 'UNIT_PRICE'] as const;
export type BulkDiscountType = (typeof bulkDiscountTypes)[number];

/** One step of a quantity discount: from `minQuantity` units on, each unit of the product costs less. */
export interface BulkTier {
  /** Units from which the tier holds, ≥ 1. */
  readonly minQuantity: number;
  readonly type: BulkDiscountType;
  /** PERCENTAGE: basis points off; FIXED_AMOUNT: minor units off each unit; UNIT_PRICE: minor units that a unit costs. */
  readonly value: number;
  /** ISO 4217; the money types need it, a percentage without one holds in every currency. */
  readonly currency?: string;
  /** ISO-8601 UTC instant from which the tier holds. */
  readonly validFrom?: string;
  /** ISO-8601 UTC instant from which it no longer holds. */
  readonly validUntil?: string;
  /** Only for customers of this group. */
  readonly customerGroup?: string;
  /** Units of all products that have a tier in force with this mix-and-match group count together. */
  readonly mixGroup?: string;
  readonly enabled: boolean;
}

/** The quantity discounts of one product. */
export interface ProductBulkDiscount {
  readonly productId: string;
  readonly tiers: readonly BulkTier[];
  /** What a unit may never cost less than, by currency, whatever discounts meet; wins over the margin of the company. */
  readonly floorPrices?: readonly Money[];
}

/** When, in which currency and for whom tiers are looked at. */
export interface PricingContext {
  /** ISO 4217; every price is in it. */
  readonly currency: string;
  /** ISO-8601 UTC with milliseconds. */
  readonly now: string;
  /** Groups that the customer belongs to; empty for a stranger. */
  readonly customerGroups: readonly string[];
}

/** True when the tier holds here and now, given enough units. */
export const isInForce = (tier: BulkTier, { currency, now, customerGroups }: PricingContext): boolean =>
  tier.enabled &&
  (tier.currency === undefined || tier.currency === currency) &&
  (tier.validFrom === undefined || tier.validFrom <= now) &&
  (tier.validUntil === undefined || now < tier.validUntil) &&
  (tier.customerGroup === undefined || customerGroups.includes(tier.customerGroup));

const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b);

const contentOf = ({ type, value, currency, customerGroup, mixGroup, validFrom, validUntil }: BulkTier): string =>
  JSON.stringify([type, value, currency, customerGroup, mixGroup, validFrom, validUntil]);

/** One total order of tiers by what they say, so that the order they are stored in decides nothing. */
export const compareTiers = (a: BulkTier, b: BulkTier): number =>
  a.minQuantity - b.minQuantity || compareText(contentOf(a), contentOf(b));
