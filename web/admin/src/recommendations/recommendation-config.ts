import type { AnswerOf } from '../api/api-client.ts';

export type RecommendationConfig = AnswerOf<'getRecommendationConfig'>['config'];
export type Weights = RecommendationConfig['weights'];
export type Boost = RecommendationConfig['boosts'][number];
export type HiddenPair = RecommendationConfig['hidden'][number];
export type Pin = RecommendationConfig['pins'][number];

export const relationNames: Readonly<Record<string, string>> = {
  'bought-together': 'Bought together',
  'also-bought': 'Also bought',
  'also-viewed': 'Also viewed',
  similar: 'Similar',
  popularity: 'Popular',
  popular: 'Popular',
  trending: 'Trending',
  reminder: 'Seen or bought before',
  'seen-before': 'Seen before',
  'bought-before': 'Bought before',
  boost: 'Boost',
  margin: 'Margin',
  stock: 'Low stock',
  pin: 'Pinned',
  pinned: 'Pinned',
};

export const sourceNames: Readonly<Record<string, string>> = {
  model: 'learned from your shoppers',
  content: 'alike in the catalog',
  category: 'the category as a whole',
  popular: 'the store as a whole',
  none: 'nothing to recommend',
};

export const filterNames: Readonly<Record<string, string>> = {
  self: 'the product itself',
  'variant-of-self': 'a variant of the product',
  'duplicate-variant': 'another variant is shown',
  'out-of-stock': 'too little stock',
  inactive: 'not active',
  excluded: 'never recommend',
  'not-whitelisted': 'not on the only-recommend list',
  'in-cart': 'already in the cart',
  'no-price-in-currency': 'no price in the currency',
  hidden: 'hidden beside this product',
  unknown: 'no longer in the catalog',
};

/** `0.125` → `13%`, or `12.5%` with one decimal. */
export const percent = (share: number, decimals = 0): string => `${(share * 100).toFixed(decimals)}%`;

/** Midnight at the end of the chosen day, in the reader's time zone, as an instant. */
export const endOfDay = (date: string): string => new Date(`${date}T23:59:59`).toISOString();

/** The day that `endOfDay` made an instant of, in the reader's time zone; empty for none. */
export const lastDayOf = (instant: string | undefined): string => {
  if (instant === undefined) return '';
  const date = new Date(instant);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
};

/** Share of each weight in the whole, in whole percent. */
export const shareOf = (weights: Weights, name: keyof Weights): number => {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? 0 : Math.round((weights[name] / total) * 100);
};

/** What stands in the way of saving, in words; the server checks again. */
export const draftProblem = (config: RecommendationConfig): string | undefined => {
  if (Object.values(config.weights).every((weight) => weight === 0)) {
    return 'All weights are zero. Give at least one of them some weight.';
  }
  return undefined;
};

const sortMembers = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** The same text for the same settings: the order of members says nothing, and stores do not keep it. */
export const canonicalJson = (config: RecommendationConfig): string => JSON.stringify(config, sortMembers);
