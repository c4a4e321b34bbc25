/**
 * The carts that could matter to a store's rules and tiers: for each product and each thing that conditions ask about,
 * the few values at which something changes. A cart is one value of each.
 */
import type { Cart, Device, UtmParameter } from '#core/carts/cart';
import type { Product } from '#core/catalog/product';
import type { OfferRequest } from '#core/offers/offer-request';
import type { ProductBulkDiscount } from '#core/pricing/bulk-tier';
import { leavesOf } from '#core/rules/check-condition';
import type { ConditionType, LeafCondition } from '#core/rules/condition-declarations';
import type { ShopperFacts } from '#core/rules/rule-facts';
import type { TargetingRule } from '#core/rules/targeting-rule';

/** What a simulated shopper brings along. */
export type CartDraft = Pick<Cart, 'lines' | 'couponCodes' | 'context'> & { readonly shopper: ShopperFacts };

/** Changes a draft in one respect; the first choice of every dimension changes nothing. */
export type Choice = (draft: CartDraft) => CartDraft;
export type Dimension = readonly Choice[];

export interface StackingSource extends Pick<OfferRequest, 'rules' | 'cards' | 'currency'> {
  readonly discounts: ReadonlyMap<string, ProductBulkDiscount>;
}

const unchanged: Choice = (draft) => draft;

type LeafOf<T extends ConditionType> = Extract<LeafCondition, { readonly type: T }>;

const leaves = <T extends ConditionType>(rules: readonly TargetingRule[], type: T): LeafOf<T>[] =>
  rules.flatMap(({ conditions }) => leavesOf(conditions).filter((leaf): leaf is LeafOf<T> => leaf.type === type));

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)].sort();

const dimension = <T>(values: readonly T[], choose: (value: T) => Choice): Dimension => [
  unchanged,
  ...unique(values).map(choose),
];

const mostQuantity = 10_000;

const unitConditions = [
  'cart-quantity',
  'contains-product',
  'contains-category',
  'contains-brand',
  'contains-tag',
] as const;

const asksForUnits = (leaf: LeafCondition): leaf is LeafOf<(typeof unitConditions)[number]> =>
  unitConditions.some((type) => type === leaf.type);

/** Quantities at which a tier begins or is one unit away, or a condition begins to hold. */
const quantitiesOf = (product: Product, { rules, discounts, currency }: StackingSource): number[] => {
  const tiers = discounts.get(product.productId)?.tiers ?? [];
  const asked = rules
    .flatMap(({ conditions }) => leavesOf(conditions))
    .flatMap((leaf) => (asksForUnits(leaf) ? (leaf.atLeast ?? 1) : []));
  const price = product.prices.find((one) => one.currency === currency)?.amount ?? 0;
  const totals = price > 0 ? leaves(rules, 'cart-total').map(({ atLeast = 0 }) => Math.ceil(atLeast / price)) : [];
  const steps = tiers.flatMap(({ minQuantity }) => [minQuantity - 1, minQuantity]);
  const all = [1, ...steps, ...asked, ...totals].filter((quantity) => quantity >= 1 && quantity <= mostQuantity);
  return [...new Set(all)].sort((a, b) => a - b);
};

const productDimension = (product: Product, source: StackingSource): Dimension => [
  unchanged,
  ...quantitiesOf(product, source).map(
    (quantity): Choice =>
      (draft) => ({ ...draft, lines: [...draft.lines, { productId: product.productId, quantity }] }),
  ),
];

const withContext =
  (context: Cart['context']): Choice =>
  (draft) => ({ ...draft, context: { ...draft.context, ...context } });

const withShopper =
  (shopper: Partial<ShopperFacts>): Choice =>
  (draft) => ({ ...draft, shopper: { ...draft.shopper, ...shopper } });

