import type { Product } from '#core/catalog/product';
import type { Money } from '#core/money/money';

export type ShopProduct = Product & { readonly svg: string };

/** Everything that the pages are rendered from. */
export interface Shop {
  readonly name: string;
  readonly companyId: string;
  /** ISO 4217 code that prices are shown in. */
  readonly currency: string;
  readonly products: readonly ShopProduct[];
  /** Origin of the API that the widget talks to. */
  readonly apiBase: string;
  /** Address of the widget script. */
  readonly widgetUrl: string;
  readonly publishableKey?: string;
  readonly canCheckOut: boolean;
}

export interface Category {
  readonly slug: string;
  readonly name: string;
  readonly products: readonly ShopProduct[];
}

export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Top categories with their products, variants left out, in the catalog's order. */
export const categoriesOf = ({ products }: Pick<Shop, 'products'>): Category[] => {
  const byName = new Map<string, ShopProduct[]>();
  for (const product of products) {
    if (product.status !== 'active' || product.variantOf !== undefined) continue;
    const name = product.categoryPath[0] ?? 'More';
    byName.set(name, [...(byName.get(name) ?? []), product]);
  }
  return [...byName].map(([name, members]) => ({ slug: slugOf(name), name, products: members }));
};

export const priceOf = (product: Product, currency: string): Money | undefined =>
  product.prices.find((price) => price.currency === currency);

export const productPath = (productId: string): string => `/products/${encodeURIComponent(productId)}`;

export const imagePath = (productId: string): string => `/images/${encodeURIComponent(productId)}.svg`;
