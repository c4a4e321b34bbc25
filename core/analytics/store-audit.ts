/**
 * What a store's own orders and catalog say about its cross-selling, before or after anything was recommended: counts and
 * shares, nothing that a change would bring. Empty stores get zeros.
 */
import { type Affinity, affinities, affinityRatios } from '#core/analytics/affinity';
import { outOfStock } from '#core/analytics/opportunities/out-of-stock';
import { pairsNotShown } from '#core/analytics/opportunities/pairs-not-shown';
import { missingContent } from '#core/analytics/opportunities/thin-content';
import { type ContentField, contentFields, type Opportunity } from '#core/analytics/opportunity';
import type { BasketFigures } from '#core/analytics/order-figures';
import { isOutOfStock, type StoreFacts } from '#core/analytics/store-facts';
import type { CsvCell } from '#core/csv/csv-text';
import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';

export interface AuditCatalog {
  /** Products that are on sale. */
  readonly active: number;
  readonly outOfStock: number;
  /** Active ones that no order of the window holds. */
  readonly neverBought: number;
  /** Active ones with a stock that no order of the window holds. */
  readonly unsoldInStock: number;
  /** Active ones by what they do not say. */
  readonly missing: Readonly<Record<ContentField, number>>;
  /** Active ones without a cost: their margin is not known. */
  readonly withoutCost: number;
}

export interface AuditOrders {
  readonly orders: number;
  /** Orders with more than one product. */
  readonly withSeveral: number;
  /** Different products over all orders. */
  readonly products: number;
  /** People with an order, as customer, visit or guest. */
  readonly buyers: number;
  /** Of those, with more than one. */
  readonly repeatBuyers: number;
  /** By currency: orders with one product, and with several. */
  readonly baskets: BasketFigures;
}

export interface AuditLists {
  /** Products with a row of recommendations. */
  readonly rows: number;
  /** Rows of which shoppers taught nothing, only what products say of themselves. */
  readonly thinRows: number;
}

export interface StoreAudit {
  readonly orders: AuditOrders;
  readonly catalog: AuditCatalog;
  readonly lists: AuditLists;
  /** Surest first, shown or not. */
  readonly topPairs: readonly Affinity[];
  readonly missedPairs: readonly Opportunity[];
  readonly outOfStock: readonly Opportunity[];
}

const mostPairs = 100;

const severalProducts = ({ offsets }: GroupedLog): number => {
  let count = 0;
  for (let group = 1; group < offsets.length; group += 1) if (offsets[group]! - offsets[group - 1]! > 1) count += 1;
  return count;
};

const buyersOf = ({ people }: GroupedLog): { buyers: number; repeatBuyers: number } => {
  const orders = new Map<number, number>();
  for (const person of people) orders.set(person, (orders.get(person) ?? 0) + 1);
  return { buyers: orders.size, repeatBuyers: [...orders.values()].filter((count) => count > 1).length };
};

const catalogOf = ({ products, ordersWith, config }: StoreFacts): AuditCatalog => {
  const active = products.flatMap((product, item) =>
    product?.status === 'active' ? [{ product, orders: ordersWith[item]!, missing: missingContent(product) }] : [],
  );
  const unsold = active.filter(({ orders }) => orders === 0);
  return {
    active: active.length,
    outOfStock: active.filter(({ product }) => isOutOfStock(product, config)).length,
    neverBought: unsold.length,
    unsoldInStock: unsold.filter(({ product }) => product.stock !== undefined && product.stock > 0).length,
    missing: Object.fromEntries(
      contentFields.map((field) => [field, active.filter(({ missing }) => missing.includes(field)).length]),
    ) as Record<ContentField, number>,
    withoutCost: active.filter(({ product }) => product.cost === undefined).length,
  };
};

export const auditStore = (facts: StoreFacts, log: GroupedLog, baskets: BasketFigures): StoreAudit => ({
  orders: {
    orders: groupCount(log),
    withSeveral: severalProducts(log),
    products: log.items.length,
    ...buyersOf(log),
    baskets,
  },
  catalog: catalogOf(facts),
  lists: { rows: facts.listed.rows, thinRows: facts.listed.thinRows },
  topPairs: affinities(facts).slice(0, mostPairs),
  missedPairs: pairsNotShown(facts).slice(0, mostPairs),
  outOfStock: outOfStock(facts).slice(0, mostPairs),
});

export const auditColumns = [
  'section',
  'first_product_id',
  'first_title',
  'second_product_id',
  'second_title',
  'figure',
  'value',
] as const;

const figureRows = (section: string, figures: Readonly<Record<string, number>>): CsvCell[][] =>
  Object.entries(figures).map(([figure, value]) => [section, null, null, null, null, figure, value]);

const pairRows = (section: string, pair: Affinity, allOrders: number): CsvCell[][] => {
  const { first, second, orders } = pair;
  const figures = { orders_with_both: orders, lift: affinityRatios(pair, allOrders).lift };
  const names = [first.productId, first.title, second.productId, second.title];
  return Object.entries(figures).map(([figure, value]) => [section, ...names, figure, value]);
};

const opportunityRows = ({ kind, productIds, titles, evidence, stake }: Opportunity): CsvCell[][] => {
  const names = [productIds[0] ?? null, titles[0] ?? null, productIds[1] ?? null, titles[1] ?? null];
  return Object.entries({ ...evidence, [`stake_${stake.unit}`]: stake.value }).map(([figure, value]) => [
    kind,
    ...names,
    figure,
    value,
  ]);
};

const basketRows = ({ single, several }: BasketFigures): CsvCell[][] =>
  Object.entries({ single, several }).flatMap(([kind, byCurrency]) =>
    Object.entries(byCurrency).flatMap(([currency, { orders, units, revenue }]) =>
      figureRows('baskets', {
        [`orders_${kind}_${currency}`]: orders,
        [`units_${kind}_${currency}`]: units,
        [`revenue_minor_${kind}_${currency}`]: revenue,
      }),
    ),
  );

/** The audit as lines of a CSV file, one figure each. */
export const auditRows = ({ orders, catalog, lists, ...found }: StoreAudit): CsvCell[][] => {
  const { baskets, ...counts } = orders;
  const { missing, ...products } = catalog;
  return [
    ...figureRows('orders', counts),
    ...basketRows(baskets),
    ...figureRows('catalog', products),
    ...figureRows('missing', missing),
    ...figureRows('lists', { ...lists }),
    ...found.topPairs.flatMap((pair) => pairRows('pair', pair, counts.orders)),
    ...found.missedPairs.flatMap(opportunityRows),
    ...found.outOfStock.flatMap(opportunityRows),
  ];
};
