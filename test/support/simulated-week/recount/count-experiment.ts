import { countedEvents } from '#test/support/simulated-week/recount/count-days';
import { newestOrders } from '#test/support/simulated-week/recount/newest-orders';
import { purchasesOf } from '#test/support/simulated-week/recount/purchases';
import type { OrderVersion, TruthEvent, WeekTruth } from '#test/support/simulated-week/week-truth';

/** What the sessions of a variant did, with orders and money in one currency. */
export interface VariantCount {
  readonly variant: string;
  readonly segment: 'customer' | 'guest';
  readonly currency: string;
  units: number;
  conversions: number;
  impressions: number;
  clicks: number;
  orders: number;
  revenue: number;
}

const hasCustomer = ({ wire }: TruthEvent): boolean =>
  wire.customerId !== undefined && wire.consent?.personalization !== false;

/** Events that experiments look at: those about its offers, and purchases. */
const isSeen = ({ wire, offer }: TruthEvent, experimentId: string): boolean =>
  wire.type === 'purchase' ||
  ((wire.type === 'offer_impression' || wire.type === 'offer_accept') && offer?.experimentId === experimentId);

const countSession = (
  events: readonly TruthEvent[],
  orders: readonly OrderVersion[],
  experimentId: string,
): VariantCount | undefined => {
  const seen = events.filter((event) => isSeen(event, experimentId));
  const shown = seen.filter(({ wire }) => wire.type === 'offer_impression').sort((a, b) => a.occurredMs - b.occurredMs);
  const [first] = shown;
  if (!first) return undefined;
  const accepted = new Set(seen.flatMap(({ wire, offer }) => (wire.type === 'offer_accept' ? [offer!.offerId] : [])));
  const shownIds = [...new Set(shown.map(({ offer }) => offer!.offerId))];
  const purchases = purchasesOf(seen, orders);
  const after = purchases.filter(({ atMs }) => atMs >= first.occurredMs);
  const currency = purchases[0]?.currency ?? '';
  const inCurrency = after.filter((purchase) => purchase.currency === currency);
  const isCustomer = seen.some(hasCustomer) || orders.some(({ customerId }) => customerId !== undefined);
  return {
    variant: first.offer!.variant!,
    segment: isCustomer ? 'customer' : 'guest',
    currency,
    units: 1,
    conversions: after.length > 0 ? 1 : 0,
    impressions: shownIds.length,
    clicks: shownIds.filter((offerId) => accepted.has(offerId)).length,
    orders: inCurrency.length,
    revenue: inCurrency.reduce((sum, { amount }) => sum + amount, 0),
  };
};

const sumNames = ['units', 'conversions', 'impressions', 'clicks', 'orders', 'revenue'] as const;

const nameOf = ({ variant, segment, currency }: VariantCount): string => `${variant}/${segment}/${currency}`;

/** What the sessions of an experiment did (docs/experiments.md), by variant, segment and currency. */
export const countExperiment = (truth: WeekTruth): VariantCount[] => {
  const orders = Map.groupBy(newestOrders(truth), ({ sessionId }) => sessionId);
  const sessions = Map.groupBy(countedEvents(truth), ({ wire }) => wire.sessionId);
  const sums = new Map<string, VariantCount>();
  for (const [sessionId, events] of sessions) {
    const own = countSession(events, orders.get(sessionId) ?? [], truth.experimentId);
    if (!own) continue;
    const sum = sums.get(nameOf(own));
    if (!sum) sums.set(nameOf(own), own);
    else for (const name of sumNames) sum[name] += own[name];
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
};
