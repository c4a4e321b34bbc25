import type * as z from 'zod';
import type { productInput } from '#contracts/api/catalog';
import type { Product } from '#core/catalog/product';
import { utcInstant } from '#core/time/utc-instant';

/** A product as the store keeps it; without a time of its own it was changed `now`. */
export const productFromInput = (input: z.output<typeof productInput>, now: string): Product => ({
  ...input,
  updatedAt: utcInstant(input.updatedAt ?? now),
});
