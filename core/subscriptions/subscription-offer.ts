/**
 * What a subscription to a product would be: how often, and what each delivery costs and saves.
 *
 * A delivery costs the list price of its units less the discount, rounded half away from zero once over all units, and
 * never less than the floor of the product. Compared with the list price, not with bulk tiers: they hold for
 * single orders.
 */
import { basisPointsOf } from '#core/money/basis-points';
import type { Money } from '#core/money/money';
import type { BulkTier } from '#core/pricing/bulk-tier';
import { lineAmount, unitPriceUnder } from '#core/pricing/price-line';
import {
  type FrequencyQuestion,
  type PredictedFrequency,
  predictFrequency,
} from '#core/subscriptions/choose-frequency';
import type { SubscriptionFrequency } from '#core/subscriptions/frequency';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';

export interface DeliveryPrice {
  readonly unitPrice: Money;
  readonly total: Money;
  /** List price of the units less the total. */
  readonly saving: Money;
  readonly savingBasisPoints: number;
}

export interface SubscriptionOffer {
  readonly frequency: SubscriptionFrequency;
  /** `predicted` from purchases, or the merchant's `default`. */
  readonly source: 'predicted' | 'default';
  /** What the prediction rests on; absent for a default. */
  readonly prediction?: PredictedFrequency;
  readonly quantity: number;
  readonly perDelivery: DeliveryPrice;
  /** Price of the first deliveries, where the merchant gives one. */
  readonly trial?: DeliveryPrice & { readonly deliveries: number };
}

export interface OfferQuestion extends Pick<FrequencyQuestion, 'quantity' | 'forecast' | 'ownGaps'> {
  readonly config: SubscriptionConfig;
  readonly intelligenceEnabled: boolean;
  readonly listPrice: Money;
  /** Minor units that a unit may never cost less than. */
  readonly floorAmount: number;
}

/** What a delivery costs at so many basis points off. */
export const deliveryPrice = (
  { listPrice, quantity, floorAmount }: Pick<OfferQuestion, 'listPrice' | 'quantity' | 'floorAmount'>,
  discountBasisPoints: number,
): DeliveryPrice => {
  const { amount, currency } = listPrice;
  const tier: BulkTier = { minQuantity: 1, type: 'PERCENTAGE', value: discountBasisPoints, enabled: true };
  const price = unitPriceUnder(amount, tier, floorAmount);
  const total = lineAmount(amount, quantity, price);
  const saving = amount * quantity - total;
  return {
    unitPrice: { amount: price.amount, currency },
    total: { amount: total, currency },
    saving: { amount: saving, currency },
    savingBasisPoints: basisPointsOf(saving, amount * quantity),
  };
};

/** @returns undefined when no frequency is allowed */
export const subscriptionOffer = (question: OfferQuestion): SubscriptionOffer | undefined => {
  const { config, intelligenceEnabled, quantity } = question;
  const prediction = intelligenceEnabled
    ? predictFrequency({ ...question, allowed: config.allowedFrequencies })
    : undefined;
  const frequency = prediction?.frequency ?? config.defaultFrequency;
  if (frequency === null) return undefined;
  const { trial } = config;
  return {
    frequency,
    source: prediction ? 'predicted' : 'default',
    ...(prediction ? { prediction } : {}),
    quantity,
    perDelivery: deliveryPrice(question, config.discountBasisPoints),
    ...(trial
      ? { trial: { deliveries: trial.deliveries, ...deliveryPrice(question, trial.discountBasisPoints) } }
      : {}),
  };
};
