/**
 * Segments by recency, frequency and monetary value (RFM; Hughes, "Strategic Database Marketing", 1994), with fixed
 * limits instead of quintiles, so that a customer's segments do not change because of what others buy.
 *
 * By recency exactly one of new (no kept order), returning, at-risk and lapsed; `vip` beside returning or at-risk when
 * orders and spending reach both limits; by mean order value in the company's currency exactly one of value-low,
 * value-mid and value-high. Orders in other currencies count as orders, not as money: amounts are never converted.
 */
import type { CustomerTotals } from '#core/orders/spend-ledger';
import type { ShopperFacts } from '#core/rules/rule-facts';
import type { SegmentConfig } from '#core/segments/segment-config';

export const computedSegments = [
  'new',
  'returning',
  'vip',
  'at-risk',
  'lapsed',
  'value-low',
  'value-mid',
  'value-high',
] as const;
export type ComputedSegment = (typeof computedSegments)[number];

const dayMs = 86_400_000;

const byRecency = (days: number, { atRiskAfterDays, lapsedAfterDays }: SegmentConfig): ComputedSegment => {
  if (days >= lapsedAfterDays) return 'lapsed';
  return days >= atRiskAfterDays ? 'at-risk' : 'returning';
};

const byValue = (meanAmount: number, { valueBands }: SegmentConfig): ComputedSegment => {
  if (meanAmount >= valueBands.high) return 'value-high';
  return meanAmount >= valueBands.mid ? 'value-mid' : 'value-low';
};

export interface SegmentContext {
  readonly config: SegmentConfig;
  /** The company's currency. */
  readonly currency: string;
  /** ISO-8601 UTC. */
  readonly now: string;
  /** Segments that the store gave the customer. */
  readonly given?: readonly string[];
}

/** What rules may know of a customer. Prices of groups go by the segments that the store gave, as everywhere. Totals without orders are those of somebody new. */
export const shopperFactsOf = (
  { orders, spent, lastOrderAt }: CustomerTotals,
  { config, currency, now, given = [] }: SegmentContext,
): ShopperFacts => {
  if (orders === 0 || lastOrderAt === undefined)
    return { segments: [...new Set(['new', ...given])], priceGroups: given, orders: 0 };
  const days = Math.max(0, Math.floor((Date.parse(now) - Date.parse(lastOrderAt)) / dayMs));
  const amount = spent[currency] ?? 0;
  const recency = byRecency(days, config);
  const isVip = recency !== 'lapsed' && orders >= config.vipOrders && amount >= config.vipSpent;
  const computed = [recency, ...(isVip ? ['vip'] : []), byValue(amount / orders, config)];
  return { segments: [...new Set([...computed, ...given])], priceGroups: given, orders, daysSinceLastOrder: days };
};
