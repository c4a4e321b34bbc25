import type { Cart } from '#core/carts/cart';
import type { Product } from '#core/catalog/product';
import { categoryKeys } from '#core/recommend/popularity-list';
import { type LocalClock, localClock } from '#core/time/local-clock';

/** What is known of who shops; a stranger has no orders. */
export interface ShopperFacts {
  /** Computed segments and those that the store gave the customer. */
  readonly segments: readonly string[];
  /** Customer groups whose prices the shopper gets; the segments when absent. */
  readonly priceGroups?: readonly string[];
  /** Orders that were kept at least in part. */
  readonly orders: number;
  /** Whole days since the last order; absent without one. */
  readonly daysSinceLastOrder?: number;
  /** Looked at in the running visit, newest first; absent: not known. */
  readonly viewedProductIds?: readonly string[];
}

export const strangerFacts: ShopperFacts = { segments: ['new'], orders: 0 };

/** Units in the cart by what their products are. */
export interface CartUnits {
  readonly all: number;
  readonly byProduct: ReadonlyMap<string, number>;
  /** By category key (`Kitchen > Baking`) of every level. */
  readonly byCategory: ReadonlyMap<string, number>;
  readonly byBrand: ReadonlyMap<string, number>;
  readonly byTag: ReadonlyMap<string, number>;
}

/** All that conditions may ask about. */
export interface RuleFacts {
  readonly cart: Cart;
  /** ISO 4217 code that the cart is priced in. */
  readonly currency: string;
  /** Minor units that the cart costs, quantity discounts included. */
  readonly totalAmount: number;
  readonly units: CartUnits;
  readonly shopper: ShopperFacts;
  readonly clock: LocalClock;
  readonly cards: ReadonlyMap<string, Product>;
}

export interface RuleFactsInput {
  readonly cart: Cart;
  readonly currency: string;
  readonly totalAmount: number;
  readonly shopper: ShopperFacts;
  readonly cards: ReadonlyMap<string, Product>;
  /** ISO-8601 UTC. */
  readonly now: string;
  /** IANA zone of the store. */
  readonly timeZone: string;
}

const add = (sums: Map<string, number>, names: Iterable<string>, units: number): void => {
  for (const name of names) sums.set(name, (sums.get(name) ?? 0) + units);
};

/** Counted once for all rules: a rule then looks a number up instead of walking over the lines. */
const countUnits = ({ lines }: Cart, cards: ReadonlyMap<string, Product>): CartUnits => {
  const [byProduct, byCategory, byBrand, byTag] = Array.from({ length: 4 }, () => new Map<string, number>());
  let all = 0;
  for (const { productId, quantity } of lines) {
    const card = cards.get(productId);
    all += quantity;
    add(byProduct!, [productId], quantity);
    // Whoever asks for a product means its sizes and colours, too.
    if (card?.variantOf) add(byProduct!, [card.variantOf], quantity);
    if (!card) continue;
    add(byCategory!, categoryKeys(card), quantity);
    add(byTag!, new Set(card.tags), quantity);
    if (card.brand) add(byBrand!, [card.brand], quantity);
  }
  return { all, byProduct: byProduct!, byCategory: byCategory!, byBrand: byBrand!, byTag: byTag! };
};

/** Facts of one cart at one moment. O(lines). */
export const ruleFacts = ({ now, timeZone, ...known }: RuleFactsInput): RuleFacts => ({
  ...known,
  units: countUnits(known.cart, known.cards),
  clock: localClock(now, timeZone),
});

/** Units of the products that go by any of these names; a product with two of them counts twice. */
export const unitsNamed = (sums: ReadonlyMap<string, number>, names: readonly string[]): number =>
  names.reduce((units, name) => units + (sums.get(name) ?? 0), 0);
