const categories = ['Coffee', 'Tea', 'Kitchen', 'Garden', 'Books', 'Toys'] as const;
const productsEach = 6;

export interface WeekProduct {
  readonly productId: string;
  readonly title: string;
  readonly categoryPath: readonly string[];
  readonly brand: string;
  readonly prices: readonly { readonly amount: number; readonly currency: string }[];
  readonly cost: { readonly amount: number; readonly currency: string };
}

const productOf = (category: string, index: number, place: number): WeekProduct => ({
  productId: `${category.toLowerCase()}-${index}`,
  title: `${category} no. ${index}`,
  categoryPath: ['Shop', category],
  brand: `Brand ${place % 4}`,
  prices: [
    { amount: 790 + 310 * place, currency: 'EUR' },
    { amount: 850 + 330 * place, currency: 'CHF' },
  ],
  cost: { amount: 400 + 150 * place, currency: 'EUR' },
});

/** What the store sells, all of it in both currencies. */
export const weekCatalog: readonly WeekProduct[] = categories.flatMap((category, first) =>
  Array.from({ length: productsEach }, (_, index) => productOf(category, index, first * productsEach + index)),
);

export const weekProduct = (productId: string): WeekProduct =>
  weekCatalog.find((product) => product.productId === productId)!;

export const priceIn = ({ prices }: WeekProduct, currency: string): { amount: number; currency: string } =>
  prices.find((price) => price.currency === currency)!;
