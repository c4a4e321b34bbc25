import type { OfferDecision } from '#core/offers/offer-decision';
import type { SubscriptionFrequency } from '#core/subscriptions/frequency';

/** A product of an offer; amounts are minor units of the cart's currency for one unit. */
export interface OfferedProduct {
  readonly productId: string;
  /** Units that the offer adds, or that a line has under it. */
  readonly quantity: number;
  readonly inCart: boolean;
  readonly listAmount: number;
  readonly offerAmount: number;
}

/** What an offer takes off a line of the cart. */
export interface LineCut {
  readonly productId: string;
  /** Minor units off what a unit costs now. */
  readonly perUnit: number;
  /** Units that it is taken off. */
  readonly units: number;
  /** What it costs in all, where rounding makes that differ from `perUnit` × `units`. */
  readonly amount?: number;
}

export interface BuiltOffer {
  readonly products: readonly OfferedProduct[];
  /** What no other offer beside it may take: a product that it adds, or one thing of a line (`shipping`, `tier#p1`). */
  readonly takes: readonly string[];
  /** Change of the cart's total in minor units when the offer is taken. */
  readonly addedAmount: number;
  /** Minor units off list prices and shipping; null when it is not known. */
  readonly savingAmount: number | null;
  /** What the store may gain in minor units; decides between rules of one priority and urgency. */
  readonly expectedValue: number;
  readonly cuts: readonly LineCut[];
  /** Minor units of floor that the rest of the cart must pay for. */
  readonly giftFloor: number;
  readonly quantityStep?: {
    readonly extraUnits: number;
    readonly quantity: number;
    readonly savingBasisPoints: number;
  };
  readonly subscription?: {
    readonly frequency: SubscriptionFrequency;
    readonly discountBasisPoints: number;
    readonly perDeliveryAmount: number;
  };
  readonly shipping?: { readonly thresholdAmount: number; readonly remainingAmount: number };
}

/** Why a rule has nothing to offer for a cart. */
export interface NoOffer {
  readonly decision: Extract<OfferDecision, 'no-eligible-product' | 'nothing-to-gain' | 'under-floor'>;
  readonly detail: string;
}

export const isOffer = (result: BuiltOffer | NoOffer): result is BuiltOffer => 'products' in result;
