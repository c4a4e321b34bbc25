import type { Random } from '#local/demo/random';
import type { CartLine, Visitor } from '#test/support/simulated-week/visitor';
import { priceIn, weekProduct } from '#test/support/simulated-week/week-catalog';
import type { OrderAct, OrderVersion } from '#test/support/simulated-week/week-truth';

const hourMs = 3_600_000;

const iso = (ms: number): string => new Date(ms).toISOString();

/** The order as it was placed. */
export const placedOrder = (
  orderId: string,
  { kind, sessionId, customerId, currency }: Visitor,
  cart: readonly CartLine[],
  paidMs: number,
): OrderVersion => ({
  orderId,
  sessionId,
  ...(customerId !== undefined && !kind.startsWith('refuses') && { customerId }),
  status: 'placed',
  currency,
  orderedAt: iso(paidMs),
  updatedAt: iso(paidMs),
  lines: cart.map(({ productId, quantity }) => ({
    productId,
    quantity,
    refundedQuantity: 0,
    unitPrice: priceIn(weekProduct(productId), currency),
  })),
});

export const orderTotal = ({ lines, currency }: OrderVersion): { amount: number; currency: string } => ({
  amount: lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0),
  currency,
});

type Story = (order: OrderVersion, placedMs: number) => OrderAct[];

const send = (order: OrderVersion): OrderAct => ({ kind: 'send', order });

const later = (order: OrderVersion, atMs: number, change: Partial<OrderVersion> = {}): OrderVersion => ({
  ...order,
  ...change,
  updatedAt: iso(atMs),
});

const withOneMore = ({ lines: [first, ...others] }: OrderVersion): OrderVersion['lines'] => [
  { ...first!, quantity: first!.quantity + 1 },
  ...others,
];

const refundOfOne = ({ orderId, lines }: OrderVersion, atMs: number): OrderAct => ({
  kind: 'refund',
  orderId,
  refundId: `refund-${orderId}`,
  refundedAt: iso(atMs),
  lines: [{ productId: lines[0]!.productId, quantity: 1 }],
});

/** What may become of an order; acts that come twice are the repetitions of a server that saw no answer. */
const stories: readonly { readonly weight: number; readonly tell: Story }[] = [
  { weight: 40, tell: (order) => [send(order), send(order)] },
  {
    weight: 15,
    tell: (order, at) => {
      const amended = later(order, at + hourMs, { lines: withOneMore(order) });
      return [send(order), send(amended), send(order)];
    },
  },
  {
    weight: 10,
    tell: (order, at) => [send(later(order, at + hourMs, { lines: withOneMore(order) })), send(order)],
  },
  {
    weight: 15,
    tell: (order, at) => {
      const refund = refundOfOne(order, at + 2 * hourMs);
      return [send(order), refund, refund];
    },
  },
  {
    // A store that does not count its refunds in the lines: what was refunded here stays so.
    weight: 8,
    tell: (order, at) => [send(order), refundOfOne(order, at + 2 * hourMs), send(later(order, at + 3 * hourMs))],
  },
  {
    weight: 6,
    tell: (order, at) => {
      const lines = order.lines.map((line) => ({ ...line, refundedQuantity: line.quantity }));
      return [send(order), send(later(order, at + 2 * hourMs, { lines }))];
    },
  },
  {
    weight: 6,
    tell: (order, at) => {
      const cancel: OrderAct = { kind: 'cancel', orderId: order.orderId, cancelledAt: iso(at + hourMs) };
      return [send(order), cancel, cancel];
    },
  },
  {
    weight: 5,
    tell: (order, at) => [send(order), send(later(order, at + hourMs, { status: 'cancelled' }))],
  },
];

/** What the store's server will tell of an order, in this order. */
export const tellOrderStory = (order: OrderVersion, random: Random): OrderAct[] => {
  const story = stories[random.weighted(stories.map(({ weight }) => weight))]!;
  return story.tell(order, Date.parse(order.orderedAt));
};
