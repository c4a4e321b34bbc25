import type { Customer } from '#core/catalog/customer';
import type { Product } from '#core/catalog/product';
import { formatDecimalAmount } from '#core/money/money';
import { keptQuantity, type Order } from '#core/orders/order';

/** Sentences of a dry run's preview. */
export const describeOrder = (order: Order): string => {
  const amount = order.lines.reduce((sum, line) => sum + keptQuantity(line) * line.unitPrice.amount, 0);
  const total = `${formatDecimalAmount({ amount, currency: order.currency })} ${order.currency}`;
  const lines = `${order.lines.length} ${order.lines.length === 1 ? 'line' : 'lines'}`;
  return `${order.orderedAt.slice(0, 10)}, ${lines}, ${total}${order.status === 'cancelled' ? ', cancelled' : ''}`;
};

export const describeProduct = ({ title, prices }: Product): string =>
  [title, ...prices.map((price) => `${formatDecimalAmount(price)} ${price.currency}`)].join(', ');

export const describeCustomer = ({ segments }: Customer): string =>
  segments.length > 0 ? `segments ${segments.join(', ')}` : 'no segments';
