import { useProducts } from './use-products.ts';

/** The title of a product, or its id when the catalog does not have it. */
export const useTitleOf = (): ((productId: string) => string) => {
  const { byId } = useProducts();
  return (productId) => byId.get(productId)?.title ?? productId;
};
