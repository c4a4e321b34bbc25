import { calculateBulkPrice, getBulkDiscount } from '#contracts/api/bulk-discounts';
import { getSubscriptionOffer } from '#contracts/api/subscriptions';
import { getCartOffers } from '#contracts/api/upsell';
import { type CartDeals, type LinePrice, noDeals } from '#local/demo/storefront/price-shop-cart';
import { type CallResult, makeApiClient } from '#scripts/api-client';

export interface CartLineInput {
  readonly productId: string;
  readonly quantity: number;
}

export type ProductPrices = CallResult<typeof getBulkDiscount>;
export type SubscriptionTerms = NonNullable<CallResult<typeof getSubscriptionOffer>['offer']>;
type Offer = CallResult<typeof getCartOffers>['offers'][number];

/** As many offers as the cart page shows: what was shown is what can be taken. */
export const mostOffers = 3;

/** Carts that a demo remembers. */
const mostCarts = 1000;

const unlimited = Number.MAX_SAFE_INTEGER;

export const frequencyWords: Readonly<Record<string, string>> = {
  WEEKLY: 'every week',
  BIWEEKLY: 'every 2 weeks',
  MONTHLY: 'every month',
  BIMONTHLY: 'every 2 months',
  QUARTERLY: 'every 3 months',
  BIANNUALLY: 'every 6 months',
  ANNUALLY: 'every year',
};

const noteOf = (offer: Offer): string => {
  if (offer.subscription) return `Subscription, ${frequencyWords[offer.subscription.frequency] ?? ''}`;
  if (offer.type === 'FREE_GIFT') return 'A gift';
  return offer.type === 'BUNDLE' ? 'Bundle price' : 'Offer price';
};

const dealsOf = (offer: Offer): CartDeals => {
  if (offer.type === 'FREE_SHIPPING') return { deals: [], shipsFree: offer.shipping?.unlocked === true };
  // A quantity price needs no deal: the API prices the raised quantity.
  if (offer.type === 'BULK_DISCOUNT') return noDeals;
  const deals = offer.products.map(({ productId, quantity, offerPrice }) => ({
    productId,
    unitAmount: offerPrice.amount,
    units: offer.type === 'SUBSCRIPTION' ? unlimited : quantity,
    note: noteOf(offer),
  }));
  return { deals, shipsFree: false };
};

const joined = (a: CartDeals, b: CartDeals): CartDeals => ({
  deals: [...a.deals, ...b.deals],
  shipsFree: a.shipsFree || b.shipsFree,
});

/** `undefined` for whatever goes wrong: a shop sells without its offers, too. */
const orNothing = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined);

export type OfferDesk = ReturnType<typeof makeOfferDesk>;

/**
 * The part of the shop's server that speaks to Smart Upsell. A page says which offer was accepted, never at what price:
 * the desk asks again what was offered.
 */
export const makeOfferDesk = (options: {
  readonly apiUrl: string;
  readonly companyId: string;
  readonly currency: string;
}) => {
  const { companyId, currency } = options;
  const client = makeApiClient({ apiUrl: options.apiUrl });
  const granted = new Map<string, CartDeals>();

  const grant = (cartId: string, deals: CartDeals): void => {
    granted.set(cartId, joined(granted.get(cartId) ?? noDeals, deals));
    const oldest = granted.keys().next().value;
    if (granted.size > mostCarts && oldest !== undefined) granted.delete(oldest);
  };

  const linePrices = async (items: readonly CartLineInput[]): Promise<LinePrice[] | undefined> => {
    if (items.length === 0) return [];
    const body = { items: [...items], currency };
    const priced = await orNothing(client.call(calculateBulkPrice, { query: { companyId }, body }));
    return priced?.lines.map(({ productId, quantity, listPrice, lineTotal }) => ({
      productId,
      quantity,
      listAmount: listPrice.amount,
      lineAmount: lineTotal.amount,
    }));
  };

  const subscriptionTo = async (productId: string): Promise<SubscriptionTerms | undefined> => {
    const query = { companyId, currency };
    const answer = await orNothing(client.call(getSubscriptionOffer, { params: { productId }, query }));
    return answer?.offer ?? undefined;
  };

  return {
    linePrices,
    subscriptionTo,
    dealsOf: (cartId: string): CartDeals => granted.get(cartId) ?? noDeals,
    tiersOf: (productId: string): Promise<ProductPrices | undefined> =>
      orNothing(client.call(getBulkDiscount, { params: { productId }, query: { companyId, currency } })),
    /** Grants what is offered to the cart under this id; false when nothing is. */
    accept: async (cartId: string, offerId: string): Promise<boolean> => {
      const query = { companyId, limit: mostOffers };
      const list = await orNothing(client.call(getCartOffers, { params: { cartId }, query }));
      const offer = list?.offers.find((one) => one.offerId === offerId);
      if (offer) grant(cartId, dealsOf(offer));
      return offer !== undefined;
    },
    /** Grants the price of a subscription that was begun on the product's page. */
    subscribe: async (cartId: string, productId: string): Promise<boolean> => {
      const terms = await subscriptionTo(productId);
      if (!terms) return false;
      const note = `Subscription, ${frequencyWords[terms.frequency] ?? ''}`;
      const unitAmount = terms.perDelivery.unitPrice.amount;
      grant(cartId, { deals: [{ productId, unitAmount, units: unlimited, note }], shipsFree: false });
      return true;
    },
  };
};
