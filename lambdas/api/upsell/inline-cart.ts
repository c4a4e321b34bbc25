import type * as z from 'zod';
import type { cartInput } from '#contracts/api/carts';
import type { CompanySettings } from '#core/companies/company-settings';
import type { StoredCart } from '#core/ports/cart-store';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import { candidatesForCart } from '#lambdas/api/carts/candidates-for-cart';
import { cartFromInput } from '#lambdas/api/carts/cart-body';

/** A cart that came with a request, in the form in which stored ones are read. */
export const inlineCart = async (
  rows: Pick<RecommendationRowStore, 'getMany'>,
  company: CompanySettings,
  input: z.output<typeof cartInput>,
  now: string,
): Promise<StoredCart> => {
  const cart = cartFromInput('', input, now);
  return { cart, candidates: await candidatesForCart(rows, company, cart) };
};
