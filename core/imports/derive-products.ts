import type { Product } from '#core/catalog/product';
import type { OrderRow } from '#core/imports/order-row';
import type { Money } from '#core/money/money';

/** What order lines tell of one product; facts of several parts of a file add up in any order. */
export interface ProductFacts {
  readonly productId: string;
  /** How often each non-empty title occurred. */
  readonly titles: Record<string, number>;
  /** Newest price per currency. */
  readonly prices: Record<string, { at: string; amount: number }>;
  /** Newest line, ISO-8601 UTC. */
  newestAt: string;
}

export type FactsByProduct = Map<string, ProductFacts>;

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Of two prices at the same time the higher one: it does not depend on which came first. */
const newerPrice = (a: { at: string; amount: number } | undefined, b: { at: string; amount: number }) =>
  !a || b.at > a.at || (b.at === a.at && b.amount > a.amount) ? b : a;

const factsOf = (facts: FactsByProduct, productId: string): ProductFacts => {
  const known = facts.get(productId);
  if (known) return known;
  const fresh: ProductFacts = { productId, titles: {}, prices: {}, newestAt: '' };
  facts.set(productId, fresh);
  return fresh;
};

/** Adds a sold line to the facts. `orderedAt` is its order's time, which the row itself may not say. */
export const addRow = (facts: FactsByProduct, row: OrderRow, orderedAt: string): void => {
  const known = factsOf(facts, row.productId);
  if (row.title !== '') known.titles[row.title] = (known.titles[row.title] ?? 0) + 1;
  known.prices[row.currency] = newerPrice(known.prices[row.currency], { at: orderedAt, amount: row.amount });
  if (orderedAt > known.newestAt) known.newestAt = orderedAt;
};

/** Adds the facts of another part of the file. */
export const addFacts = (facts: FactsByProduct, other: ProductFacts): void => {
  const known = factsOf(facts, other.productId);
  for (const [title, count] of Object.entries(other.titles)) known.titles[title] = (known.titles[title] ?? 0) + count;
  for (const [currency, price] of Object.entries(other.prices)) {
    known.prices[currency] = newerPrice(known.prices[currency], price);
  }
  if (other.newestAt > known.newestAt) known.newestAt = other.newestAt;
};

const titleOf = ({ productId, titles }: ProductFacts): string => {
  const [best] = Object.entries(titles).sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  return best?.[0] ?? productId;
};

const pricesOf = ({ prices }: ProductFacts): Money[] =>
  Object.entries(prices)
    .map(([currency, { amount }]) => ({ amount, currency }))
    .sort((a, b) => compareText(a.currency, b.currency));

/** Products by id: title as most lines have it (the id when none has one), price as last sold. */
export const deriveProducts = (facts: FactsByProduct): Product[] =>
  [...facts.values()]
    .sort((a, b) => compareText(a.productId, b.productId))
    .map((known) => ({
      productId: known.productId,
      title: titleOf(known),
      categoryPath: [],
      prices: pricesOf(known),
      status: 'active',
      attributes: {},
      tags: [],
      updatedAt: known.newestAt,
    }));
