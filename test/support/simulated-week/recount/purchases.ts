import type { OrderVersion, TruthEvent } from '#test/support/simulated-week/week-truth';

/** An order as it counts for what a shopper spent. */
export interface Purchase {
  readonly orderId: string;
  readonly atMs: number;
  readonly amount: number;
  readonly currency: string;
}

const keptAmount = ({ lines }: OrderVersion): number =>
  lines.reduce((sum, line) => sum + (line.quantity - line.refundedQuantity) * line.unitPrice.amount, 0);

/** What a session bought, by time: as the server tells of it, or else the page; cancelled orders are none. */
export const purchasesOf = (events: readonly TruthEvent[], orders: readonly OrderVersion[]): Purchase[] => {
  const told = new Set(orders.map(({ orderId }) => orderId));
  const ofServer = orders
    .filter(({ status }) => status !== 'cancelled')
    .map((order) => ({
      orderId: order.orderId,
      atMs: Date.parse(order.orderedAt),
      amount: keptAmount(order),
      currency: order.currency,
    }));
  const ofPage = events
    .filter(({ wire }) => wire.type === 'purchase' && !told.has(wire.orderId!))
    .map(({ wire, occurredMs }) => ({
      orderId: wire.orderId!,
      atMs: occurredMs,
      amount: wire.value!.amount,
      currency: wire.value!.currency,
    }));
  return [...ofServer, ...ofPage].sort((a, b) => a.atMs - b.atMs);
};
