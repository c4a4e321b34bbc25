import type { Cart } from '#core/carts/cart';
import { type CartCandidates, cartCandidates } from '#core/carts/cart-candidates';
import type { CompanySettings } from '#core/companies/company-settings';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';

/** What the live model has to say about a cart: one batch of rows; nothing without a model or lines. */
export const candidatesForCart = async (
  rows: Pick<RecommendationRowStore, 'getMany'>,
  { company, liveModel }: CompanySettings,
  { lines }: Pick<Cart, 'lines'>,
): Promise<CartCandidates> => {
  if (!liveModel || lines.length === 0) return {};
  const productIds = lines.map(({ productId }) => productId);
  return cartCandidates(await rows.getMany(company.companyId, productIds, liveModel.modelVersion), lines);
};
