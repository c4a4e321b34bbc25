import type * as z from 'zod';
import type { cartInput, cartSchema } from '#contracts/api/carts';
import { type Cart, mergeLines } from '#core/carts/cart';

/** A cart as whoever knows its id may see it. */
export const toCartBody = ({ customerId: _, sessionId: __, ...cart }: Cart): z.input<typeof cartSchema> => ({
  ...cart,
  lines: [...cart.lines],
  couponCodes: [...cart.couponCodes],
});

/** The cart that a page sent, as it is kept. */
export const cartFromInput = (cartId: string, input: z.output<typeof cartInput>, now: string): Cart => ({
  ...input,
  cartId,
  lines: mergeLines(input.lines),
  updatedAt: now,
});
