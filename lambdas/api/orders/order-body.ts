import type * as z from 'zod';
import type { orderInput, orderSchema } from '#contracts/api/orders';
import type { Order } from '#core/orders/order';
import { utcInstant } from '#core/time/utc-instant';

/** An order as the API answers it. */
export const toOrderBody = (order: Order): z.input<typeof orderSchema> => ({
  ...order,
  lines: [...order.lines],
  refundIds: order.refundIds && [...order.refundIds],
});

/** An order as the store keeps it; without a time of its own it was changed when it was placed. */
export const orderFromInput = (input: z.output<typeof orderInput>): Order => ({
  ...input,
  orderedAt: utcInstant(input.orderedAt),
  updatedAt: utcInstant(input.updatedAt ?? input.orderedAt),
});
