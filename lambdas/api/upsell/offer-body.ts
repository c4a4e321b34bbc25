import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { offerSchema } from '#contracts/api/upsell';
import type { Cart } from '#core/carts/cart';
import type { CompanySettings } from '#core/companies/company-settings';
import { basisPointsOf } from '#core/money/basis-points';
import type { BuiltOffer } from '#core/offers/built-offer';
import type { EvaluatedOffer } from '#core/offers/evaluate-offers';
import { offerReason, offerText } from '#core/offers/offer-texts';
import { signOfferToken } from '#core/offers/offer-token';
import { leavesOf } from '#core/rules/check-condition';
import { canonicalText } from '#core/rules/implication';
import type { TargetingRule } from '#core/rules/targeting-rule';
import type { CartEvaluation } from '#lambdas/api/upsell/evaluate-for-cart';

export type OfferBody = Omit<z.input<typeof offerSchema>, 'token'>;

export interface OfferBodyContext {
  readonly settings: CompanySettings;
  readonly cart: Cart;
  readonly evaluation: CartEvaluation;
  readonly locale: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

const hourSeconds = 3_600;
const tokenKeepSeconds = 7 * 86_400;

const hourOf = (now: string): number => Math.floor(Date.parse(now) / 1000 / hourSeconds) * hourSeconds;

/**
 * Names what is shown, not the look at it: the same offer for the same cart within an hour keeps its id, so that a page
 * that is loaded again makes no second impression. The table keeps no order of members, so they are put into one.
 */
const offerIdOf = ({ settings, cart, now }: OfferBodyContext, { rule, offer }: EvaluatedOffer): string => {
  const { updatedAt: _, ...content } = cart;
  const parts = [settings.company.companyId, content, rule.ruleId, rule.version, offer.products, hourOf(now)];
  return `off_${createHash('sha256').update(canonicalText(parts)).digest('base64url').slice(0, 20)}`;
};

/** The experiment that a rule asks about, and the variant that let it hold. */
const variantOf = ({ conditions }: TargetingRule, { context }: Cart) => {
  const leaf = leavesOf(conditions).find(({ type }) => type === 'experiment-variant');
  if (leaf?.type !== 'experiment-variant') return { experimentId: null, variant: null };
  return { experimentId: leaf.experimentId, variant: context.variants?.[leaf.experimentId] ?? null };
};

const detailsOf = ({ quantityStep, subscription, shipping }: BuiltOffer, currency: string) => ({
  ...(quantityStep && { quantityStep }),
  ...(subscription && {
    subscription: {
      frequency: subscription.frequency,
      discountBasisPoints: subscription.discountBasisPoints,
      perDelivery: { amount: subscription.perDeliveryAmount, currency },
    },
  }),
  ...(shipping && {
    shipping: {
      threshold: { amount: shipping.thresholdAmount, currency },
      remaining: { amount: shipping.remainingAmount, currency },
      progressBasisPoints:
        shipping.thresholdAmount === 0
          ? 10_000
          : basisPointsOf(shipping.thresholdAmount - shipping.remainingAmount, shipping.thresholdAmount),
      unlocked: shipping.remainingAmount === 0,
    },
  }),
});

/** An offer as a shop page shows it, but for its token. */
export const offerBody = (evaluated: EvaluatedOffer, context: OfferBodyContext): OfferBody => {
  const { rule, offer } = evaluated;
  const { currency, cards, cartTotalAmount } = context.evaluation;
  const money = (amount: number) => ({ amount, currency });
  const titleOf = (productId: string) => cards.get(productId)?.title ?? productId;
  const texts = { currency, locale: context.locale, titleOf };
  return {
    offerId: offerIdOf(context, evaluated),
    ruleId: rule.ruleId,
    type: rule.offer.type,
    urgency: rule.urgency,
    ...variantOf(rule, context.cart),
    products: offer.products.map(({ productId, quantity, inCart, listAmount, offerAmount }) => ({
      productId,
      title: titleOf(productId),
      url: cards.get(productId)?.url ?? null,
      imageUrl: cards.get(productId)?.imageUrl ?? null,
      quantity,
      inCart,
      listPrice: money(listAmount),
      offerPrice: money(offerAmount),
    })),
    priceEffect: {
      cartTotal: money(cartTotalAmount),
      cartTotalWithOffer: money(cartTotalAmount + offer.addedAmount),
      saving: offer.savingAmount === null ? null : money(offer.savingAmount),
    },
    text: offerText(evaluated, texts),
    reason: offerReason(evaluated, texts),
    ...detailsOf(offer, currency),
  };
};

/** An offer adds or changes no more; the token travels with every event about it. */
const mostTokenProducts = 10;

/** The same with the signed token that brings the answer of the shopper back to the rule. */
export const signedOfferBody = (evaluated: EvaluatedOffer, context: OfferBodyContext) => {
  const body = offerBody(evaluated, context);
  const { offerId, ruleId, type, experimentId, variant } = body;
  const claims = {
    offerId,
    ruleId,
    type,
    experimentId,
    variant,
    discountAmount: evaluated.offer.savingAmount ?? 0,
    currency: context.evaluation.currency,
    productIds: evaluated.offer.products.slice(0, mostTokenProducts).map(({ productId }) => productId),
    expiresAt: hourOf(context.now) + tokenKeepSeconds,
  };
  return { ...body, token: signOfferToken(claims, context.settings.signingKey) };
};
