import type { Product } from '#core/catalog/product';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import { seededRandom } from '#core/random/seeded-random';

/** Share of the interactions that are order lines; the others are views and adds to the cart. */
const lineShare = 0.25;
const interactionsPerProduct = 100;
const productsPerTheme = 40;
/** Steps of a visit, and lines of an order, follow a log-normal distribution with these medians and this spread. */
const medianSteps = 3;
const medianLines = 2.5;
const spread = 0.9;
const longestVisit = 200;
const days = 180;
const startMs = Date.UTC(2026, 0, 1);
const currency = 'EUR';

const skus = (count: number): string[] => Array.from({ length: count }, (_, item) => `sku-${item}`);

const isoOf = (ms: number): string => new Date(ms).toISOString();

/**
 * A store of any size with the skew of a real one: themes and products within them are chosen by Zipf's law, visits and
 * baskets are log-normally long, a seventh of the steps leaves its theme, and what is popular drifts over half a year.
 * Equal sizes give equal stores.
 */
export class SyntheticStore {
  readonly products: readonly Product[];
  readonly #ids: readonly string[];
  readonly #interactions: number;
  readonly #random = seededRandom('synthetic store');
  readonly #themes: number;

  constructor(interactions: number) {
    this.#interactions = interactions;
    this.#ids = skus(Math.max(productsPerTheme, Math.round(interactions / interactionsPerProduct)));
    this.#themes = Math.ceil(this.#ids.length / productsPerTheme);
    this.products = this.#ids.map((productId, item) => ({
      productId,
      title: `Thing ${item} of theme ${Math.floor(item / productsPerTheme)}`,
      categoryPath: [`Theme ${Math.floor(item / productsPerTheme)}`],
      prices: [{ amount: 100 + (item % 900), currency }],
      status: 'active',
      attributes: {},
      tags: [],
      updatedAt: isoOf(startMs),
    }));
  }

  /** Visits and orders in time order, `size` records at a time. */
  *chunks(size: number): Generator<{ events: ShopEvent[]; orders: Order[] }> {
    let [events, orders]: [ShopEvent[], Order[]] = [[], []];
    let told = 0;
    for (let visit = 0; told < this.#interactions; visit += 1) {
      const share = told / this.#interactions;
      const isOrder = this.#random() < this.#orderShare();
      const length = this.#logNormal(isOrder ? medianLines : medianSteps);
      const items = this.#visitItems(length, share);
      const at = startMs + share * days * 86_400_000;
      if (isOrder) orders.push(this.#orderOf(visit, items, at));
      else events.push(...this.#viewsOf(visit, items, at));
      told += items.length;
      if (events.length + orders.length < size) continue;
      yield { events, orders };
      [events, orders] = [[], []];
    }
    yield { events, orders };
  }

  /** So that `lineShare` of the interactions are lines, though orders are shorter than visits. */
  #orderShare(): number {
    const [lines, steps] = [lineShare / medianLines, (1 - lineShare) / medianSteps];
    return lines / (lines + steps);
  }

  #logNormal(median: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
    return Math.max(1, Math.min(longestVisit, Math.round(median * Math.exp(spread * normal))));
  }

  /** Zipf's law with exponent 1, by inversion: O(1). */
  #zipf(count: number): number {
    return Math.min(count - 1, Math.floor(count ** this.#random()) - 1);
  }

  #visitItems(length: number, share: number): number[] {
    const drift = Math.floor((share * this.#themes) / 4);
    const theme = () => (this.#zipf(this.#themes) + drift) % this.#themes;
    let current = theme();
    const items = new Set<number>();
    for (let step = 0; step < length; step += 1) {
      if (this.#random() < 1 / 7) current = theme();
      const item = current * productsPerTheme + this.#zipf(productsPerTheme);
      items.add(item % this.#ids.length);
    }
    return [...items];
  }

  #customer(): string {
    return `c-${Math.floor(this.#random() ** 2 * (this.#interactions / 40))}`;
  }

  #orderOf(visit: number, items: readonly number[], at: number): Order {
    const orderedAt = isoOf(at);
    const unitPrice = { amount: 1000, currency };
    return {
      orderId: `o-${visit}`,
      customerId: this.#customer(),
      status: 'placed',
      currency,
      lines: items.map((item) => ({ productId: this.#ids[item]!, quantity: 1, refundedQuantity: 0, unitPrice })),
      orderedAt,
      updatedAt: orderedAt,
    };
  }

  #viewsOf(visit: number, items: readonly number[], at: number): ShopEvent[] {
    const customerId = this.#random() < 0.3 ? this.#customer() : undefined;
    return items.map((item, step): ShopEvent => {
      const occurredAt = isoOf(at + step * 20_000);
      return {
        eventId: `e-${visit}-${step}`,
        companyId: 'bench',
        type: step > 0 && step % 7 === 0 ? 'add_to_cart' : 'product_view',
        occurredAt,
        receivedAt: occurredAt,
        sessionId: `s-${visit}`,
        customerId,
        productId: this.#ids[item]!,
      };
    });
  }
}
