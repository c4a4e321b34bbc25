import { useMemo } from 'react';
import { useProducts } from '../products/use-products.ts';

const sortedOnce = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** Every category and every category above one, e.g. `Kitchen` and `Kitchen > Baking`; and every brand. */
export const useCatalogNames = (): { readonly categories: string[]; readonly brands: string[] } => {
  const { products } = useProducts();
  return useMemo(() => {
    const keys = products.flatMap(({ categoryPath }) =>
      categoryPath.map((_, depth) => categoryPath.slice(0, depth + 1).join(' > ')),
    );
    return { categories: sortedOnce(keys), brands: sortedOnce(products.flatMap(({ brand }) => brand ?? [])) };
  }, [products]);
};
