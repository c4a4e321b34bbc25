import type { Customer } from '#core/catalog/customer';
import type { Product } from '#core/catalog/product';
import type { ReturnedUnits } from '#core/imports/group-orders';
import type { OrderRow } from '#core/imports/order-row';
import type { Order } from '#core/orders/order';

/** What the chunks of an import hold, with the row it began in. */
export type ImportEntity =
  | { readonly kind: 'product'; readonly row: number; readonly product: Product }
  | { readonly kind: 'customer'; readonly row: number; readonly customer: Customer }
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'return'; readonly returned: ReturnedUnits };

/** What the rows of an order file hold: a line, or in JSONL a whole order. */
export type OrderFileRow = OrderRow | Order;

export const isWholeOrder = (row: OrderFileRow): row is Order => 'lines' in row;

/** Entities with the same key meet in one chunk: a customer's orders with their returns. */
export const chunkKeyOf = (entity: ImportEntity): string => {
  switch (entity.kind) {
    case 'product':
      return entity.product.productId;
    case 'customer':
      return entity.customer.customerId;
    case 'order':
      return entity.order.customerId ?? entity.order.orderId;
    case 'return':
      return entity.returned.customerId;
  }
};
