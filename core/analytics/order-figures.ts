/**
 * What the orders of a store come to, by customer and by how many products they hold. Orders may come in any order and
 * more than once; of two versions of one the newer counts. Cancelled orders, and units sent back, count as nothing.
 * Memory: some 100 bytes an order.
 */
import type { RecentOrder } from '#core/analytics/order-values';
import { keptQuantity, type Order } from '#core/orders/order';
import type { CustomerTotals } from '#core/orders/spend-ledger';

/** Orders of one currency. */
export interface OrderSum {
  readonly orders: number;
  readonly units: number;
  /** Minor units of what was kept. */
  readonly revenue: number;
}

export const noOrders: OrderSum = { orders: 0, units: 0, revenue: 0 };

export const addSums = (a: OrderSum, b: OrderSum): OrderSum => ({
  orders: a.orders + b.orders,
  units: a.units + b.units,
  revenue: a.revenue + b.revenue,
});

/** What is kept of one order. */
interface OrderEntry extends OrderSum {
  readonly customerId?: string;
  readonly currency: string;
  readonly orderedAt: string;
  readonly updatedAt: string;
  /** Distinct products. */
  readonly products: number;
}

/** Of one customer, or of all guests. */
export interface BuyerFigures extends CustomerTotals {
  readonly byCurrency: Readonly<Record<string, OrderSum>>;
}

/** Orders with one product, and with several, by currency. */
export interface BasketFigures {
  readonly single: Readonly<Record<string, OrderSum>>;
  readonly several: Readonly<Record<string, OrderSum>>;
}

const entryOf = ({ customerId, currency, orderedAt, updatedAt, status, lines }: Order): OrderEntry => {
  const kept = status === 'cancelled' ? [] : lines.filter((line) => keptQuantity(line) > 0);
  return {
    customerId,
    currency,
    orderedAt,
    updatedAt,
    orders: kept.length > 0 ? 1 : 0,
    units: kept.reduce((sum, line) => sum + keptQuantity(line), 0),
    revenue: kept.reduce((sum, line) => sum + line.unitPrice.amount * keptQuantity(line), 0),
    products: new Set(kept.map(({ productId }) => productId)).size,
  };
};

/** Of two versions of one moment the one that keeps less: refunds only take away. */
const replaces = (entry: OrderEntry, known: OrderEntry | undefined): boolean => {
  if (!known) return true;
  if (entry.updatedAt !== known.updatedAt) return entry.updatedAt > known.updatedAt;
  return entry.revenue < known.revenue || (entry.revenue === known.revenue && entry.units < known.units);
};

/** Sums while they grow: one object a currency, however many orders. */
type GrowingSums = Map<string, { orders: number; units: number; revenue: number }>;

const grow = (sums: GrowingSums, { currency, orders, units, revenue }: OrderEntry): void => {
  const sum = sums.get(currency);
  if (!sum) {
    sums.set(currency, { orders, units, revenue });
    return;
  }
  sum.orders += orders;
  sum.units += units;
  sum.revenue += revenue;
};

interface GrowingBuyer {
  readonly sums: GrowingSums;
  lastOrderAt?: string;
}

const growBuyer = (buyer: GrowingBuyer, entry: OrderEntry): void => {
  if (entry.orders === 0) return;
  grow(buyer.sums, entry);
  if (buyer.lastOrderAt === undefined || entry.orderedAt > buyer.lastOrderAt) buyer.lastOrderAt = entry.orderedAt;
};

const figuresOf = ({ sums, lastOrderAt }: GrowingBuyer): BuyerFigures => ({
  orders: [...sums.values()].reduce((total, { orders }) => total + orders, 0),
  spent: Object.fromEntries(Array.from(sums, ([currency, { revenue }]) => [currency, revenue])),
  ...(lastOrderAt !== undefined && { lastOrderAt }),
  byCurrency: Object.fromEntries(sums),
});

type Dated = Pick<OrderEntry, 'orderedAt'> & { readonly orderId: string };

const compareNewest = (a: Dated, b: Dated): number => {
  if (a.orderedAt !== b.orderedAt) return a.orderedAt < b.orderedAt ? 1 : -1;
  return a.orderId < b.orderId ? -1 : 1;
};

export class OrderFigures {
  readonly #orders = new Map<string, OrderEntry>();

  add(order: Order): void {
    const entry = entryOf(order);
    if (replaces(entry, this.#orders.get(order.orderId))) this.#orders.set(order.orderId, entry);
  }

  /** Figures of every customer with an order, kept or not. */
  customers(): ReadonlyMap<string, BuyerFigures> {
    const buyers = new Map<string, GrowingBuyer>();
    for (const entry of this.#orders.values()) {
      if (entry.customerId === undefined) continue;
      const buyer = buyers.get(entry.customerId) ?? { sums: new Map() };
      growBuyer(buyer, entry);
      buyers.set(entry.customerId, buyer);
    }
    return new Map(Array.from(buyers, ([customerId, buyer]) => [customerId, figuresOf(buyer)]));
  }

  /** Orders that name no customer. */
  guests(): BuyerFigures {
    const guests: GrowingBuyer = { sums: new Map() };
    for (const entry of this.#orders.values()) if (entry.customerId === undefined) growBuyer(guests, entry);
    return figuresOf(guests);
  }

  /** Kept orders from an instant on, newest first, and no more than `most` of them. */
  recent(since: string, most: number): RecentOrder[] {
    return Array.from(this.#orders, ([orderId, entry]) => ({ orderId, ...entry }))
      .filter(({ orders, orderedAt }) => orders > 0 && orderedAt >= since)
      .sort(compareNewest)
      .slice(0, most)
      .map(({ orderId, customerId, currency, revenue }) => ({ orderId, customerId, currency, revenue }));
  }

  baskets(): BasketFigures {
    const [single, several]: [GrowingSums, GrowingSums] = [new Map(), new Map()];
    for (const entry of this.#orders.values()) {
      if (entry.orders > 0) grow(entry.products > 1 ? several : single, entry);
    }
    return { single: Object.fromEntries(single), several: Object.fromEntries(several) };
  }
}
