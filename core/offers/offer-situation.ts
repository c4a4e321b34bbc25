import { type Product, variantGroup } from '#core/catalog/product';
import type { BuiltOffer, LineCut } from '#core/offers/built-offer';
import type { OfferRequest } from '#core/offers/offer-request';
import type { PricingContext, ProductBulkDiscount } from '#core/pricing/bulk-tier';
import { type PricedCart, type PricedLine, type PriceLine, priceCart } from '#core/pricing/price-cart';
import { floorOf } from '#core/pricing/price-floor';
import { categoryKeys } from '#core/recommend/popularity-list';

/** What offers that are shown together have already taken from the cart. */
export interface Granted {
  /** Rule by what its offer takes. */
  readonly takenBy: ReadonlyMap<string, string>;
  /** Minor units off a unit, by product of the cart. */
  readonly cuts: ReadonlyMap<string, number>;
  /** Minor units that all offers together cost the lines of the cart, gifts included. */
  readonly spent: number;
}

export const nothingGranted: Granted = { takenBy: new Map(), cuts: new Map(), spent: 0 };

/** Minor units that cuts take off the lines of a cart. */
export const costOf = (cuts: readonly LineCut[]): number =>
  cuts.reduce((sum, { perUnit, units, amount = perUnit * units }) => sum + amount, 0);

/** What is granted once an offer is shown beside the others. */
export const grantedWith = (granted: Granted, ruleId: string, offer: BuiltOffer): Granted => {
  const takenBy = new Map(granted.takenBy);
  for (const taken of offer.takes) takenBy.set(taken, ruleId);
  const cuts = new Map(granted.cuts);
  for (const { productId, perUnit } of offer.cuts) cuts.set(productId, (cuts.get(productId) ?? 0) + perUnit);
  const cost = costOf(offer.cuts);
  return { takenBy, cuts, spent: granted.spent + cost + offer.giftFloor };
};

/** A cart priced at the store's own prices, with what offers need to ask about it. */
export interface OfferSituation {
  readonly request: OfferRequest;
  readonly context: PricingContext;
  readonly discounts: ReadonlyMap<string, ProductBulkDiscount>;
  readonly lines: readonly PriceLine[];
  readonly priced: PricedCart;
  readonly lineOf: ReadonlyMap<string, PricedLine>;
  /** Minor units that the lines earn above their floors: what gifts and discounts may cost in all. */
  readonly spare: number;
  /** Why a product may not be added; undefined when it may. */
  readonly whyNotAdd: (productId: string) => string | undefined;
  /** Minor units that a unit of a further product would cost in this cart, quantity discounts included. */
  readonly priceOfAdded: (productId: string) => number | undefined;
}

const none: ReadonlyMap<string, ProductBulkDiscount> = new Map();

/** Minor units that a unit of a product may never cost less than. */
export const floorAmountOf = ({ pricing, discounts, currency, cards }: OfferRequest, productId: string): number => {
  const card = cards.get(productId);
  if (!card) return 0;
  return floorOf(card, { ...pricing, floorPrices: discounts.get(productId)?.floorPrices }, currency);
};

/** Minor units that a unit costs without any discount; undefined when it has no price in the cart's currency. */
export const listAmountOf = ({ cards, currency }: OfferRequest, productId: string): number | undefined =>
  cards.get(productId)?.prices.find((price) => price.currency === currency)?.amount;

/** A line as pricing takes it; undefined for a product that is not known or not sold in the currency. */
export const priceLineOf = (request: OfferRequest, productId: string, quantity: number): PriceLine | undefined => {
  const amount = listAmountOf(request, productId);
  if (amount === undefined) return undefined;
  const listPrice = { amount, currency: request.currency };
  return { productId, quantity, listPrice, floorAmount: floorAmountOf(request, productId) };
};

/** Reasons that lie in the product itself and in what the merchant set. */
const cardFault = (card: Product | undefined, request: OfferRequest): string | undefined => {
  const { config, currency } = request;
  if (!card) return 'unknown';
  if (card.status !== 'active') return 'inactive';
  if (!card.prices.some((price) => price.currency === currency)) return `no price in ${currency}`;
  if (card.stock !== undefined && card.stock <= config.stockThreshold) return 'out of stock';
  return categoryKeys(card).some((key) => config.excludedCategories.includes(key)) ? 'excluded' : undefined;
};

const additionCheck = (request: OfferRequest): OfferSituation['whyNotAdd'] => {
  const { cart, cards, config } = request;
  const inCart = new Set(cart.lines.map(({ productId }) => productId));
  const groups = new Set([...inCart].flatMap((productId) => cards.get(productId)?.variantOf ?? []));
  const excluded = new Set(config.excludedProductIds);
  const allowed = config.onlyProductIds.length > 0 ? new Set(config.onlyProductIds) : undefined;
  const verdicts = new Map<string, string | undefined>();
  const judge = (productId: string): string | undefined => {
    const card = cards.get(productId);
    const group = card ? variantGroup(card) : productId;
    if (inCart.has(productId) || inCart.has(group) || groups.has(group)) return 'in the cart';
    if (excluded.has(productId)) return 'excluded';
    if (allowed && !allowed.has(productId)) return 'not on the white list';
    return cardFault(card, request);
  };
  return (productId) => {
    if (!verdicts.has(productId)) verdicts.set(productId, judge(productId));
    return verdicts.get(productId);
  };
};

type Pricing = Pick<OfferSituation, 'request' | 'discounts' | 'lines' | 'context'>;

const additionPrices = ({ request, discounts, lines, context }: Pricing): OfferSituation['priceOfAdded'] => {
  const prices = new Map<string, number | undefined>();
  const priceOf = (productId: string): number | undefined => {
    const line = priceLineOf(request, productId, 1);
    if (!line || !discounts.has(productId)) return line?.listPrice.amount;
    return priceCart([...lines, line], discounts, context).lines.at(-1)?.unitPrice.amount;
  };
  return (productId) => {
    if (!prices.has(productId)) prices.set(productId, priceOf(productId));
    return prices.get(productId);
  };
};

/** Prices the cart. Lines of products that are not known, or not sold in the currency, count nothing. O(lines · tiers). */
export const offerSituation = (request: OfferRequest): OfferSituation => {
  const { cart, currency, now, shopper, flags } = request;
  const context = { currency, now, customerGroups: shopper.priceGroups ?? shopper.segments };
  const discounts = flags.bulk_discounts_enabled ? request.discounts : none;
  const lines = cart.lines.flatMap(({ productId, quantity }) => priceLineOf(request, productId, quantity) ?? []);
  const priced = priceCart(lines, discounts, context);
  const spare = priced.lines.reduce(
    (sum, { lineTotal, floorAmount = 0, quantity }) => sum + Math.max(0, lineTotal.amount - floorAmount * quantity),
    0,
  );
  const lineOf = new Map(priced.lines.map((line) => [line.productId, line]));
  const pricing = { request, context, discounts, lines };
  return {
    ...pricing,
    priced,
    lineOf,
    spare,
    whyNotAdd: additionCheck(request),
    priceOfAdded: additionPrices(pricing),
  };
};

/** Minor units that may still come off each of `units` units of a line. */
export const roomOfLine = (
  { spare }: OfferSituation,
  granted: Granted,
  { productId, quantity, lineTotal, floorAmount = 0 }: PricedLine,
  units: number,
): number => {
  const aboveFloor = Math.floor(lineTotal.amount / quantity) - floorAmount - (granted.cuts.get(productId) ?? 0);
  return Math.max(0, Math.min(aboveFloor, Math.floor((spare - granted.spent) / units)));
};
