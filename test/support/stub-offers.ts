import type { Page, Route } from 'playwright-core';
import type { offerListSchema } from '#contracts/api/upsell';
import type { UpsellType } from '#core/rules/offer-declarations';

type OfferList = (typeof offerListSchema)['_zod']['output'];
export type StubOffer = OfferList['offers'][number];

const gbp = (amount: number) => ({ amount, currency: 'GBP' });

const product = (productId: string, change: Partial<StubOffer['products'][number]> = {}) => ({
  productId,
  title: `Product ${productId}`,
  url: null,
  imageUrl: null,
  quantity: 1,
  inCart: false,
  listPrice: gbp(1000),
  offerPrice: gbp(900),
  ...change,
});

const details: Record<UpsellType, Partial<StubOffer>> = {
  BULK_DISCOUNT: {
    products: [product('p1', { quantity: 3, inCart: true })],
    quantityStep: { extraUnits: 2, quantity: 3, savingBasisPoints: 1000 },
  },
  SUBSCRIPTION: {
    products: [product('p1', { inCart: true })],
    subscription: { frequency: 'MONTHLY', discountBasisPoints: 1000, perDelivery: gbp(900) },
  },
  CROSS_SELL: { products: [product('p2')] },
  BUNDLE: { products: [product('p1', { inCart: true }), product('p2'), product('p3')] },
  FREE_GIFT: { products: [product('p4', { offerPrice: gbp(0) })] },
  FREE_SHIPPING: {
    products: [],
    shipping: { threshold: gbp(5000), remaining: gbp(2000), progressBasisPoints: 6000, unlocked: false },
  },
};

/** An offer of a type, as the API gives it. */
export const offerOf = (type: UpsellType, change: Partial<StubOffer> = {}): StubOffer => ({
  offerId: `offer-${type}`,
  ruleId: `rule-${type}`,
  type,
  urgency: 'MEDIUM',
  experimentId: null,
  variant: null,
  products: [],
  priceEffect: { cartTotal: gbp(3000), cartTotalWithOffer: gbp(3900), saving: gbp(100) },
  text: { title: `The offer ${type}`, message: 'You save £1.00.' },
  reason: { code: 'chosen-by-shop', text: 'Picked by the shop', evidence: {} },
  token: `token-${type}`,
  ...details[type],
  ...change,
});

export type OffersAnswer = readonly StubOffer[] | 'error' | 'unreachable' | 'silent' | 'garbage' | 'off';

export interface OfferEvent {
  /** `impressions`, `accept` or `decline`. */
  readonly kind: string;
  readonly body: Record<string, unknown>;
}

const headers = { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET,PUT,POST' };

const listOf = (offers: readonly StubOffer[], isOff: boolean): OfferList => ({
  cartId: 'a-cart',
  currency: 'GBP',
  disabled: isOff,
  degraded: false,
  reason: isOff ? 'off' : null,
  offers: [...offers],
});

const answerWith = (route: Route, answer: OffersAnswer): Promise<void> => {
  if (answer === 'silent') return Promise.resolve();
  if (answer === 'unreachable') return route.abort();
  if (answer === 'error') return route.fulfill({ status: 503, headers, body: '{}' });
  if (answer === 'garbage') return route.fulfill({ status: 200, headers, body: '<html>' });
  return route.fulfill({ status: 200, headers, json: answer === 'off' ? listOf([], true) : listOf(answer, false) });
};

/** Stands in for carts, offers and their events; `answers` is asked anew each time. */
export const stubOffers = async (
  page: Page,
  answers: () => OffersAnswer,
): Promise<{ readonly events: readonly OfferEvent[]; readonly carts: readonly Record<string, unknown>[] }> => {
  const events: OfferEvent[] = [];
  const carts: Record<string, unknown>[] = [];
  await page.route(/\/api\/carts\//, (route) => {
    if (route.request().method() === 'PUT') carts.push(JSON.parse(route.request().postData() ?? '{}') as never);
    return route.fulfill({ status: 200, headers, json: {} });
  });
  await page.route(/\/api\/upsell\/cart\//, (route) => answerWith(route, answers()));
  await page.route(/\/api\/upsell\/impressions/, async (route) => {
    const request = route.request();
    const body = JSON.parse(request.postData() ?? '{}') as Record<string, unknown>;
    events.push({ kind: new URL(request.url()).pathname.split('/').at(-1) ?? '', body });
    await route.fulfill({ status: 202, headers, json: { accepted: 1 } });
  });
  return { events, carts };
};
