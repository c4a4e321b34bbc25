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

const withSum = (sums: Record<string, OrderSum>, { currency, orders, units, revenue }: OrderEntry): void => {
  sums[currency] = addSums(sums[currency] ?? noOrders, { orders, units, revenue });
};

const newer = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);

const noFigures = (): BuyerFigures => ({ orders: 0, spent: {}, byCurrency: {} });

const addTo = (figures: BuyerFigures, entry: OrderEntry): BuyerFigures => {
  if (entry.orders === 0) return figures;
  const byCurrency = { ...figures.byCurrency };
  withSum(byCurrency, entry);
  const spent = Object.fromEntries(Object.entries(byCurrency).map(([currency, { revenue }]) => [currency, revenue]));
  return {
    orders: figures.orders + 1,
    spent,
    lastOrderAt: newer(figures.lastOrderAt, entry.orderedAt),
    byCurrency,
  };
};

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
    const customers = new Map<string, BuyerFigures>();
    for (const entry of this.#orders.values()) {
      if (entry.customerId === undefined) continue;
      customers.set(entry.customerId, addTo(customers.get(entry.customerId) ?? noFigures(), entry));
    }
    return customers;
  }

  /** Orders that name no customer. */
  guests(): BuyerFigures {
    return [...this.#orders.values()].filter(({ customerId }) => customerId === undefined).reduce(addTo, noFigures());
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
    const figures: { single: Record<string, OrderSum>; several: Record<string, OrderSum> } = {
      single: {},
      several: {},
    };
    for (const entry of this.#orders.values()) {
      if (entry.orders > 0) withSum(entry.products > 1 ? figures.several : figures.single, entry);
    }
    return figures;
  }
}
