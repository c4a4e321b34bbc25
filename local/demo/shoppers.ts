import type { EventInput } from '#contracts/api/events';
import type { Order } from '#core/orders/order';
import { demoCurrency, type StockedProduct } from '#local/demo/catalog';
import { consumedKinds } from '#local/demo/offers';
import { type Random, seededRandom } from '#local/demo/random';

export interface ShopperStory {
  readonly orders: Order[];
  readonly events: EventInput[];
}

export interface StoryOptions {
  readonly catalog: readonly StockedProduct[];
  /** ISO-8601 UTC; everything happens before it. */
  readonly now: string;
  /** Orders of passing shoppers; those of regulars come on top. */
  readonly orders: number;
  readonly sessions: number;
  readonly seed?: number;
}

const dayMs = 86_400_000;
/** Events are taken up to seven days late; orders reach back further. */
const orderDays = 120;
const eventDays = 6;

interface Shop {
  readonly random: Random;
  readonly nowMs: number;
  readonly catalog: readonly StockedProduct[];
  readonly byKind: ReadonlyMap<string, readonly StockedProduct[]>;
  readonly weights: readonly number[];
}

const pickProduct = ({ random, catalog, weights }: Shop): StockedProduct => catalog[random.weighted(weights)]!;

/** A thing of a kind, most often in the shopper's style. */
const pickOfKind = ({ random, byKind }: Shop, kind: string, style: string): StockedProduct | undefined => {
  const all = byKind.get(kind) ?? [];
  const inStyle = all.filter((one) => one.style.name === style);
  return inStyle.length > 0 && random.chance(0.75) ? random.pick(inStyle) : random.pick(all);
};

/** What goes into one basket: something, what goes with it, and now and then a whim. */
const fillBasket = (shop: Shop, first: StockedProduct): StockedProduct[] => {
  const { random } = shop;
  const basket = new Map([[first.product.productId, first]]);
  const put = (one: StockedProduct | undefined) => one && basket.set(one.product.productId, one);
  for (const kind of first.kind.goesWith) if (random.chance(0.45)) put(pickOfKind(shop, kind, first.style.name));
  const last = [...basket.values()].at(-1)!;
  if (random.chance(0.3)) put(pickOfKind(shop, random.pick(last.kind.goesWith), first.style.name));
  if (random.chance(0.12)) put(pickProduct(shop));
  return [...basket.values()];
};

const instant = (ms: number): string => new Date(ms).toISOString();

const makeOrder = (shop: Shop, index: number): Order => {
  const { random, nowMs } = shop;
  const orderedAt = instant(nowMs - Math.floor(random.next() * orderDays * dayMs) - 60_000);
  const cancelled = random.chance(0.02);
  return {
    orderId: `order-${String(index + 1).padStart(5, '0')}`,
    customerId: `customer-${1 + random.below(500)}`,
    status: cancelled ? 'cancelled' : 'placed',
    currency: demoCurrency,
    lines: fillBasket(shop, pickProduct(shop)).map(({ product }) => ({
      productId: product.productId,
      quantity: 1 + random.weighted([70, 20, 10]),
      refundedQuantity: 0,
      unitPrice: product.prices[0]!,
    })),
    orderedAt,
    updatedAt: orderedAt,
  };
};

/** A product that is used up has so many regulars, who come back after about so many days. */
const regularsPerProduct = 6;
const daysPerPack: readonly [number, number] = [24, 36];

/** Somebody who buys the same again, each time the last pack is used up. */
const makeRegular = (shop: Shop, { product }: StockedProduct, name: string): Order[] => {
  const { random, nowMs } = shop;
  const habitDays = daysPerPack[0] + random.next() * (daysPerPack[1] - daysPerPack[0]);
  const orders: Order[] = [];
  let daysAgo = random.next() * habitDays + 1;
  while (daysAgo < orderDays) {
    const orderedAt = instant(nowMs - Math.floor(daysAgo * dayMs));
    orders.push({
      orderId: `${name}-order-${orders.length + 1}`,
      customerId: name,
      status: 'placed',
      currency: demoCurrency,
      lines: [{ productId: product.productId, quantity: 1, refundedQuantity: 0, unitPrice: product.prices[0]! }],
      orderedAt,
      updatedAt: orderedAt,
    });
    daysAgo += habitDays * (0.85 + random.next() * 0.3);
  }
  return orders;
};

const makeRegulars = (shop: Shop): Order[] =>
  shop.catalog
    .filter(({ kind }) => consumedKinds.includes(kind.kind))
    .flatMap((stocked) =>
      Array.from({ length: regularsPerProduct }, (_, index) =>
        makeRegular(shop, stocked, `regular-${stocked.product.productId}-${index + 1}`),
      ).flat(),
    );

/** A visit: look at some alike things, then at what goes with the one that was liked; perhaps put it in the cart. */
const makeVisit = (shop: Shop, index: number): EventInput[] => {
  const { random, nowMs } = shop;
  const sessionId = `session-${index + 1}`;
  const startMs = nowMs - Math.floor(random.next() * eventDays * dayMs) - 3_600_000;
  const first = pickProduct(shop);
  const path = [first];
  const alike = random.below(3);
  for (let step = 0; step < alike; step += 1) path.push(pickOfKind(shop, first.kind.kind, first.style.name) ?? first);
  for (const kind of first.kind.goesWith)
    if (random.chance(0.5)) path.push(pickOfKind(shop, kind, first.style.name) ?? first);
  const views = path.map(
    ({ product }, step): EventInput => ({
      eventId: `demo-${index}-${step}`,
      type: 'product_view',
      occurredAt: instant(startMs + step * 40_000),
      sessionId,
      productId: product.productId,
    }),
  );
  if (!random.chance(0.35)) return views;
  const liked = random.pick(path);
  const added = {
    ...views[0]!,
    eventId: `demo-${index}-cart`,
    type: 'add_to_cart',
    productId: liked.product.productId,
  };
  return [...views, { ...added, quantity: 1, occurredAt: instant(startMs + path.length * 40_000) }];
};

/**
 * Orders and visits of shoppers who buy what belongs together, in a style of their own. Deterministic for a seed:
 * tests can say what a good engine must find in them.
 */
export const tellShopperStory = ({ catalog, now, orders, sessions, seed = 11 }: StoryOptions): ShopperStory => {
  const random = seededRandom(seed);
  // A few products of each kind are favourites, as in real shops.
  const weights = catalog.map(({ kind }) => kind.demand * (0.3 + random.next() ** 3 * 3));
  const byKind = Map.groupBy(catalog, (one) => one.kind.kind);
  const shop: Shop = { random, nowMs: Date.parse(now), catalog, byKind, weights };
  const passing = Array.from({ length: orders }, (_, index) => makeOrder(shop, index));
  const events = Array.from({ length: sessions }, (_, index) => makeVisit(shop, index)).flat();
  return { orders: [...passing, ...makeRegulars(shop)], events };
};
