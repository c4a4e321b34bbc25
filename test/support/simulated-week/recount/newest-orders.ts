import type { OrderAct, OrderVersion, WeekTruth } from '#test/support/simulated-week/week-truth';

type Lines = OrderVersion['lines'];

const sentBack = (lines: Lines, productId: string): number =>
  lines.reduce((sum, line) => sum + (line.productId === productId ? line.refundedQuantity : 0), 0);

/** Takes units of a product off its lines, as far as they are still there. */
const takeBack = (lines: Lines, productId: string, quantity: number): Lines => {
  let left = quantity;
  return lines.map((line) => {
    const taken = line.productId === productId ? Math.min(left, line.quantity - line.refundedQuantity) : 0;
    left -= taken;
    return { ...line, refundedQuantity: line.refundedQuantity + taken };
  });
};

const laterOf = (a: string, b: string): string => (a > b ? a : b);

class Ledger {
  readonly orders = new Map<string, OrderVersion>();
  readonly #refunds = new Set<string>();

  apply(act: OrderAct): void {
    if (act.kind === 'send') this.#send(act.order);
    else if (act.kind === 'refund') this.#refund(act);
    else this.#cancel(act.orderId, act.cancelledAt);
  }

  /** The newest version counts; refunds that were told here stay, though a store may not count them in its lines. */
  #send(order: OrderVersion): void {
    const known = this.orders.get(order.orderId);
    if (known && order.updatedAt < known.updatedAt) return;
    let { lines } = order;
    const refunded = [...this.#refunds].some((id) => id.startsWith(`${order.orderId}/`));
    for (const { productId } of refunded ? (known?.lines ?? []) : []) {
      const missing = sentBack(known!.lines, productId) - sentBack(lines, productId);
      if (missing > 0) lines = takeBack(lines, productId, missing);
    }
    this.orders.set(order.orderId, { ...order, lines });
  }

  #refund({ orderId, refundId, refundedAt, lines }: Extract<OrderAct, { kind: 'refund' }>): void {
    const order = this.orders.get(orderId)!;
    if (this.#refunds.has(`${orderId}/${refundId}`)) return;
    this.#refunds.add(`${orderId}/${refundId}`);
    const kept = lines.reduce((left, { productId, quantity }) => takeBack(left, productId, quantity), order.lines);
    this.orders.set(orderId, { ...order, lines: kept, updatedAt: laterOf(order.updatedAt, refundedAt) });
  }

  #cancel(orderId: string, cancelledAt: string): void {
    const order = this.orders.get(orderId)!;
    if (order.status === 'cancelled') return;
    const updatedAt = laterOf(order.updatedAt, cancelledAt);
    this.orders.set(orderId, { ...order, status: 'cancelled', updatedAt });
  }
}

/** Every order that a server told of, as it stands at the end of the week. */
export const newestOrders = ({ orderActs }: Pick<WeekTruth, 'orderActs'>): OrderVersion[] => {
  const ledger = new Ledger();
  for (const act of orderActs) ledger.apply(act);
  return [...ledger.orders.values()].sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
};
