/**
 * What the shoppers of experiments did, counted as their events arrive, in whatever order and however often.
 *
 * A unit's memory holds the offers of experiments that it was shown and the orders that it placed. Its outcome is a pure
 * function of that memory, and what an event changes is the outcome after less the outcome before: so the sums never
 * depend on the order of arrival, and an event that comes again changes nothing.
 *
 *   exposed      by the first impression of an offer that carries experiment and variant; that variant keeps the unit.
 *                Where the experiment says so instead by putting something into the cart while it runs, so that variants
 *                without offers count alike; the variant is then the one that is drawn
 *   impressions  offers of that variant that were shown; clicks: those of them that were accepted
 *   orders       placed from the exposure on, by order id, for what was kept of them; orders before it are the history.
 *                What the store's server says of an order outranks what a page said, and its newest version the older
 * O(offers + orders) per experiment that the unit met.
 */
import type { ShopEvent } from '#core/events/shop-event';
import { assignVariant } from '#core/experiments/assign-variant';
import type { Experiment } from '#core/experiments/experiment';
import {
  addOutcomes,
  noOutcomes,
  type OutcomeSums,
  sumsOfUnit,
  type UnitOutcome,
} from '#core/experiments/outcome-sums';
import type { Order } from '#core/orders/order';
import {
  mostAmount,
  type PlacedOrder,
  type PlacedOrders,
  standingOrders,
  withPurchase,
  withServerOrder,
} from '#core/orders/placed-order';

interface SeenOffer {
  readonly experimentId: string;
  readonly variant: string;
  /** ISO-8601 UTC of the first impression; absent when only the answer came. */
  readonly shownAt?: string;
  readonly isAccepted?: boolean;
  /** True in an experiment that counts carts: seeing the offer exposes nobody. */
  readonly isNoExposure?: boolean;
}

interface Exposure {
  readonly variant: string;
  /** ISO-8601 UTC. */
  readonly at: string;
}

/** What is remembered of a unit. */
export interface OutcomeMemory {
  /** True once an event named a customer. */
  readonly isCustomer: boolean;
  /** By offer id. */
  readonly offers: Readonly<Record<string, SeenOffer>>;
  /** Exposures by the cart, by experiment id. */
  readonly exposures: Readonly<Record<string, Exposure>>;
  /** By order id. */
  readonly orders: PlacedOrders;
}

export const emptyOutcomeMemory: OutcomeMemory = { isCustomer: false, offers: {}, exposures: {}, orders: {} };

/** What results are cut by: shoppers whom the shop knows, and others. */
export const outcomeSegments = ['customer', 'guest'] as const;
export type OutcomeSegment = (typeof outcomeSegments)[number];

/** Which sums a unit belongs to. `currency` is that of its first order with a value, empty before it. */
export interface OutcomeKey {
  readonly experimentId: string;
  readonly variant: string;
  readonly segment: OutcomeSegment;
  readonly currency: string;
}

export interface OutcomeChange extends OutcomeKey {
  readonly sums: OutcomeSums;
}

export interface OutcomeStep {
  readonly memory: OutcomeMemory;
  /** Sums to add, each key once; none without effect. */
  readonly changes: readonly OutcomeChange[];
}

/** Running experiments that count carts, and the id by which a unit is dealt. */
export interface CartExperiments {
  readonly experiments: readonly Experiment[];
  readonly unitId: string;
}

const noCartExperiments: CartExperiments = { experiments: [], unitId: '' };

/** A unit that sees more is no shopper; what follows is not remembered. */
const mostOffers = 60;

const earlier = (first: string | undefined, second: string): string =>
  first === undefined || second < first ? second : first;

const rememberOffer = (
  memory: OutcomeMemory,
  { type, occurredAt, offer }: ShopEvent,
  { experiments }: CartExperiments,
): OutcomeMemory => {
  if (offer?.experimentId === undefined || offer.variant === undefined) return memory;
  const { offerId, experimentId, variant } = offer;
  const known = memory.offers[offerId];
  if (!known && Object.keys(memory.offers).length >= mostOffers) return memory;
  const isNoExposure = experiments.some((experiment) => experiment.experimentId === experimentId);
  const seen = { ...(known ?? { experimentId, variant }), ...(isNoExposure && { isNoExposure }) };
  const next =
    type === 'offer_impression'
      ? { ...seen, shownAt: earlier(seen.shownAt, occurredAt) }
      : { ...seen, isAccepted: true };
  return { ...memory, offers: { ...memory.offers, [offerId]: next } };
};

const rememberOrder = (memory: OutcomeMemory, event: ShopEvent): OutcomeMemory => {
  const orders = withPurchase(memory.orders, event);
  return orders === memory.orders ? memory : { ...memory, orders };
};

const rememberServerOrder = (memory: OutcomeMemory, order: Order): OutcomeMemory => {
  const orders = withServerOrder(memory.orders, order);
  if (orders === memory.orders) return memory;
  return { ...memory, isCustomer: memory.isCustomer || order.customerId !== undefined, orders };
};

const rememberCart = (
  memory: OutcomeMemory,
  { occurredAt }: ShopEvent,
  { experiments, unitId }: CartExperiments,
): OutcomeMemory => {
  const exposures = new Map(Object.entries(memory.exposures));
  for (const experiment of experiments) {
    const { experimentId, startedAt } = experiment;
    const variant = assignVariant(experiment, unitId);
    if (variant === null || startedAt === undefined || occurredAt < startedAt) continue;
    exposures.set(experimentId, { variant, at: earlier(exposures.get(experimentId)?.at, occurredAt) });
  }
  return { ...memory, exposures: Object.fromEntries(exposures) };
};

