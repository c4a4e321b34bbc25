/**
 * May this product be had as a subscription, and may a frequency be predicted for it? Every no has a reason that a
 * program can read. The merchant's configuration decides first; while subscription intelligence is on, a product that
 * hardly anybody comes back for is not offered either.
 */
import type { Product } from '#core/catalog/product';
import { isEnough } from '#core/subscriptions/choose-frequency';
import { type ProductForecast, tellingBuyers } from '#core/subscriptions/product-forecast';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';

export const eligibilityReasonCodes = [
  'config_off',
  'not_sold',
  'no_price_in_currency',
  'not_replenishable',
  'flag_off',
  'too_few_repeat_purchases',
] as const;
export type EligibilityReasonCode = (typeof eligibilityReasonCodes)[number];

export interface EligibilityReason {
  readonly code: EligibilityReasonCode;
  /** What the reason stands in the way of. */
  readonly prevents: 'subscription' | 'prediction';
  readonly message: string;
}

export interface Eligibility {
  /** True when the product may be subscribed to. */
  readonly eligible: boolean;
  /** True when a frequency may be predicted from purchases of others. */
  readonly predictable: boolean;
  readonly reasons: readonly EligibilityReason[];
}

export interface EligibilityQuestion {
  readonly config: SubscriptionConfig;
  readonly product: Pick<Product, 'status' | 'prices'>;
  readonly forecast?: ProductForecast;
  /** The company's flag `subscription_intelligence_enabled`. */
  readonly intelligenceEnabled: boolean;
  readonly currency: string;
}

const leastRepeatShare = 0.02;

const messages: Record<EligibilityReasonCode, string> = {
  config_off: 'The merchant does not offer subscriptions to this product',
  not_sold: 'The product is not on sale',
  no_price_in_currency: 'The product has no price in this currency',
  not_replenishable: 'Hardly any buyer of this product comes back for more',
  flag_off: 'Frequencies are not predicted for this store; the default of the merchant holds',
  too_few_repeat_purchases: 'Too few buyers came back to say how long the product lasts',
};

const prevents: Record<EligibilityReasonCode, EligibilityReason['prevents']> = {
  config_off: 'subscription',
  not_sold: 'subscription',
  no_price_in_currency: 'subscription',
  not_replenishable: 'subscription',
  flag_off: 'prediction',
  too_few_repeat_purchases: 'prediction',
};

const isNeverBoughtAgain = ({ maturedBuyers, repeatBuyers }: ProductForecast): boolean =>
  maturedBuyers >= tellingBuyers && repeatBuyers < leastRepeatShare * maturedBuyers;

const intelligenceReasons = (forecast: ProductForecast | undefined): EligibilityReasonCode[] => {
  if (!forecast) return ['too_few_repeat_purchases'];
  return [
    ...(isNeverBoughtAgain(forecast) ? ['not_replenishable' as const] : []),
    ...(isEnough(forecast) ? [] : ['too_few_repeat_purchases' as const]),
  ];
};

/** Reasons come in the order of `eligibilityReasonCodes`. */
export const subscriptionEligibility = (question: EligibilityQuestion): Eligibility => {
  const { config, product, forecast, intelligenceEnabled, currency } = question;
  const found = new Set<EligibilityReasonCode>(intelligenceEnabled ? intelligenceReasons(forecast) : ['flag_off']);
  if (!config.eligible) found.add('config_off');
  if (product.status !== 'active') found.add('not_sold');
  if (!product.prices.some((price) => price.currency === currency)) found.add('no_price_in_currency');
  const reasons = eligibilityReasonCodes
    .filter((code) => found.has(code))
    .map((code) => ({ code, prevents: prevents[code], message: messages[code] }));
  const eligible = reasons.every((reason) => reason.prevents !== 'subscription');
  return { eligible, predictable: reasons.every((reason) => reason.prevents !== 'prediction'), reasons };
};
