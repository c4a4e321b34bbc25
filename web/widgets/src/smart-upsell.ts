import { rememberLanding } from './cart-context.ts';
import { CartElement } from './cart-element.ts';
import type { ShopCart } from './cart-payload.ts';
import { addToCartPayload, viewPayload } from './event-payload.ts';
import { RecommendationsElement } from './recommendations-element.ts';
import { recallToken } from './remembered-token.ts';
import { sendEvent } from './send-event.ts';
import { storeCart } from './store-cart.ts';
import { currentVisit, newStamp } from './visit.ts';

export interface SmartUpsellSettings {
  readonly companyId: string;
  readonly apiBase?: string;
  readonly publishableKey?: string;
  /** As the element's `consent` attribute: `all`, `none` or the granted purposes. */
  readonly consent?: string;
  readonly sessionId?: string;
  readonly currency?: string;
}

let settings: SmartUpsellSettings | undefined;

const scriptOrigin = new URL(import.meta.url).origin;

const send = (kind: 'view' | 'add-to-cart', payload: (visit: ReturnType<typeof currentVisit>) => object): void => {
  try {
    if (!settings) return;
    const target = { ...settings, apiBase: settings.apiBase ?? scriptOrigin };
    sendEvent(target, kind, payload(currentVisit(settings)));
  } catch {
    // Tracking must never disturb a shop.
  }
};

/** What a shop's own pages call, as `window.smartUpsell`. None of these ever throws. */
export const smartUpsell = {
  /** Says once per page whose shop this is. */
  configure(next: SmartUpsellSettings): void {
    settings = next;
    if (currentVisit(next).consent.analytics !== false) rememberLanding();
  },
  /** Call on every product page: the lists learn from it. */
  trackView(productId: string): void {
    send('view', (visit) => viewPayload(productId, visit, newStamp()));
  },
  /** Call when a product goes into the cart; without a token the visitor's last click on that product is credited. */
  trackAddToCart(productId: string, token: string | undefined = recallToken(productId), quantity = 1): void {
    send('add-to-cart', (visit) => addToCartPayload({ productId, token, quantity }, visit, newStamp()));
  },
  /** Call whenever the cart has changed: its offers follow. Resolves to false when it could not be stored. */
  async updateCart(cart: ShopCart): Promise<boolean> {
    try {
      if (!settings) return false;
      const target = { ...settings, apiBase: settings.apiBase ?? scriptOrigin };
      const isStored = await storeCart(target, { currency: settings.currency, ...cart }, currentVisit(settings));
      for (const shown of document.querySelectorAll('upsell-cart')) {
        if (shown instanceof CartElement && shown.getAttribute('cart-id') === cart.cartId) shown.refresh();
      }
      return isStored;
    } catch {
      return false;
    }
  },
};

declare global {
  interface Window {
    smartUpsell?: typeof smartUpsell;
  }
}

window.smartUpsell ??= smartUpsell;
if (!customElements.get('upsell-recommendations')) {
  customElements.define('upsell-recommendations', RecommendationsElement);
}
if (!customElements.get('upsell-cart')) customElements.define('upsell-cart', CartElement);
window.dispatchEvent(new Event('smart-upsell-ready'));
