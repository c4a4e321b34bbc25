import { isObject, type Json, listAt, textAt } from '#local/cloud/template/json';

/** The task at the end of a prompt: `{"task": "product-lifetime", "products": […]}`, or `undefined`. */
export const productLifetimeTask = (prompt: string): Json[] | undefined => {
  const start = prompt.search(/\{\s*"task"\s*:\s*"product-lifetime"/);
  if (start < 0) return undefined;
  try {
    return listAt(JSON.parse(prompt.slice(start)) as Json, 'products');
  } catch {
    return undefined;
  }
};

/** Days that things of a kind last; the first that fits. */
const lifetimes: readonly (readonly [RegExp, number])[] = [
  [/coffee|milk|bread|snack/i, 14],
  [/tea|soap|shampoo|food|detergent|razor/i, 30],
  [/vitamin|supplement|cream|filter/i, 60],
  [/candle|battery|perfume/i, 90],
];

/** Estimates by a few fixed rules, so that the same products always get the same answers. */
export const productLifetimes = (products: readonly Json[]): Json => ({
  products: products.filter(isObject).map((product) => {
    const text = `${textAt(product, 'title') ?? ''} ${textAt(product, 'category') ?? ''}`;
    const days = lifetimes.find(([kind]) => kind.test(text))?.[1] ?? null;
    return { id: product.id ?? null, daysPerUnit: days };
  }),
});
