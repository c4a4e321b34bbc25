/**
 * What the shoppers of experiments did, counted as their events arrive, in whatever order and however often.
 *
 * A unit's memory holds the offers and lists of experiments that it was shown and the orders that it placed. Its outcome is a pure
 * function of that memory, and what an event changes is the outcome after less the outcome before: so the sums never
 * depend on the order of arrival, and an event that comes again changes nothing.
 *
 *   exposed      by the first impression of an offer or list that carries experiment and variant; that variant keeps the
 *                unit. Where the experiment says so instead by viewing a product, or putting one into the cart, while it
 *                runs, so that variants that show nothing count alike; the variant is then the one that is drawn
 *   impressions  offers and lists of that variant that were shown; clicks: those that were accepted or clicked into
 *   orders       placed from the exposure on, by order id, for what was kept of them; orders before it are the history.
 *                What the store's server says of an order outranks what a page said, and its newest version the older
 * O(offers + orders) per experiment that the unit met.
 */
import type { ShopEvent, ShopEventType } from '#core/events/shop-event';
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
  /** True in an experiment that draws: seeing the offer exposes nobody. */
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
  /** By id of the offer or list. */
  readonly offers: Readonly<Record<string, SeenOffer>>;
  /** Exposures by what was drawn, by experiment id. */
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

/** Running experiments that count who views or buys, and the id by which a unit is dealt. */
export interface DrawnExperiments {
  readonly experiments: readonly Experiment[];
  readonly unitId: string;
}

const noDrawnExperiments: DrawnExperiments = { experiments: [], unitId: '' };

/** A unit that sees more is no shopper; what follows is not remembered. */
const mostOffers = 60;

const earlier = (first: string | undefined, second: string): string =>
  first === undefined || second < first ? second : first;

/** What an event says about an offer or list of an experiment. */
interface Proof {
  readonly id: string;
  readonly experimentId: string;
  readonly variant: string;
}

const shown: ReadonlySet<ShopEventType> = new Set(['offer_impression', 'recommendation_impression']);
const taken: ReadonlySet<ShopEventType> = new Set(['offer_accept', 'recommendation_click']);

const proofOf = ({ type, offer, recommendationId, experimentId, variant }: ShopEvent): Proof | undefined => {
  if (!shown.has(type) && !taken.has(type)) return undefined;
  const said = offer ? { ...offer, id: offer.offerId } : { id: recommendationId, experimentId, variant };
  if (said.id === undefined || said.experimentId === undefined || said.variant === undefined) return undefined;
  return { id: said.id, experimentId: said.experimentId, variant: said.variant };
};

const rememberSeen = (
  memory: OutcomeMemory,
  { type, occurredAt }: ShopEvent,
  { id, experimentId, variant }: Proof,
  { experiments }: DrawnExperiments,
): OutcomeMemory => {
  const known = memory.offers[id];
  if (!known && Object.keys(memory.offers).length >= mostOffers) return memory;
  const isNoExposure = experiments.some((experiment) => experiment.experimentId === experimentId);
  const seen = { ...(known ?? { experimentId, variant }), ...(isNoExposure && { isNoExposure }) };
  const next = shown.has(type)
    ? { ...seen, shownAt: earlier(seen.shownAt, occurredAt) }
    : { ...seen, isAccepted: true };
  return { ...memory, offers: { ...memory.offers, [id]: next } };
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

const cartTypes: ReadonlySet<ShopEventType> = new Set(['add_to_cart', 'recommendation_add_to_cart']);

/** True when an event exposes shoppers to an experiment that draws, rather than by what they are shown. */
export const exposesTo = ({ type, isBot }: ShopEvent, { exposure }: Pick<Experiment, 'exposure'>): boolean =>
  !isBot && ((exposure === 'cart' && cartTypes.has(type)) || (exposure === 'view' && type === 'product_view'));

const rememberDrawn = (
  memory: OutcomeMemory,
  event: ShopEvent,
  { experiments, unitId }: DrawnExperiments,
): OutcomeMemory => {
  const { occurredAt } = event;
  const fresh = experiments.flatMap((experiment) => {
    const { experimentId, startedAt } = experiment;
    const known = memory.exposures[experimentId];
    if (!exposesTo(event, experiment) || startedAt === undefined || occurredAt < startedAt) return [];
    if (known && known.at <= occurredAt) return [];
    const variant = assignVariant(experiment, unitId);
    return variant === null ? [] : [[experimentId, { variant, at: occurredAt }] as const];
  });
  if (fresh.length === 0) return memory;
  return { ...memory, exposures: { ...memory.exposures, ...Object.fromEntries(fresh) } };
};

/** True for events that can change an outcome by what they say themselves. Those of programs count for nothing. */
export const isOutcomeEvent = (event: ShopEvent): boolean =>
  !event.isBot && ((event.type === 'purchase' && event.orderId !== undefined) || proofOf(event) !== undefined);

const rememberEvent = (memory: OutcomeMemory, event: ShopEvent, drawn: DrawnExperiments): OutcomeMemory => {
  const proof = event.isBot ? undefined : proofOf(event);
  if (proof) return rememberSeen(memory, event, proof, drawn);
  return isOutcomeEvent(event) ? rememberOrder(memory, event) : rememberDrawn(memory, event, drawn);
};

const remember = (memory: OutcomeMemory, event: ShopEvent, drawn: DrawnExperiments): OutcomeMemory => {
  const known = rememberEvent(memory, event, drawn);
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

/** The exposure that was drawn, or that by the first offer or list that was seen. */
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
  drawn: DrawnExperiments = noDrawnExperiments,
): OutcomeStep => {
  const start = before ?? emptyOutcomeMemory;
  const heard = events.reduce((soFar, event) => remember(soFar, event, drawn), start);
  const memory = orders.reduce(rememberServerOrder, heard);
  if (memory === start) return { memory, changes: [] };
  const changes = experimentsOf(memory).flatMap((experimentId) => {
    const [was, is] = [outcomeOf(start, experimentId), outcomeOf(memory, experimentId)];
    return [...(was ? [{ ...was, sums: addOutcomes(noOutcomes, was.sums, -1) }] : []), ...(is ? [is] : [])];
  });
  return { memory, changes: joinChanges(changes) };
};
