import type * as z from 'zod';
import type { productSchema } from '#contracts/api/catalog';
import type { Product } from '#core/catalog/product';

/** A product as the API answers it. */
export const toProductBody = (product: Product): z.input<typeof productSchema> => ({
  ...product,
  categoryPath: [...product.categoryPath],
  prices: [...product.prices],
  tags: [...product.tags],
});
