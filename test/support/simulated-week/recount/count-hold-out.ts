import { isHeldOut } from '#core/hold-out/is-held-out';
import { countedEvents } from '#test/support/simulated-week/recount/count-days';
import { newestOrders } from '#test/support/simulated-week/recount/newest-orders';
import { purchasesOf } from '#test/support/simulated-week/recount/purchases';
import { storeDayAt } from '#test/support/simulated-week/week-calendar';
import type { TruthEvent, WeekTruth } from '#test/support/simulated-week/week-truth';

/** What a company that set nothing holds out. */
export const heldOutByDefault = { shareBasisPoints: 500, salt: '' };

/** The Mondays of the two calendar weeks that the simulated week touches. */
export const mondays = ['2026-10-19', '2026-10-26'] as const;

const mondayOf = (ms: number): string => (storeDayAt(ms) < mondays[1] ? mondays[0] : mondays[1]);

/** Sums of an arm in a week by `week arm currency lag`; `lag` 1 joins a shopper's two weeks. */
export type HoldOutCounts = Record<string, Record<string, number>>;

const add = (counts: HoldOutCounts, name: string, more: Record<string, number>): void => {
  const sums = counts[name] ?? {};
  for (const [key, value] of Object.entries(more)) if (value !== 0) sums[key] = (sums[key] ?? 0) + value;
  counts[name] = sums;
};

/** What pages send of held-out shoppers and others alike. */
const bothArmsSend = [
  'product_view',
  'add_to_cart',
  'recommendation_add_to_cart',
  'checkout_started',
  'purchase',
] as const;

const isSeen = ({ wire }: TruthEvent): boolean => bothArmsSend.some((type) => type === wire.type);

interface Spending {
  readonly orders: number;
  readonly revenue: number;
}

/** The sums of squares of one week, or twice the products of two. */
const productsOf = (a: Spending, b: Spending, times: number): Record<string, number> => ({
  buyerSquares: times,
  orderSquares: times * a.orders * b.orders,
  revenueSquares: times * a.revenue * b.revenue,
  revenueByOrders: (times / 2) * (a.revenue * b.orders + b.revenue * a.orders),
});

/** What held-out shoppers and others did in the weeks of the store's calendar (docs/experiments.md). */
export const countHoldOut = (truth: WeekTruth): HoldOutCounts => {
  const counts: HoldOutCounts = {};
  const orders = Map.groupBy(newestOrders(truth), ({ sessionId }) => sessionId!);
  const sessions = Map.groupBy(countedEvents(truth), ({ wire }) => wire.sessionId);
  for (const sessionId of new Set([...sessions.keys(), ...orders.keys()])) {
    const events = sessions.get(sessionId) ?? [];
    const arm = isHeldOut(truth.companyId, heldOutByDefault, sessionId) ? 'held' : 'shown';
    const weeksSeen = new Set(events.filter(isSeen).map(({ receivedMs }) => mondayOf(receivedMs)));
    for (const week of weeksSeen) add(counts, `${week} ${arm}  0`, { units: 1 });
    const purchases = purchasesOf(events, orders.get(sessionId) ?? []);
    const currency = purchases[0]?.currency ?? '';
    const spent = [...Map.groupBy(purchases, ({ atMs }) => mondayOf(atMs))].map(([week, own]) => {
      const ofCurrency = own.filter((purchase) => purchase.currency === currency);
      const revenue = ofCurrency.reduce((sum, { amount }) => sum + amount, 0);
      return { week, orders: ofCurrency.length, revenue };
    });
    for (const { week, ...own } of spent) {
      add(counts, `${week} ${arm} ${currency} 0`, { buyers: 1, ...own, ...productsOf(own, own, 1) });
    }
    const [first, second] = spent;
    if (first && second) add(counts, `${mondays[1]} ${arm} ${currency} 1`, productsOf(first, second, 2));
  }
  return counts;
};
