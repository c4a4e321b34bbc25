import type { SubscriptionFrequency } from '#core/subscriptions/frequency';

/** A lower price for the first deliveries. */
export interface SubscriptionTrial {
  /** Deliveries that it holds for, ≥ 1. */
  readonly deliveries: number;
  /** Basis points off the list price, instead of the usual discount. */
  readonly discountBasisPoints: number;
}

/** What a merchant sets about subscriptions to one product. */
export interface SubscriptionConfig {
  readonly eligible: boolean;
  /** Frequencies that a shopper may choose; never empty when eligible. */
  readonly allowedFrequencies: readonly SubscriptionFrequency[];
  /** Offered when nothing better is known; one of the allowed ones, null only when none is allowed. */
  readonly defaultFrequency: SubscriptionFrequency | null;
  /** Basis points off the list price of every delivery, 0 … 10,000. */
  readonly discountBasisPoints: number;
  readonly trial: SubscriptionTrial | null;
}

/** Of a product that nobody configured: not to be had as a subscription. */
export const defaultSubscriptionConfig: SubscriptionConfig = {
  eligible: false,
  allowedFrequencies: [],
  defaultFrequency: null,
  discountBasisPoints: 0,
  trial: null,
};
