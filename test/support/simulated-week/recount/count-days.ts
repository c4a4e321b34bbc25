import { utcDayAt } from '#test/support/simulated-week/week-calendar';
import type { TruthEvent, WeekTruth } from '#test/support/simulated-week/week-truth';

/** By name of what is counted; what never happened is absent. */
export type Counts = Record<string, number>;

const addOne = (days: Record<string, Counts>, day: string, name: string): void => {
  const counts = days[day] ?? {};
  counts[name] = (counts[name] ?? 0) + 1;
  days[day] = counts;
};

/** Shoppers' events that were taken, by first arrival. */
export const countedEvents = ({ events }: Pick<WeekTruth, 'events'>): TruthEvent[] =>
  events.filter(({ fate }) => fate.kind === 'counted');

/** A click or an add that names nothing that was served. */
export const isOrphan = ({ wire, list }: TruthEvent): boolean =>
  (wire.type === 'recommendation_click' || wire.type === 'recommendation_add_to_cart') && list === undefined;

const dailyCounterOf = (event: TruthEvent): string | undefined => {
  if (isOrphan(event)) return undefined;
  return {
    product_view: 'views',
    recommendation_impression: 'impressions',
    recommendation_click: 'clicks',
    recommendation_add_to_cart: 'addsToCart',
  }[event.wire.type];
};

/** What every UTC day of receipt counts, by day. */
export const countDays = (truth: WeekTruth): Record<string, Counts> => {
  const days: Record<string, Counts> = {};
  for (const event of countedEvents(truth)) {
    const name = dailyCounterOf(event);
    if (name !== undefined) addOne(days, utcDayAt(event.receivedMs), name);
  }
  return days;
};

/** What was remarkable about the events of every UTC day of receipt: `bots`, `orphanClicks`, … */
export const countFlags = (truth: WeekTruth): Record<string, Counts> => {
  const days: Record<string, Counts> = {};
  for (const event of truth.events) {
    const day = utcDayAt(event.receivedMs);
    if (event.fate.kind === 'robot') addOne(days, day, 'bots');
    if (event.fate.kind !== 'counted') continue;
    if (event.clockAheadMs !== undefined) addOne(days, day, 'clockCorrected');
    if (isOrphan(event)) addOne(days, day, 'orphanClicks');
    if (event.wire.type === 'offer_accept' && event.offer === undefined) addOne(days, day, 'orphanAccepts');
  }
  return days;
};

/** Entries of quarantine by UTC day of receipt and reason. */
export const countQuarantine = (truth: WeekTruth): Record<string, Counts> => {
  const days: Record<string, Counts> = {};
  for (const { fate, receivedMs } of truth.events) {
    if (fate.kind === 'rejected') addOne(days, utcDayAt(receivedMs), fate.reason);
  }
  for (const { receivedMs } of truth.poison) addOne(days, utcDayAt(receivedMs), 'unreadable');
  return days;
};
