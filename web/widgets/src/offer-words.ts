import type { Offer } from './offer-list.ts';

/** The element's own words; those of an offer come with it. */
export interface OfferWords {
  readonly heading: string;
  readonly accept: Readonly<Record<Offer['type'], string>>;
  readonly decline: string;
  readonly done: string;
  readonly free: string;
  readonly instead: string;
  readonly cart: string;
  readonly perDelivery: string;
}

const english: OfferWords = {
  heading: 'For your cart',
  accept: {
    BULK_DISCOUNT: 'Add more',
    SUBSCRIPTION: 'Subscribe',
    CROSS_SELL: 'Add to cart',
    BUNDLE: 'Take the bundle',
    FREE_GIFT: 'Add the gift',
    FREE_SHIPPING: 'Use it',
  },
  decline: 'No, thanks',
  done: 'Done',
  free: 'Free',
  instead: 'instead of',
  cart: 'Cart total',
  perDelivery: 'per delivery',
};

const german: OfferWords = {
  heading: 'Für Ihren Warenkorb',
  accept: {
    BULK_DISCOUNT: 'Menge erhöhen',
    SUBSCRIPTION: 'Abonnieren',
    CROSS_SELL: 'In den Warenkorb',
    BUNDLE: 'Set nehmen',
    FREE_GIFT: 'Geschenk nehmen',
    FREE_SHIPPING: 'Nutzen',
  },
  decline: 'Nein, danke',
  done: 'Erledigt',
  free: 'Gratis',
  instead: 'statt',
  cart: 'Warenkorb',
  perDelivery: 'je Lieferung',
};

const french: OfferWords = {
  heading: 'Pour votre panier',
  accept: {
    BULK_DISCOUNT: 'En prendre plus',
    SUBSCRIPTION: 'S’abonner',
    CROSS_SELL: 'Ajouter au panier',
    BUNDLE: 'Prendre le lot',
    FREE_GIFT: 'Ajouter le cadeau',
    FREE_SHIPPING: 'En profiter',
  },
  decline: 'Non, merci',
  done: 'C’est fait',
  free: 'Gratuit',
  instead: 'au lieu de',
  cart: 'Panier',
  perDelivery: 'par livraison',
};

const spanish: OfferWords = {
  heading: 'Para su cesta',
  accept: {
    BULK_DISCOUNT: 'Añadir más',
    SUBSCRIPTION: 'Suscribirse',
    CROSS_SELL: 'Añadir a la cesta',
    BUNDLE: 'Llevar el conjunto',
    FREE_GIFT: 'Añadir el regalo',
    FREE_SHIPPING: 'Aprovechar',
  },
  decline: 'No, gracias',
  done: 'Hecho',
  free: 'Gratis',
  instead: 'en lugar de',
  cart: 'Cesta',
  perDelivery: 'por entrega',
};

const byLanguage: Readonly<Record<string, OfferWords>> = { de: german, fr: french, es: spanish };

/** Words in the language of a tag such as `de-AT`; English for languages that are not here. */
export const offerWords = (locale: string | undefined): OfferWords =>
  byLanguage[locale?.slice(0, 2).toLowerCase() ?? ''] ?? english;
