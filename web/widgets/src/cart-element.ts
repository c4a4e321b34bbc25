import { isAnswered, rememberAccept, rememberDecline } from './answered-offers.ts';
import { buildOfferSection, buildOfferSkeleton, buildOffers } from './build-offers.ts';
import { offersUrl } from './cart-url.ts';
import { expandGently, restoreRoom } from './collapse-gently.ts';
import { offerAcceptPayload, offerImpressionPayload, offerPayload } from './event-payload.ts';
import { fetchJson } from './fetch-json.ts';
import { type AcceptedOffer, acceptedOffer } from './offer-change.ts';
import type { Offer, OfferList } from './offer-list.ts';
import { offerStyles } from './offer-styles.ts';
import { type OfferWords, offerWords } from './offer-words.ts';
import { sendEvent } from './send-event.ts';
import { UpsellElement } from './upsell-element.ts';
import { newStamp } from './visit.ts';
import { watchImpressions } from './watch-impressions.ts';

const styleSheet = new CSSStyleSheet();
styleSheet.replaceSync(offerStyles);

const rootFontPx = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

const awaitCartMs = 4000;

/** What the section takes, in root font sizes; the style sheet says the same. */
const heightRem = 19.75;

/**
 * `<upsell-cart cart-id company-id>`: offers for a stored cart, to accept or decline.
 * Optional attributes: `limit`, `heading`, `locale`, `product-url` (template), `api-base`, `publishable-key`,
 * `session-id`, `currency`, `consent`, `color-scheme`. The shop applies what `upsell-accept` says. Shows nothing when
 * there is nothing to offer.
 */
export class CartElement extends UpsellElement {
  static readonly observedAttributes = ['cart-id', 'company-id', 'limit', 'heading', 'consent', 'session-id', 'locale'];

  readonly #seenTokens = new Set<string>();
  #isShowing = false;

  constructor() {
    super(styleSheet);
  }

  /** Asks again: the stored cart has changed. */
  refresh(): void {
    this.queueLoad();
  }

  get #words(): OfferWords {
    return offerWords(this.locale);
  }

  /** As the offers' endpoint takes it. */
  get #textLocale(): string | undefined {
    const tag = this.locale?.replaceAll('_', '-') ?? '';
    return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? tag : undefined;
  }

  get #isHidden(): boolean {
    return this.style.display === 'none';
  }

  protected async load(): Promise<void> {
    this.stopAll();
    const cartId = this.getAttribute('cart-id');
    if (cartId === null) return this.#awaitCart();
    if (cartId === '' || !this.hasAttribute('company-id')) return this.#renderNone();
    if (!this.#isShowing && !this.#isHidden) this.root.replaceChildren(buildOfferSkeleton());
    const gone = new AbortController();
    this.onStop(() => gone.abort());
    const limit = Number.parseInt(this.getAttribute('limit') ?? '', 10) || undefined;
    const url = offersUrl(this.destination, cartId, { limit, locale: this.#textLocale });
    const list = await fetchJson<OfferList>(url, gone.signal);
    if (gone.signal.aborted) return;
    const offers = (list?.offers ?? []).filter((offer) => !isAnswered(cartId, offer, Date.now()));
    if (offers.length > 0) this.#renderOffers(cartId, offers);
    else this.#renderNone();
  }

  /** A page that has yet to store its cart; one that never does gets the room back. */
  #awaitCart(): void {
    if (!this.#isHidden) this.root.replaceChildren(buildOfferSkeleton());
    const timer = setTimeout(() => this.#renderNone(), awaitCartMs);
    this.onStop(() => clearTimeout(timer));
  }

  #renderNone(): void {
    this.#isShowing = false;
    this.renderNothing();
  }

  #renderOffers(cartId: string, offers: readonly Offer[]): void {
    const wasHidden = this.#isHidden;
    const cards = buildOffers(offers, {
      words: this.#words,
      locale: this.locale,
      urlTemplate: this.getAttribute('product-url'),
      onAccept: (offer, card) => this.#accept(cartId, offer, card),
      onDecline: (offer, card) => this.#decline(offer, card),
    });
    const hadFocus = this.#isShowing && this.root.activeElement !== null;
    this.root.replaceChildren(buildOfferSection(this.getAttribute('heading') ?? this.#words.heading, cards));
    this.#isShowing = true;
    if (hadFocus) this.#focusHeading();
    const stop = new AbortController();
    this.onStop(() => stop.abort());
    if (wasHidden) void expandGently(this, heightRem * rootFontPx(), stop.signal);
    else restoreRoom(this);
    this.onStop(
      watchImpressions(cards, (indexes) => this.#recordSeen(indexes.flatMap((index) => offers[index] ?? []))),
    );
  }

  /** Each offer once; an answer proves that it was seen, however quick it came. */
  #recordSeen(offers: readonly Offer[]): void {
    const fresh = offers.filter(({ token }) => !this.#seenTokens.has(token));
    if (fresh.length === 0) return;
    for (const { token } of fresh) this.#seenTokens.add(token);
    const stamped = fresh.map(({ token }) => ({ token, stamp: newStamp() }));
    sendEvent(this.destination, 'offer-impression', offerImpressionPayload(stamped, this.visit()));
  }

  #dispatch(name: string, detail: object): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** The shop cancels the event when it cannot apply the offer; nothing is counted then. */
  #accept(cartId: string, offer: Offer, card: HTMLElement): void {
    const detail: AcceptedOffer = acceptedOffer(cartId, offer);
    if (!this.#dispatch('upsell-accept', detail)) return;
    this.#recordSeen([offer]);
    sendEvent(this.destination, 'offer-accept', offerAcceptPayload(offer, this.visit(), newStamp()));
    rememberAccept(cartId, offer, Date.now());
    card.classList.add('taken');
    card.querySelector('.buttons')?.replaceChildren(`✓ ${this.#words.done}`);
    this.#announce(`${this.#words.done}: ${offer.text.title}`);
    this.#focusHeading();
  }

  #decline(offer: Offer, card: HTMLElement): void {
    rememberDecline(offer, Date.now());
    this.#recordSeen([offer]);
    sendEvent(this.destination, 'offer-decline', offerPayload(offer.token, this.visit(), newStamp()));
    this.#dispatch('upsell-decline', { offerId: offer.offerId, ruleId: offer.ruleId, type: offer.type });
    card.remove();
    if (this.root.querySelector('.card') === null) this.#renderNone();
    else this.#focusHeading();
  }

  #announce(text: string): void {
    const status = this.root.querySelector('[role=status]');
    if (status) status.textContent = text;
  }

  /** The button that had the focus is gone; the keyboard goes on from here. */
  #focusHeading(): void {
    this.root.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }
}
