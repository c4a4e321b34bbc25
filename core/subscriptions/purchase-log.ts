import { keptQuantity, type Order } from '#core/orders/order';
import type { PurchaseLog } from '#core/subscriptions/forecast-products';
import type { Purchase } from '#core/subscriptions/purchase-gaps';

const unitsOf = ({ lines }: Order): Map<string, number> => {
  const units = new Map<string, number>();
  for (const line of lines) units.set(line.productId, (units.get(line.productId) ?? 0) + keptQuantity(line));
  return units;
};

/**
 * Collects who bought what and when from orders, each order once whatever comes twice. Guests' and cancelled orders say
 * nothing about a habit; units that were sent back were not used up.
 */
export class PurchaseLogBuilder {
  readonly #products = new Map<string, Map<string, Purchase[]>>();
  readonly #orderIds = new Set<string>();

  add(order: Order): void {
    const { orderId, customerId, status, orderedAt } = order;
    if (customerId === undefined || status === 'cancelled' || this.#orderIds.has(orderId)) return;
    this.#orderIds.add(orderId);
    const atMs = Date.parse(orderedAt);
    for (const [productId, units] of unitsOf(order)) {
      if (units > 0) this.#purchasesOf(productId, customerId).push({ atMs, units });
    }
  }

  #purchasesOf(productId: string, customerId: string): Purchase[] {
    const buyers = this.#products.get(productId) ?? new Map<string, Purchase[]>();
    this.#products.set(productId, buyers);
    const purchases = buyers.get(customerId) ?? [];
    buyers.set(customerId, purchases);
    return purchases;
  }

  finish(): PurchaseLog {
    return this.#products;
  }
}

/** One customer's purchases of one product. */
export const purchasesOf = (orders: readonly Order[], productId: string): Purchase[] => {
  const builder = new PurchaseLogBuilder();
  for (const order of orders) builder.add(order);
  return [...(builder.finish().get(productId)?.values() ?? [])].flat();
};
