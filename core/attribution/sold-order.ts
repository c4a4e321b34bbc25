/**
 * An order as its figures need it, whoever told of it. What the store's server sent outranks what a page said, in lines,
 * amounts and time; a page's word stands until the server's comes. A page tells products and a total: the total is
 * spread evenly over the products, by largest remainder, and every product counts one unit.
 */
import type { AttributableOrder } from '#core/attribution/attribute-order';
import type { ShopEvent } from '#core/events/shop-event';
import { allocate } from '#core/money/allocate';
import type { Money } from '#core/money/money';
import { keptQuantity, type Order } from '#core/orders/order';

/** What a page said of an order. */
export interface PagePurchase {
  readonly eventId: string;
  readonly sessionId: string;
  /** ISO-8601 UTC. */
  readonly at: string;
  readonly productIds: readonly string[];
  readonly value?: Money;
}

export interface SoldLine {
  readonly productId: string | null;
  /** Units bought. */
  readonly quantity: number;
  /** Units of them that the shopper kept. */
  readonly kept: number;
  /** Minor units for one. */
  readonly unitAmount: number;
}

export interface SoldOrder extends AttributableOrder {
  /** Null where a page did not say. */
  readonly currency: string | null;
  readonly lines: readonly SoldLine[];
  /** True for what only a page said. */
  readonly isPageOnly: boolean;
}

export const purchaseOf = ({
  eventId,
  sessionId,
  occurredAt: at,
  productIds = [],
  value,
}: ShopEvent): PagePurchase => ({
  eventId,
  sessionId,
  at,
  productIds,
  ...(value && { value }),
});

/** A page may be opened again: the first that tells an amount counts, else the first. Negative when `a` counts. */
const byWord = (a: PagePurchase, b: PagePurchase): number => {
  if ((a.value === undefined) !== (b.value === undefined)) return a.value === undefined ? 1 : -1;
  const [first, second] = [a, b].map(({ at, eventId, sessionId }) => [at, eventId, sessionId].join('\n')) as [
    string,
    string,
  ];
  return first < second ? -1 : Number(first > second);
};

/** Which of several words about one order counts, in whatever order they come. */
export const wordOfPage = (purchases: readonly PagePurchase[]): PagePurchase | undefined =>
  [...purchases].sort(byWord)[0];

export const soldByServer = ({ orderedAt, currency, lines, status }: Order): SoldOrder => ({
  orderedAt,
  currency,
  isPageOnly: false,
  lines: lines.map((line) => ({
    productId: line.productId,
    quantity: line.quantity,
    kept: status === 'cancelled' ? 0 : keptQuantity(line),
    unitAmount: line.unitPrice.amount,
  })),
});

export const soldByPage = ({ at, productIds, value }: PagePurchase): SoldOrder => {
  const products = productIds.length > 0 ? productIds : [null];
  const amounts = allocate(
    value?.amount ?? 0,
    products.map(() => 1),
  );
  return {
    orderedAt: at,
    currency: value?.currency ?? null,
    isPageOnly: true,
    lines: products.map((productId, index) => ({ productId, quantity: 1, kept: 1, unitAmount: amounts[index] ?? 0 })),
  };
};