/** True for events that expose a shopper to experiments which count carts. */
export const isCartEvent = ({ type, isBot }: ShopEvent): boolean =>
  !isBot && (type === 'add_to_cart' || type === 'recommendation_add_to_cart');

const isAboutOffers = ({ type }: ShopEvent): boolean => type === 'offer_impression' || type === 'offer_accept';

/** True for events that can change an outcome. Those of programs count for nothing. */
export const isOutcomeEvent = (event: ShopEvent): boolean =>
  !event.isBot &&
  ((event.type === 'purchase' && event.orderId !== undefined) ||
    (isAboutOffers(event) && event.offer?.experimentId !== undefined && event.offer.variant !== undefined));

const rememberEvent = (memory: OutcomeMemory, event: ShopEvent, carts: CartExperiments): OutcomeMemory => {
  if (isCartEvent(event)) return carts.experiments.length > 0 ? rememberCart(memory, event, carts) : memory;
  if (!isOutcomeEvent(event)) return memory;
  return isAboutOffers(event) ? rememberOffer(memory, event, carts) : rememberOrder(memory, event);
};

const remember = (memory: OutcomeMemory, event: ShopEvent, carts: CartExperiments): OutcomeMemory => {
  const known = rememberEvent(memory, event, carts);
  if (known === memory) return memory;
  return event.customerId === undefined || known.isCustomer ? known : { ...known, isCustomer: true };
};

const sorted = <T>(record: Readonly<Record<string, T>>, at: (value: T) => string): T[] =>
  Object.entries(record)
    .sort(([a, first], [b, second]) => (at(first) < at(second) || (at(first) === at(second) && a < b) ? -1 : 1))
    .map(([, value]) => value);

const ordersOutcome = (orders: readonly PlacedOrder[], exposedAt: string, currency: string) => {
  const after = orders.filter(({ at }) => at >= exposedAt);
  const inCurrency = (of: readonly PlacedOrder[]) => of.filter((order) => order.currency === currency);
  const sum = (of: readonly PlacedOrder[]) => {
    const total = inCurrency(of).reduce((soFar, { amount = 0 }) => soFar + amount, 0);
    return Math.min(total, mostAmount);
  };
  const before = orders.filter(({ at }) => at < exposedAt);
  return { hasBought: after.length > 0, orders: inCurrency(after).length, revenue: sum(after), prior: sum(before) };
};

/** The exposure by the cart, or by the first offer that was seen. */
const exposureOf = (
  memory: OutcomeMemory,
  experimentId: string,
  offers: readonly SeenOffer[],
): Exposure | undefined => {
  const byOffer = offers.find(({ isNoExposure }) => !isNoExposure);
  return memory.exposures[experimentId] ?? (byOffer && { variant: byOffer.variant, at: byOffer.shownAt! });
};

const outcomeOf = (memory: OutcomeMemory, experimentId: string): (OutcomeKey & { sums: OutcomeSums }) | undefined => {
  const offers = sorted(memory.offers, ({ shownAt = '' }) => shownAt).filter(
    (offer) => offer.experimentId === experimentId && offer.shownAt !== undefined,
  );
  const first = exposureOf(memory, experimentId, offers);
  if (!first) return undefined;
  const orders = standingOrders(memory.orders);
  const currency = orders.find((order) => order.currency !== undefined)?.currency ?? '';
  const shown = offers.filter(({ variant }) => variant === first.variant);
  const outcome: UnitOutcome = {
    impressions: shown.length,
    clicks: shown.filter(({ isAccepted }) => isAccepted).length,
    ...ordersOutcome(orders, first.at, currency),
  };
  const segment = memory.isCustomer ? 'customer' : 'guest';
  return { experimentId, variant: first.variant, segment, currency, sums: sumsOfUnit(outcome) };
};

const experimentsOf = ({ offers, exposures }: OutcomeMemory): string[] =>
  [...new Set([...Object.keys(exposures), ...Object.values(offers).map(({ experimentId }) => experimentId)])].sort();

const nameOf = ({ experimentId, variant, segment, currency }: OutcomeKey): string =>
  [experimentId, variant, segment, currency].join('\n');

const isEmpty = ({ sums }: OutcomeChange): boolean => Object.values(sums).every((sum) => sum === 0);

/** Joins changes of one key, by key; those that cancel out are left out. */
export const joinChanges = (changes: readonly OutcomeChange[]): OutcomeChange[] => {
  const joined = new Map<string, OutcomeChange>();
  for (const change of changes) {
    const { sums } = joined.get(nameOf(change)) ?? { sums: noOutcomes };
    joined.set(nameOf(change), { ...change, sums: addOutcomes(sums, change.sums) });
  }
  return [...joined]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change)
    .filter((change) => !isEmpty(change));
};

/**
 * What the events and orders of one unit change. Events that are not about experiments and purchases change nothing.
 * @param orders as the store's server sent them
 */
export const countOutcomes = (
  before: OutcomeMemory | undefined,
  events: readonly ShopEvent[],
  orders: readonly Order[] = [],
  carts: CartExperiments = noCartExperiments,
): OutcomeStep => {
  const start = before ?? emptyOutcomeMemory;
  const heard = events.reduce((soFar, event) => remember(soFar, event, carts), start);
  const memory = orders.reduce(rememberServerOrder, heard);
  if (memory === start) return { memory, changes: [] };
  const changes = experimentsOf(memory).flatMap((experimentId) => {
    const [was, is] = [outcomeOf(start, experimentId), outcomeOf(memory, experimentId)];
    return [...(was ? [{ ...was, sums: addOutcomes(noOutcomes, was.sums, -1) }] : []), ...(is ? [is] : [])];
  });
  return { memory, changes: joinChanges(changes) };
};
