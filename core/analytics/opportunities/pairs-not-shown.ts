/**
 * Products that are bought together beyond chance, and that no shopper meets side by side: neither stands in a list of the
 * other, or neither came into view in any list of the last 28 days. The stake are the orders with both, less those that
 * chance alone would have made: n_ab − n_a · n_b ÷ N. Variants of one product, pairs that the merchant hid, and products
 * that cannot be offered are left out. O(pairs · hidden pairs).
 */
import { greatestFirst, type Opportunity } from '#core/analytics/opportunity';
import { type ProductPair, pairRatios } from '#core/analytics/product-pairs';
import { isOutOfStock, isSure, type StoreFacts } from '#core/analytics/store-facts';
import { type Product, variantGroup } from '#core/catalog/product';
import type { HiddenPair } from '#core/recommend/recommendation-config';

/** Below it a pair is sure, but of no use to a merchant. */
const leastLift = 1.5;

const isHidden = ({ config, now }: StoreFacts, a: string, b: string): boolean =>
  config.hidden.some(
    ({ sourceProductId: source, productId, expiresAt }: HiddenPair) =>
      ((source === a && productId === b) || (source === b && productId === a)) &&
      (expiresAt === undefined || Date.parse(expiresAt) > Date.parse(now)),
  );

/** The pair with the product to offer second: the one that more buyers of the other take. */
const asOffer = ({ products }: StoreFacts, { a, b, ordersWithA, ordersWithB }: ProductPair): [Product, Product] => {
  const [first, second] = [products[a]!, products[b]!];
  return ordersWithA <= ordersWithB ? [first, second] : [second, first];
};

const isMissed = ({ listed, shown }: StoreFacts, a: string, b: string): boolean =>
  !listed.holdsPair(a, b) || (!shown.has(a) && !shown.has(b));

/** To a tenth of an order. */
const beyondChance = ({ orders, ordersWithA, ordersWithB }: ProductPair, all: number): number =>
  Math.round((orders - (ordersWithA * ordersWithB) / all) * 10) / 10;

const opportunityOf = (facts: StoreFacts, pair: ProductPair): Opportunity => {
  const [source, offer] = asOffer(facts, pair);
  const { orders, ordersWithA, ordersWithB } = pair;
  const [a, b] = [source.productId, offer.productId];
  const [withSource, withOffer] = [Math.min(ordersWithA, ordersWithB), Math.max(ordersWithA, ordersWithB)];
  return {
    opportunityId: `pair-not-shown:${a}:${b}`,
    kind: 'pair-not-shown',
    productIds: [a, b],
    titles: [source.title, offer.title],
    evidence: {
      ordersWithBoth: orders,
      ordersWithFirst: withSource,
      ordersWithSecond: withOffer,
      ordersWithOne: ordersWithA + ordersWithB - 2 * orders,
      orders: facts.pairs.orders,
      lift: pairRatios(pair, facts.pairs.orders).lift,
      listsWithPair: Number(facts.listed.holdsPair(a, b)),
      shownFirst: facts.shown.get(a) ?? 0,
      shownSecond: facts.shown.get(b) ?? 0,
    },
    stake: { value: beyondChance(pair, facts.pairs.orders), unit: 'orders-beyond-chance' },
  };
};

const canBeOffered = (facts: StoreFacts, pair: ProductPair): boolean => {
  const { config, pairs } = facts;
  const [source, offer] = [facts.offerable[pair.a], facts.offerable[pair.b]];
  if (!source || !offer) return false;
  if (isOutOfStock(source, config) || isOutOfStock(offer, config)) return false;
  if (variantGroup(source) === variantGroup(offer)) return false;
  if (isHidden(facts, source.productId, offer.productId)) return false;
  return isMissed(facts, source.productId, offer.productId) && pairRatios(pair, pairs.orders).lift >= leastLift;
};

export const pairsNotShown = (facts: StoreFacts): readonly Opportunity[] =>
  greatestFirst(
    facts.pairs.pairs
      .filter((pair) => isSure(facts, pair) && canBeOffered(facts, pair))
      .map((pair) => opportunityOf(facts, pair)),
  );
