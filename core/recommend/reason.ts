import { fewestQuotablePeople } from '#core/similarity/pair-evidence';

export const reasonCodes = [
  'bought-together',
  'also-bought',
  'also-viewed',
  'similar',
  'popular',
  'trending',
  'pinned',
  'seen-before',
  'bought-before',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Why an item is shown, safe to show to any visitor. */
export interface Reason {
  readonly code: ReasonCode;
  readonly text: string;
  /** Exact counts behind the text; empty when they would point at fewer than 5 people. */
  readonly evidence: Readonly<Record<string, number>>;
}

/** What is known about why an item is shown. */
export interface ReasonFacts {
  readonly code: ReasonCode;
  /** Groups that hold both products, or people for popularity. */
  readonly count: number;
  /** Groups that hold the source product. */
  readonly total: number;
  readonly fewPeople?: boolean;
  /** True when the item relates to an earlier product of the session, not to the product of the page. */
  readonly fromContext?: boolean;
  /** What the two share, for `similar`; the category's name, for `popular` and `trending`. */
  readonly shared?: 'category' | 'brand';
  readonly category?: string;
  /** A language model's sentence; replaces the text, never the evidence. */
  readonly writtenText?: string;
}

/** `1940` → `1,940`, the same on every machine. */
export const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** Without numbers, and without a claim of frequency that few people could not carry. */
const plainTexts: Readonly<Record<ReasonCode, string>> = {
  'bought-together': 'Bought together',
  'also-bought': 'Also bought by customers',
  'also-viewed': 'Also viewed by visitors',
  similar: 'Similar product',
  popular: 'Popular in this shop',
  trending: 'Trending in this shop',
  pinned: 'Picked by the shop',
  'seen-before': 'You looked at this',
  'bought-before': 'You bought this before',
};

const countedText = ({ code, count, total }: ReasonFacts): string | undefined => {
  const both = thousands(count);
  if (code === 'bought-together') return `Bought together in ${both} of ${thousands(total)} orders`;
  if (code === 'also-bought') return `Bought by ${both} customers who bought this`;
  if (code === 'also-viewed') return `Viewed in ${both} of ${thousands(total)} visits to this product`;
  return undefined;
};

const countNames = {
  'bought-together': ['ordersTogether', 'orders'],
  'also-bought': ['customersOfBoth', 'customers'],
  'also-viewed': ['visitsToBoth', 'visits'],
} as const;

const countedEvidence = ({ code, count, total }: ReasonFacts): Reason['evidence'] => {
  if (code === 'popular' || code === 'trending') return { people: count };
  if (code !== 'bought-together' && code !== 'also-bought' && code !== 'also-viewed') return {};
  const [both, all] = countNames[code];
  return { [both]: count, [all]: total };
};

const generalText = ({ code, shared, category, fromContext, count }: ReasonFacts): string => {
  // Nobody bought it yet: it may be shown, but not called popular.
  if (code === 'popular' && count === 0) return category ? `More from ${category}` : 'More from this shop';
  if (fromContext) return 'Goes with what you looked at';
  // A third product links the two; nobody has met both yet.
  if (code === 'also-viewed' && count === 0) return 'Seen by visitors with similar interests';
  if (code === 'bought-together' && count === 0) return 'Goes with similar products';
  if (code === 'also-bought' && count === 0) return 'Liked by customers with similar taste';
  if (code === 'similar' && shared) return `Similar: same ${shared}`;
  if (category && code === 'popular') return `Popular in ${category}`;
  if (category && code === 'trending') return `Trending in ${category}`;
  return plainTexts[code];
};

/** The reason for an item. Counts of fewer than five distinct people appear neither in the text nor in the evidence. */
export const makeReason = (facts: ReasonFacts): Reason => {
  const quotable = facts.count >= fewestQuotablePeople && !facts.fewPeople && !facts.fromContext;
  const own = (quotable ? countedText(facts) : undefined) ?? generalText(facts);
  return {
    code: facts.code,
    text: facts.writtenText ?? own,
    evidence: quotable ? countedEvidence(facts) : {},
  };
};
