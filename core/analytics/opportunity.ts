/** What a store could do better about its recommendations, as far as its own data say so. */
export const opportunityKinds = [
  'pair-not-shown',
  'out-of-stock',
  'unclicked-placement',
  'never-recommended',
  'thin-content',
] as const;
export type OpportunityKind = (typeof opportunityKinds)[number];

/** What `stake` counts: never money, and never what a change would bring. */
export const stakeUnits = ['orders-beyond-chance', 'units-sold', 'lists-shown', 'views'] as const;
export type StakeUnit = (typeof stakeUnits)[number];

/** Fields of a product that lists are made from. */
export const contentFields = ['category', 'brand', 'image', 'attributes', 'title'] as const;
export type ContentField = (typeof contentFields)[number];

export interface Opportunity {
  /** Kind and what it is about: the same from night to night. */
  readonly opportunityId: string;
  readonly kind: OpportunityKind;
  /** What it is about; with a pair, the product to offer comes second. */
  readonly productIds: readonly string[];
  readonly titles: readonly string[];
  readonly placement?: string;
  /** Of a product with thin content. */
  readonly missing?: readonly ContentField[];
  /** Counts behind it, each recountable from orders, catalog, lists or events. */
  readonly evidence: Readonly<Record<string, number>>;
  /** How much it is about, as counted; opportunities of a kind go by it. */
  readonly stake: { readonly value: number; readonly unit: StakeUnit };
}

/** Most of one kind: more than anybody works through. */
const mostOfAKind = 200;

/** The greatest stakes first, and no more than anybody works through. */
export const greatestFirst = (found: readonly Opportunity[]): readonly Opportunity[] =>
  [...found]
    .sort((a, b) => b.stake.value - a.stake.value || (a.opportunityId < b.opportunityId ? -1 : 1))
    .slice(0, mostOfAKind);
