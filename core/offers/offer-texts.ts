import { formatPrice } from '#core/money/format-price';
import type { BuiltOffer } from '#core/offers/built-offer';
import type { EvaluatedOffer } from '#core/offers/evaluate-offers';
import type { UpsellType } from '#core/rules/offer-declarations';
import type { RuleTexts } from '#core/rules/targeting-rule';

export interface OfferText {
  readonly title: string;
  readonly message: string | null;
}

/** Why an offer is made; the evidence are exact numbers of this cart. */
export interface OfferReason {
  readonly code: 'quantity' | 'subscribable' | 'goes-with-cart' | 'chosen-by-shop' | 'bundle' | 'gift' | 'shipping';
  readonly text: string;
  readonly evidence: Readonly<Record<string, number>>;
}

/** What texts are made from. */
export interface TextContext {
  readonly currency: string;
  readonly locale: string;
  /** Title of a product. */
  readonly titleOf: (productId: string) => string;
}

const percent = (basisPoints: number): string => `${String(Math.round(basisPoints / 10) / 10)}%`;

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const frequencyWords: Readonly<Record<string, string>> = {
  WEEKLY: 'every week',
  BIWEEKLY: 'every 2 weeks',
  MONTHLY: 'every month',
  BIMONTHLY: 'every 2 months',
  QUARTERLY: 'every 3 months',
  BIANNUALLY: 'every 6 months',
  ANNUALLY: 'every year',
};

type Words = (offer: BuiltOffer, context: TextContext & { readonly money: (amount: number) => string }) => OfferText;

const savingText = ({ savingAmount }: BuiltOffer, money: (amount: number) => string): string | null =>
  savingAmount !== null && savingAmount > 0 ? `You save ${money(savingAmount)}.` : null;

/** Sentences made from nothing but the facts of the offer. */
const wordsOf: Record<UpsellType, Words> = {
  BULK_DISCOUNT: ({ products, quantityStep }, { money, titleOf }) => {
    const [product] = products;
    return {
      title: `Add ${quantityStep?.extraUnits} more, save ${percent(quantityStep?.savingBasisPoints ?? 0)}`,
      message: product
        ? `${titleOf(product.productId)} costs ${money(product.offerAmount)} each from ${quantityStep?.quantity} on.`
        : null,
    };
  },
  SUBSCRIPTION: (offer, { money, titleOf }) => ({
    title: `Get ${titleOf(offer.products[0]?.productId ?? '')} ${frequencyWords[offer.subscription?.frequency ?? '']}`,
    message: savingText(offer, money),
  }),
  CROSS_SELL: (offer, { money, titleOf }) => ({
    title: `Add ${list(offer.products.map(({ productId }) => titleOf(productId)))}`,
    message: savingText(offer, money),
  }),
  BUNDLE: (offer, { money, titleOf }) => ({
    title: `${list(offer.products.map(({ productId }) => titleOf(productId)))} together for less`,
    message: savingText(offer, money),
  }),
  FREE_GIFT: ({ products }, { titleOf }) => ({
    title: `${titleOf(products[0]?.productId ?? '')} as a free gift`,
    message: null,
  }),
  FREE_SHIPPING: ({ shipping, savingAmount }, { money }) => ({
    title: shipping?.remainingAmount
      ? `${money(shipping.remainingAmount)} to go for free shipping`
      : 'Your order ships for free',
    message: savingAmount === null ? null : `You save ${money(savingAmount)} on shipping.`,
  }),
};

/** The merchant's words in the language asked for, or in its main language, or for all others. */
const ownWords = (texts: RuleTexts, locale: string): OfferText | undefined => {
  const found = texts[locale] ?? texts[locale.split('-')[0] ?? ''] ?? texts[''];
  return found && { title: found.title, message: found.message ?? null };
};

/** Words of an offer: the merchant's own, else what its facts say. */
export const offerText = ({ rule, offer }: EvaluatedOffer, context: TextContext): OfferText => {
  const own = ownWords(rule.texts, context.locale);
  if (own) return own;
  const money = (amount: number) => formatPrice({ amount, currency: context.currency }, context.locale || 'en');
  return wordsOf[rule.offer.type](offer, { ...context, money });
};

const crossSellReason = ({ rule, offer }: EvaluatedOffer): OfferReason => {
  const named = new Set(rule.offer.type === 'CROSS_SELL' ? rule.offer.productIds : []);
  const isChosen = offer.products.every(({ productId }) => named.has(productId));
  if (isChosen) return { code: 'chosen-by-shop', text: 'Picked by the shop for this cart', evidence: {} };
  return { code: 'goes-with-cart', text: 'Goes with what is in your cart', evidence: {} };
};

/** Why the offer is made. Nothing in it points at other shoppers. */
export const offerReason = (evaluated: EvaluatedOffer): OfferReason => {
  const { rule, offer } = evaluated;
  switch (rule.offer.type) {
    case 'BULK_DISCOUNT': {
      const { extraUnits = 0, quantity = 0 } = offer.quantityStep ?? {};
      const units = quantity - extraUnits;
      return { code: 'quantity', text: `You have ${units} in your cart`, evidence: { units, extraUnits } };
    }
    case 'SUBSCRIPTION':
      return { code: 'subscribable', text: 'In your cart, and to be had as a subscription', evidence: {} };
    case 'CROSS_SELL':
      return crossSellReason(evaluated);
    case 'BUNDLE': {
      const inCart = offer.products.filter((product) => product.inCart).length;
      const evidence = { inCart, products: offer.products.length };
      return { code: 'bundle', text: `${inCart} of ${offer.products.length} are in your cart`, evidence };
    }
    case 'FREE_GIFT':
      return { code: 'gift', text: 'A gift for this cart', evidence: {} };
    case 'FREE_SHIPPING': {
      const { thresholdAmount = 0, remainingAmount = 0 } = offer.shipping ?? {};
      return { code: 'shipping', text: 'Your order counts towards it', evidence: { thresholdAmount, remainingAmount } };
    }
  }
};