/** Each segment alone and all together: what asks for one rarely forbids another. */
const segmentDimension = ({ rules, discounts }: StackingSource): Dimension => {
  const groups = [...discounts.values()].flatMap(({ tiers }) =>
    tiers.flatMap(({ customerGroup }) => customerGroup ?? []),
  );
  const segments = unique([...leaves(rules, 'customer-segment').flatMap((leaf) => leaf.segments), ...groups]);
  const sets = segments.length > 1 ? [...segments.map((one) => [one]), segments] : [segments];
  return [unchanged, ...sets.filter((set) => set.length > 0).map((set) => withShopper({ segments: set }))];
};

const boundsOf = (leaf: { readonly atLeast?: number; readonly atMost?: number }): number[] =>
  [leaf.atLeast, leaf.atMost].filter((bound) => bound !== undefined);

/** Nothing seen, or all that rules ask for: what asks for one product rarely forbids another. */
const viewsDimension = (rules: StackingSource['rules']): Dimension => {
  const viewedProductIds = unique(leaves(rules, 'viewed-product').flatMap(({ productIds }) => productIds));
  return viewedProductIds.length > 0 ? [unchanged, withShopper({ viewedProductIds })] : [unchanged];
};

const shopperDimensions = ({ rules }: StackingSource): Dimension[] => [
  dimension(leaves(rules, 'orders-count').flatMap(boundsOf), (orders) => withShopper({ orders })),
  dimension(leaves(rules, 'days-since-last-order').flatMap(boundsOf), (days) =>
    withShopper({ daysSinceLastOrder: days }),
  ),
  viewsDimension(rules),
];

const contextDimensions = ({ rules }: StackingSource): Dimension[] => {
  const utm = leaves(rules, 'utm').flatMap(({ parameter, values }) =>
    values.map((value) => JSON.stringify([parameter, value])),
  );
  const variants = leaves(rules, 'experiment-variant').flatMap((leaf) =>
    leaf.variants.map((variant) => JSON.stringify([leaf.experimentId, variant])),
  );
  return [
    dimension(
      leaves(rules, 'device').flatMap((leaf) => leaf.devices),
      (device: Device) => withContext({ device }),
    ),
    dimension(
      leaves(rules, 'country').flatMap((leaf) => leaf.countries),
      (country) => withContext({ country }),
    ),
    dimension(
      leaves(rules, 'referrer').flatMap((leaf) => leaf.hosts),
      (host) => withContext({ referrer: `https://${host}/` }),
    ),
    dimension(
      leaves(rules, 'first-visit').map((leaf) => leaf.is),
      (firstVisit) => withContext({ firstVisit }),
    ),
    dimension(utm, (text) => {
      const [parameter, value] = JSON.parse(text) as [UtmParameter, string];
      return withContext({ utm: { [parameter]: value } });
    }),
    dimension(variants, (text) => {
      const [experimentId, variant] = JSON.parse(text) as [string, string];
      return withContext({ variants: { [experimentId]: variant } });
    }),
  ];
};

const couponDimension = ({ rules }: StackingSource): Dimension => {
  const couponCodes = unique(leaves(rules, 'coupon-code').flatMap(({ codes }) => codes));
  return couponCodes.length > 0 ? [unchanged, (draft) => ({ ...draft, couponCodes })] : [unchanged];
};

/** Dimensions of products, one for each that is sold in the currency, in the order of their ids. */
export const productDimensions = (source: StackingSource): Dimension[] =>
  [...source.cards.values()]
    .filter(({ status, prices }) => status === 'active' && prices.some(({ currency }) => currency === source.currency))
    .sort((a, b) => (a.productId < b.productId ? -1 : 1))
    .map((product) => productDimension(product, source));

/** Dimensions of everything else that conditions ask about. */
export const shopperAndContextDimensions = (source: StackingSource): Dimension[] =>
  [
    segmentDimension(source),
    ...shopperDimensions(source),
    ...contextDimensions(source),
    couponDimension(source),
  ].filter(({ length }) => length > 1);
