/** Sums of roll-up rows, kept apart by currency where they are about money, and the rates that are made of them. */
import {
  type EventCounter,
  eventCounters,
  type OrderCounter,
  orderCounters,
  type RollUpRow,
} from '#core/analytics/roll-up';
import { type ShareEstimate, shareEstimate } from '#core/analytics/share-estimate';

export type EventCounts = Readonly<Record<EventCounter, number>>;
export type OrderCounts = Readonly<Record<OrderCounter, number>>;

/** Order figures of one currency; null: orders of which no page and no server said what they cost. */
export interface MoneyFigures extends OrderCounts {
  readonly currency: string | null;
}

export interface Figures {
  readonly events: EventCounts;
  /** By currency, null last. */
  readonly money: readonly MoneyFigures[];
}

const zeros = <N extends string>(names: readonly N[]): Record<N, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<N, number>;

/** Currencies by their code, the unknown one last. */
export const compareCurrencies = (a: string | null, b: string | null): number => {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
};

const hasAny = (figures: OrderCounts): boolean => orderCounters.some((name) => figures[name] !== 0);

/** O(rows). Amounts of different currencies never meet. */
export const sumFigures = (rows: Iterable<RollUpRow>): Figures => {
  const events = zeros(eventCounters);
  const money = new Map<string | null, Record<OrderCounter, number>>();
  for (const { dimension, counts } of rows) {
    for (const name of eventCounters) events[name] += counts[name] ?? 0;
    const sums = money.get(dimension.currency) ?? zeros(orderCounters);
    for (const name of orderCounters) sums[name] += counts[name] ?? 0;
    money.set(dimension.currency, sums);
  }
  const known = [...money].filter(([, sums]) => hasAny(sums)).sort(([a], [b]) => compareCurrencies(a, b));
  return { events, money: known.map(([currency, sums]) => ({ currency, ...sums })) };
};

export const ordersOf = ({ money }: Figures): number => money.reduce((sum, { orders }) => sum + orders, 0);

/** Rates of lists and offers; null where there is nothing to divide by. */
export interface Rates {
  /** Clicks ÷ lists shown. */
  readonly clicksPerList: ShareEstimate | null;
  /** Clicks ÷ products shown. */
  readonly clicksPerProduct: ShareEstimate | null;
  /** Put into the cart ÷ clicks. */
  readonly addsPerClick: ShareEstimate | null;
  /** Credited orders ÷ clicks. */
  readonly ordersPerClick: ShareEstimate | null;
  /** Accepted ÷ shown, of offers. */
  readonly acceptsPerOffer: ShareEstimate | null;
}

export const ratesOf = (figures: Figures): Rates => {
  const { impressions, itemImpressions, clicks, addsToCart, offersShown, accepts } = figures.events;
  return {
    clicksPerList: shareEstimate(clicks, impressions),
    clicksPerProduct: shareEstimate(clicks, itemImpressions),
    addsPerClick: shareEstimate(addsToCart, clicks),
    ordersPerClick: shareEstimate(ordersOf(figures), clicks),
    acceptsPerOffer: shareEstimate(accepts, offersShown),
  };
};
