import { formatPrice } from '#core/money/format-price';
import type { BuiltOffer } from '#core/offers/built-offer';
import type { EvaluatedOffer } from '#core/offers/evaluate-offers';
import { germanOffers } from '#core/offers/offer-words/de';
import { englishOffers } from '#core/offers/offer-words/en';
import { spanishOffers } from '#core/offers/offer-words/es';
import { frenchOffers } from '#core/offers/offer-words/fr';
import type { OfferWords } from '#core/offers/offer-words/offer-words';
import { type ReasonLanguageCode, reasonLanguage } from '#core/recommend/reason-language';
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
  /** BCP 47; English for one that is unknown or empty. */
  readonly locale: string;
  /** Title of a product. */
  readonly titleOf: (productId: string) => string;
}

const wordsIn: Readonly<Record<ReasonLanguageCode, OfferWords>> = {
  en: englishOffers,
  de: germanOffers,
  fr: frenchOffers,
  es: spanishOffers,
};

interface Speaker {
  readonly words: OfferWords;
  readonly money: (amount: number) => string;
  readonly number: (value: number) => string;
  readonly percent: (basisPoints: number) => string;
  /** Titles of the offer's products, as a list. */
  readonly products: string;
}

const speakerOf = ({ products }: BuiltOffer, { currency, locale, titleOf }: TextContext): Speaker => {
  const language = reasonLanguage(locale);
  const { code } = language;
  const share = new Intl.NumberFormat(code, { style: 'percent', maximumFractionDigits: 1 });
  return {
    words: wordsIn[code],
    money: (amount) => formatPrice({ amount, currency }, code),
    number: (value) => language.number(value),
    percent: (basisPoints) => share.format(basisPoints / 10_000),
    products: new Intl.ListFormat(code).format(products.map(({ productId }) => titleOf(productId))),
  };
};

type Sentences = (offer: BuiltOffer, speaker: Speaker) => OfferText;

const saving = ({ savingAmount }: BuiltOffer, { words, money }: Speaker): string | null =>
  savingAmount !== null && savingAmount > 0 ? words.save(money(savingAmount)) : null;

/** Made from nothing but the facts of the offer. */
const sentencesOf: Record<UpsellType, Sentences> = {
  BULK_DISCOUNT: ({ products, quantityStep }, { words, money, number, percent, products: title }) => {
    const { extraUnits = 0, quantity = 0, savingBasisPoints = 0 } = quantityStep ?? {};
    return {
      title: words.addMore(number(extraUnits), percent(savingBasisPoints)),
      message: words.priceEach(title, money(products[0]?.offerAmount ?? 0), number(quantity)),
    };
  },
  SUBSCRIPTION: (offer, speaker) => ({
    title: speaker.words.subscribe(speaker.products, offer.subscription?.frequency ?? 'MONTHLY'),
    message: saving(offer, speaker),
  }),
  CROSS_SELL: (offer, speaker) => ({
    title: speaker.words.add(speaker.products),
    message: saving(offer, speaker),
  }),
  BUNDLE: (offer, speaker) => ({
    title: speaker.words.together(speaker.products),
    message: saving(offer, speaker),
  }),
  FREE_GIFT: (_, { words, products }) => ({ title: words.gift(products), message: null }),
  FREE_SHIPPING: ({ shipping, savingAmount }, { words, money }) => ({
    title: shipping?.remainingAmount ? words.toGo(money(shipping.remainingAmount)) : words.shipsFree,
    message: savingAmount === null ? null : words.saveShipping(money(savingAmount)),
  }),
};

/** The merchant's words in the language asked for, or in its main language, or for all others. */
const ownWords = (texts: RuleTexts, locale: string): OfferText | undefined => {
  const found = texts[locale] ?? texts[locale.split('-')[0] ?? ''] ?? texts[''];
  return found && { title: found.title, message: found.message ?? null };
};

/** Words of an offer: the merchant's own, else what its facts say. */
export const offerText = ({ rule, offer }: EvaluatedOffer, context: TextContext): OfferText =>
  ownWords(rule.texts, context.locale) ?? sentencesOf[rule.offer.type](offer, speakerOf(offer, context));

const isChosenByShop = ({ rule, offer }: EvaluatedOffer): boolean => {
  const named = new Set(rule.offer.type === 'CROSS_SELL' ? rule.offer.productIds : []);
  return offer.products.every(({ productId }) => named.has(productId));
};

/** Why the offer is made. Nothing in it points at other shoppers. */
export const offerReason = (evaluated: EvaluatedOffer, context: TextContext): OfferReason => {
  const { rule, offer } = evaluated;
  const { words, number } = speakerOf(offer, context);
  const { reasons } = words;
  switch (rule.offer.type) {
    case 'BULK_DISCOUNT': {
      const { extraUnits = 0, quantity = 0 } = offer.quantityStep ?? {};
      const units = quantity - extraUnits;
      return { code: 'quantity', text: reasons.quantity(number(units)), evidence: { units, extraUnits } };
    }
    case 'SUBSCRIPTION':
      return { code: 'subscribable', text: reasons.subscribable, evidence: {} };
    case 'CROSS_SELL':
      return isChosenByShop(evaluated)
        ? { code: 'chosen-by-shop', text: reasons.chosenByShop, evidence: {} }
        : { code: 'goes-with-cart', text: reasons.goesWithCart, evidence: {} };
    case 'BUNDLE': {
      const inCart = offer.products.filter((product) => product.inCart).length;
      const all = offer.products.length;
      return { code: 'bundle', text: reasons.bundle(number(inCart), number(all)), evidence: { inCart, products: all } };
    }
    case 'FREE_GIFT':
      return { code: 'gift', text: reasons.gift, evidence: {} };
    case 'FREE_SHIPPING': {
      const { thresholdAmount = 0, remainingAmount = 0 } = offer.shipping ?? {};
      return { code: 'shipping', text: reasons.shipping, evidence: { thresholdAmount, remainingAmount } };
    }
  }
};
