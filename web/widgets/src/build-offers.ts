import { formatPrice } from '../../../core/money/format-price.ts';
import { buildPicture, element, productUrl } from './dom.ts';
import type { Offer } from './offer-list.ts';
import type { OfferWords } from './offer-words.ts';

export interface OfferOptions {
  readonly words: OfferWords;
  readonly locale?: string;
  /** Address of a product page with `{productId}` in it, for products that bring no address. */
  readonly urlTemplate?: string | null;
  readonly onAccept: (offer: Offer, card: HTMLElement) => void;
  readonly onDecline: (offer: Offer, card: HTMLElement) => void;
}

const mostPictures = 3;

const buildPictures = ({ products }: Offer): HTMLElement[] => {
  if (products.length === 0) return [];
  const pictures = products.slice(0, mostPictures).map(({ imageUrl }) => buildPicture(imageUrl));
  return [element('div', { class: 'pictures', part: 'pictures', 'aria-hidden': 'true' }, ...pictures)];
};

const buildProduct = (product: Offer['products'][number], { words, locale, urlTemplate }: OfferOptions) => {
  const { title, quantity, listPrice, offerPrice } = product;
  const href = productUrl(product, urlTemplate);
  const name = href ? element('a', { href }, title) : element('span', {}, title);
  const price = offerPrice.amount === 0 ? words.free : formatPrice(offerPrice, locale);
  const count = quantity > 1 ? `${quantity} × ` : '';
  const prices = element('span', { class: 'price', part: 'price' }, `${count}${price}`);
  if (offerPrice.amount < listPrice.amount) {
    const before = element('s', {}, formatPrice(listPrice, locale));
    prices.append(' ', element('span', { class: 'hidden' }, words.instead), ' ', before);
  }
  return element('li', { part: 'product' }, name, prices);
};

/** How near the cart is to free shipping. */
const buildProgress = ({ text, shipping }: Offer): HTMLElement[] => {
  if (!shipping) return [];
  const percent = Math.floor(shipping.progressBasisPoints / 100);
  const fill = element('div', { class: 'fill' });
  fill.style.inlineSize = `${percent}%`;
  const bounds = { 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': String(percent) };
  return [
    element(
      'div',
      { role: 'progressbar', class: 'progress', part: 'progress', 'aria-label': text.title, ...bounds },
      fill,
    ),
  ];
};

/** What taking the offer does to the cart's total; nothing when it changes nothing. */
const buildEffect = ({ priceEffect, subscription }: Offer, { words, locale }: OfferOptions): string => {
  const { cartTotal, cartTotalWithOffer } = priceEffect;
  if (subscription) return `${formatPrice(subscription.perDelivery, locale)} ${words.perDelivery}`;
  if (cartTotal.amount === cartTotalWithOffer.amount) return '';
  return `${words.cart}: ${formatPrice(cartTotal, locale)} → ${formatPrice(cartTotalWithOffer, locale)}`;
};

const buildButtons = (offer: Offer, card: HTMLElement, options: OfferOptions): HTMLElement => {
  const { words } = options;
  const buttons = element('div', { class: 'buttons', part: 'buttons' });
  const isWaiting = offer.shipping?.unlocked === false;
  if (!isWaiting) {
    const accept = element('button', { type: 'button', class: 'accept', part: 'accept' }, words.accept[offer.type]);
    accept.addEventListener('click', () => options.onAccept(offer, card));
    buttons.append(accept);
  }
  const decline = element('button', { type: 'button', class: 'decline', part: 'decline' }, words.decline);
  decline.addEventListener('click', () => options.onDecline(offer, card));
  buttons.append(decline);
  for (const button of buttons.children) {
    button.setAttribute('aria-label', `${button.textContent}: ${offer.text.title}`);
  }
  return buttons;
};

const buildOffer = (offer: Offer, options: OfferOptions): HTMLElement => {
  const { text, reason, products } = offer;
  const card = element('li', {
    class: 'card',
    part: `card ${offer.urgency.toLowerCase()}`,
    'data-urgency': offer.urgency,
    'data-type': offer.type,
    'data-rule': offer.ruleId,
  });
  const words = element('div', { class: 'words' }, element('h3', { part: 'title' }, text.title));
  if (text.message) words.append(element('p', { class: 'message', part: 'message' }, text.message));
  words.append(element('p', { class: 'reason', part: 'reason' }, reason.text));
  const rows = products.map((product) => buildProduct(product, options));
  card.append(
    element('div', { class: 'top' }, ...buildPictures(offer), words),
    ...buildProgress(offer),
    element('ul', { class: 'products', part: 'products' }, ...rows),
    element('p', { class: 'effect', part: 'effect' }, buildEffect(offer, options)),
    buildButtons(offer, card, options),
  );
  return card;
};

export const buildOffers = (offers: readonly Offer[], options: OfferOptions): HTMLElement[] =>
  offers.map((offer) => buildOffer(offer, options));

/** The place of the offers: a heading, a row of cards, and a line that is read out when something was done. */
export const buildOfferSection = (heading: string, cards: readonly HTMLElement[]): HTMLElement =>
  element(
    'section',
    { 'aria-label': heading, part: 'section' },
    element('h2', { part: 'heading', tabindex: '-1' }, heading),
    element('ul', { class: 'offers', part: 'offers' }, ...cards),
    element('p', { class: 'hidden', role: 'status' }),
  );

/** Grey cards while the offers are on their way. */
export const buildOfferSkeleton = (): HTMLElement => {
  const card = () =>
    element(
      'li',
      { class: 'card' },
      element('div', { class: 'top' }, element('div', { class: 'picture' }), element('div', { class: 'bar' })),
      element('div', { class: 'bar short' }),
    );
  const row = element('ul', { class: 'offers skeleton' }, card(), card());
  return element('div', { 'aria-hidden': 'true' }, element('div', { class: 'room' }), row);
};
