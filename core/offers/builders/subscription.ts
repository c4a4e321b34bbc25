import type { BuiltOffer, NoOffer } from '#core/offers/built-offer';
import { type Granted, type OfferSituation, roomOfLine } from '#core/offers/offer-situation';
import type { PricedLine } from '#core/pricing/price-cart';
import type { OfferOf } from '#core/rules/offer-declarations';
import { predictFrequency } from '#core/subscriptions/choose-frequency';
import type { SubscriptionFrequency } from '#core/subscriptions/frequency';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { deliveryPrice } from '#core/subscriptions/subscription-offer';

const byValue = (a: PricedLine, b: PricedLine): number =>
  b.lineTotal.amount - a.lineTotal.amount || (a.productId < b.productId ? -1 : 1);

/** The name under which offers to subscribe to a line exclude each other. */
const subscriptionOf = (productId: string): string => `subscription#${productId}`;

/** Predicted from the store's orders where that is switched on and they tell enough, else the merchant's default. */
const frequencyFor = (
  { request: { flags, forecasts } }: OfferSituation,
  { productId, quantity }: PricedLine,
  { allowedFrequencies: allowed, defaultFrequency }: SubscriptionConfig,
): SubscriptionFrequency | null => {
  if (!flags.subscription_intelligence_enabled) return defaultFrequency;
  return predictFrequency({ quantity, allowed, forecast: forecasts?.get(productId) })?.frequency ?? defaultFrequency;
};

interface Delivery {
  readonly unitAmount: number;
  readonly amount: number;
}

/** What a delivery costs: as the subscription itself says, or more where the floors leave less room beside other offers. */
const deliveryOf = (situation: OfferSituation, granted: Granted, line: PricedLine, basisPoints: number): Delivery => {
  const { quantity, listPrice, lineTotal, floorAmount = 0 } = line;
  const { unitPrice, total } = deliveryPrice({ listPrice, quantity, floorAmount }, basisPoints);
  const present = Math.floor(lineTotal.amount / quantity);
  const room = roomOfLine(situation, granted, line, quantity);
  const hasRoom =
    present - Math.floor(total.amount / quantity) <= room &&
    lineTotal.amount - total.amount <= situation.spare - granted.spent;
  if (hasRoom) return { unitAmount: unitPrice.amount, amount: total.amount };
  const amount = lineTotal.amount - room * quantity;
  return { unitAmount: Math.round(amount / quantity), amount };
};

/** A subscriber pays the list price less the discount, and no more than the cart charges now. */
const offerFor = (
  situation: OfferSituation,
  granted: Granted,
  line: PricedLine,
  config: SubscriptionConfig,
): BuiltOffer | undefined => {
  const { productId, quantity, listPrice, lineTotal } = line;
  const { discountBasisPoints } = config;
  const frequency = frequencyFor(situation, line, config);
  const { unitAmount, amount } = deliveryOf(situation, granted, line, discountBasisPoints);
  const cut = lineTotal.amount - amount;
  if (frequency === null || cut < 0 || (cut === 0 && discountBasisPoints > 0)) return undefined;
  const perUnit = Math.floor(lineTotal.amount / quantity) - Math.floor(amount / quantity);
  return {
    products: [{ productId, quantity, inCart: true, listAmount: listPrice.amount, offerAmount: unitAmount }],
    takes: [subscriptionOf(productId)],
    addedAmount: -cut + 0,
    savingAmount: listPrice.amount * quantity - amount,
    // A subscription brings at least one delivery that the cart does not.
    expectedValue: amount,
    cuts: cut > 0 ? [{ productId, perUnit, units: quantity, amount: cut }] : [],
    giftFloor: 0,
    subscription: { frequency, discountBasisPoints, perDeliveryAmount: amount },
  };
};

/** Subscribing to the dearest line that can be subscribed to. */
export const buildSubscription = (
  { productIds }: OfferOf<'SUBSCRIPTION'>,
  situation: OfferSituation,
  granted: Granted,
): BuiltOffer | NoOffer => {
  const { subscriptions } = situation.request;
  const eligible = situation.priced.lines
    .filter(({ productId }) => productIds?.includes(productId) ?? true)
    .filter(({ productId }) => subscriptions.get(productId)?.eligible)
    .filter(({ productId }) => !granted.takenBy.has(subscriptionOf(productId)))
    .sort(byValue);
  if (eligible.length === 0) {
    return { decision: 'no-eligible-product', detail: 'No product of the cart can be subscribed to' };
  }
  for (const line of eligible) {
    const built = offerFor(situation, granted, line, subscriptions.get(line.productId)!);
    if (built) return built;
  }
  return { decision: 'nothing-to-gain', detail: 'A subscription would cost no less than the cart does now' };
};
