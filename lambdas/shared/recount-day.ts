import { DayRecount } from '#core/analytics/day-recount';
import type { RecordedTerms } from '#core/analytics/recount';
import { type RollUpRow, sumRows } from '#core/analytics/roll-up';
import type { CreditTerms, OrderCredit } from '#core/attribution/order-credit';
import { daysBetween } from '#core/events/daily-counters';
import { rememberIdsMs } from '#core/events/event-window';
import type { Order } from '#core/orders/order';
import type { AttributionStore } from '#core/ports/attribution-store';
import type { EventArchive } from '#core/ports/event-archive';
import type { OrderStore } from '#core/ports/order-store';
import { PermanentRunError } from '#lambdas/shared/pipeline-step';

export interface RecountDependencies {
  readonly archive: Pick<EventArchive, 'streamDay'>;
  readonly orders: Pick<OrderStore, 'get' | 'streamBetween'>;
  readonly credits: Pick<AttributionStore, 'many'>;
}

export interface WantedDay {
  readonly companyId: string;
  /** `YYYY-MM-DD` on the store's calendar. */
  readonly date: string;
  /** What orders are judged by of which nothing was written down. */
  readonly terms: CreditTerms;
  /** ISO-8601 UTC: until when events are read. */
  readonly now: string;
}

export interface RecountedDay {
  readonly rows: readonly RollUpRow[];
  readonly events: number;
  readonly orders: number;
}

/** More identities than these do not fit into a function's memory beside the rest. */
const mostEvents = 5_000_000;

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const pathOf = (day: string): string => day.replaceAll('-', '/');

/** No zone is further from UTC than a day. */
const spanOf = (date: string): readonly [number, number] => [Date.parse(date) - dayMs, Date.parse(date) + 2 * dayMs];

const ordersAround = async ({ orders }: RecountDependencies, { companyId, date }: WantedDay): Promise<Order[]> => {
  const [from, until] = spanOf(date).map((ms) => new Date(ms).toISOString()) as [string, string];
  const found: Order[] = [];
  for await (const order of orders.streamBetween(companyId, from, until)) found.push(order);
  return found;
};

/** Reads what may have been the first copy of an event of the day, and every touch that may have earned an order of it. */
const readArchive = async (
  { archive }: RecountDependencies,
  { companyId, date, terms, now }: WantedDay,
  credits: Iterable<OrderCredit>,
): Promise<DayRecount> => {
  const recount = new DayRecount(date, terms.timeZone);
  const [from, until] = spanOf(date);
  for (const day of daysBetween(utcDay(from), utcDay(until))) {
    for await (const event of archive.streamDay(companyId, pathOf(day))) recount.note(event);
  }
  if (recount.noted > mostEvents) throw new PermanentRunError(`${date} has more events than can be counted again`);
  const windows = [terms, ...Array.from(credits, (credit) => credit.terms)];
  const hours = windows.flatMap(({ clickWindowHours, viewWindowHours }) => [clickWindowHours, viewWindowHours]);
  const back = Math.max(rememberIdsMs, Math.max(...hours) * hourMs);
  for (const day of daysBetween(utcDay(from - back), utcDay(Date.parse(now)))) {
    for await (const event of archive.streamDay(companyId, pathOf(day))) recount.add(event);
  }
  recount.endHour();
  return recount;
};

/** Orders that only pages told of so far as the day goes: the server may have placed them on another. */
const ordersOfPages = async (
  { orders }: RecountDependencies,
  companyId: string,
  ids: readonly string[],
): Promise<Order[]> => {
  const found = await Promise.all(ids.map((orderId) => orders.get(companyId, orderId)));
  return found.filter((order) => order !== undefined);
};

const ofDay = (rows: readonly RollUpRow[], day: string): RollUpRow[] => rows.filter(({ date }) => date === day);

/**
 * The figures of a store's day, counted again from the archive and the orders. Orders whose buyer was erased count as they
 * were credited: what they were credited by is gone.
 */
export const recountDay = async (deps: RecountDependencies, wanted: WantedDay): Promise<RecountedDay> => {
  const { companyId, date, terms } = wanted;
  const around = await ordersAround(deps, wanted);
  const known = new Map(around.map((order) => [order.orderId, order]));
  const credits = await deps.credits.many(companyId, [...known.keys()]);
  const recount = await readArchive(deps, wanted, credits.values());
  const told = recount.purchasedIds().filter((orderId) => !known.has(orderId));
  for (const order of await ordersOfPages(deps, companyId, told)) known.set(order.orderId, order);
  for (const [orderId, credit] of await deps.credits.many(companyId, told)) credits.set(orderId, credit);
  const recorded = (orderId: string): RecordedTerms => credits.get(orderId) ?? { terms };
  const [forgotten, others] = [[...credits.values()].filter((credit) => credit.isForgotten), [...known.values()]];
  const countable = others.filter(({ orderId }) => !credits.get(orderId)?.isForgotten);
  const orderRows = [
    ...recount.orderRows(countable, recorded),
    ...ofDay(
      forgotten.flatMap(({ rows }) => rows),
      date,
    ),
  ];
  const rows = sumRows([...recount.eventRows(), ...orderRows]);
  const orders = rows.reduce(
    (sum, { dimension, counts }) => sum + (dimension.scope === 'store' ? (counts.orders ?? 0) : 0),
    0,
  );
  return { rows, events: recount.events, orders };
};
