import { LRUCache } from 'lru-cache';
import type { OfferHistory } from '#core/offers/offer-history';
import type { OfferReads } from '#core/offers/offer-reads';
import { totalsOf } from '#core/orders/spend-ledger';
import type { OfferData, OfferDataReader } from '#core/ports/offer-data-reader';
import type { ProductBulkDiscount } from '#core/pricing/bulk-tier';
import type { RuleUsage } from '#core/rules/targeting-rule';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { batchGet } from './batch.ts';
import { forecastOf } from './forecast-store.ts';
import { keys, type PrimaryKey } from './keys.ts';
import { fromItem as productFromItem } from './product-store.ts';
import { ledgerOf } from './purchase-store.ts';
import { shopperStateOf } from './shopper-item.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;
type ReadItem = (key: PrimaryKey) => Item | undefined;

const productsKeptMs = 60_000;
const mostProductItems = 40_000;

const nameOf = ({ pk, sk }: PrimaryKey): string => `${pk}\n${sk}`;

/** `null` stands for "known to be absent". */
type Kept = { readonly item: Item | null };

const productKeys = (companyId: string, { productIds, subscriptionIds, forecastIds }: OfferReads): PrimaryKey[] => [
  ...productIds.flatMap((id) => [keys.product(companyId, id), keys.bulkDiscount(companyId, id)]),
  ...subscriptionIds.map((id) => keys.subscriptionConfig(companyId, id)),
  ...forecastIds.map((id) => keys.productForecast(companyId, id)),
];

const freshKeys = (
  companyId: string,
  { budgetRuleIds, customerId, sessionId, asksForViews }: OfferReads,
): PrimaryKey[] => [
  ...budgetRuleIds.map((ruleId) => keys.ruleUsage(companyId, ruleId)),
  ...(sessionId === undefined ? [] : [keys.sessionOffers(companyId, sessionId)]),
  ...(sessionId === undefined || !asksForViews ? [] : [keys.session(companyId, sessionId)]),
  ...(customerId === undefined
    ? []
    : [
        keys.customer(companyId, customerId),
        keys.customerPurchases(companyId, customerId),
        keys.customerOffers(companyId, customerId),
      ]),
];

const mapOf = <T>(ids: readonly string[], lookUp: (id: string) => T | undefined): Map<string, T> =>
  new Map(
    ids.flatMap((id) => {
      const value = lookUp(id);
      return value === undefined ? [] : [[id, value] as const];
    }),
  );

const usageOf = (item: Item | undefined): RuleUsage | undefined =>
  item && {
    accepts: Number(item.accepts ?? 0),
    discounts: Object.fromEntries(
      Object.entries(item)
        .filter(([name]) => name.startsWith('discount:'))
        .map(([name, amount]) => [name.slice('discount:'.length), Number(amount)]),
    ),
  };

const historyOf = (item: Item | undefined): OfferHistory => (item?.rules as OfferHistory | undefined) ?? {};

const dataOf = (companyId: string, reads: OfferReads, read: ReadItem): OfferData => {
  const { productIds, subscriptionIds, forecastIds, budgetRuleIds, customerId, sessionId } = reads;
  const ofCustomer = (keyOf: (companyId: string, customerId: string) => PrimaryKey): Item | undefined =>
    customerId === undefined ? undefined : read(keyOf(companyId, customerId));
  return {
    cards: mapOf(productIds, (id) => {
      const item = read(keys.product(companyId, id));
      return item && productFromItem(item);
    }),
    discounts: mapOf(productIds, (productId) => {
      const value = read(keys.bulkDiscount(companyId, productId))?.value;
      return value === undefined ? undefined : ({ ...value, productId } as ProductBulkDiscount);
    }),
    subscriptions: mapOf(
      subscriptionIds,
      (id) => read(keys.subscriptionConfig(companyId, id))?.value as SubscriptionConfig | undefined,
    ),
    forecasts: mapOf(forecastIds, (id) => {
      const item = read(keys.productForecast(companyId, id));
      return item && forecastOf(item);
    }),
    usage: mapOf(budgetRuleIds, (ruleId) => usageOf(read(keys.ruleUsage(companyId, ruleId)))),
    totals: totalsOf(ledgerOf(ofCustomer(keys.customerPurchases))),
    givenSegments: (ofCustomer(keys.customer)?.segments as string[] | undefined) ?? [],
    ...(sessionId !== undefined && {
      viewedProductIds: shopperStateOf(read(keys.session(companyId, sessionId)))?.viewedProductIds,
    }),
    history: {
      session: historyOf(sessionId === undefined ? undefined : read(keys.sessionOffers(companyId, sessionId))),
      customer: historyOf(ofCustomer(keys.customerOffers)),
    },
  };
};

export interface OfferCacheSettings {
  /** Milliseconds, monotonic; for tests. */
  readonly now?: () => number;
}

/**
 * All that offers need beside rules and cart, in one batch. Products, tiers and subscription settings stay in memory for
 * 60 seconds; what belongs to the shopper or counts against a budget is read each time.
 */
export const makeOfferDataReader = (table: Table, { now }: OfferCacheSettings = {}): OfferDataReader => {
  const clock = now ? { perf: { now }, ttlResolution: 0 } : {};
  const cache = new LRUCache<string, Kept>({ max: mostProductItems, ttl: productsKeptMs, ...clock });
  return {
    read: async (companyId, reads) => {
      const found = new Map<string, Item>();
      const missing: PrimaryKey[] = [];
      for (const key of productKeys(companyId, reads)) {
        const kept = cache.get(nameOf(key));
        if (!kept) missing.push(key);
        else if (kept.item) found.set(nameOf(key), kept.item);
      }
      const items = await batchGet(table, [...missing, ...freshKeys(companyId, reads)]);
      for (const item of items) found.set(nameOf(item as Item & PrimaryKey), item);
      for (const key of missing) cache.set(nameOf(key), { item: found.get(nameOf(key)) ?? null });
      return dataOf(companyId, reads, (key) => found.get(nameOf(key)));
    },
  };
};
