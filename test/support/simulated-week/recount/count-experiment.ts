import { assignVariant } from '#core/experiments/assign-variant';
import { isHeldOut } from '#core/hold-out/is-held-out';
import { countedEvents } from '#test/support/simulated-week/recount/count-days';
import { heldOutByDefault } from '#test/support/simulated-week/recount/count-hold-out';
import { newestOrders } from '#test/support/simulated-week/recount/newest-orders';
import { purchasesOf } from '#test/support/simulated-week/recount/purchases';
import type { WeekExperiment } from '#test/support/simulated-week/week-experiments';
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

/** The offer or list of the experiment that an event is about. */
const servedOf = ({ wire, offer, list }: TruthEvent, experimentId: string) => {
  if (offer?.experimentId === experimentId) return { id: offer.offerId, variant: offer.variant! };
  const isOfList = wire.type === 'recommendation_impression' || wire.type === 'recommendation_click';
  if (!isOfList || list?.experiment?.experimentId !== experimentId) return undefined;
  return { id: list.recommendationId, variant: list.experiment.variant };
};

interface Exposure {
  readonly variant: string;
  readonly atMs: number;
}

const byTime = (a: { atMs: number }, b: { atMs: number }): number => a.atMs - b.atMs;

/** The first list or offer of the experiment that came into view; where views count, the first view and what is drawn. */
const exposureOf = (
  events: readonly TruthEvent[],
  experiment: WeekExperiment,
  truth: WeekTruth,
): Exposure | undefined => {
  if (experiment.exposure !== 'view') return shownOf(events, experiment.experimentId).sort(byTime)[0];
  const views = events.filter(({ wire }) => wire.type === 'product_view');
  const { sessionId } = events[0]!.wire;
  if (views.length === 0 || isHeldOut(truth.companyId, heldOutByDefault, sessionId)) return undefined;
  const variant = assignVariant(experiment, sessionId);
  return variant === null ? undefined : { variant, atMs: Math.min(...views.map(({ occurredMs }) => occurredMs)) };
};

const shownOf = (events: readonly TruthEvent[], experimentId: string) =>
  events.flatMap((event) => {
    const served = servedOf(event, experimentId);
    return served && event.wire.type.endsWith('_impression') ? [{ ...served, atMs: event.occurredMs }] : [];
  });

const takenOf = (events: readonly TruthEvent[], experimentId: string): Set<string> =>
  new Set(
    events.flatMap((event) => {
      const isTaken = event.wire.type === 'offer_accept' || event.wire.type === 'recommendation_click';
      const served = isTaken ? servedOf(event, experimentId) : undefined;
      return served ? [served.id] : [];
    }),
  );

const countSession = (
  events: readonly TruthEvent[],
  orders: readonly OrderVersion[],
  experiment: WeekExperiment,
  truth: WeekTruth,
): VariantCount | undefined => {
  const { experimentId } = experiment;
  const exposure = exposureOf(events, experiment, truth);
  if (!exposure) return undefined;
  const shown = shownOf(events, experimentId).filter(({ variant }) => variant === exposure.variant);
  const shownIds = [...new Set(shown.map(({ id }) => id))];
  const taken = takenOf(events, experimentId);
  const purchases = purchasesOf(events, orders);
  const after = purchases.filter(({ atMs }) => atMs >= exposure.atMs);
  const currency = purchases[0]?.currency ?? '';
  const inCurrency = after.filter((purchase) => purchase.currency === currency);
  const isCustomer = events.some(hasCustomer) || orders.some(({ customerId }) => customerId !== undefined);
  return {
    variant: exposure.variant,
    segment: isCustomer ? 'customer' : 'guest',
    currency,
    units: 1,
    conversions: after.length > 0 ? 1 : 0,
    impressions: shownIds.length,
    clicks: shownIds.filter((id) => taken.has(id)).length,
    orders: inCurrency.length,
    revenue: inCurrency.reduce((sum, { amount }) => sum + amount, 0),
  };
};

const sumNames = ['units', 'conversions', 'impressions', 'clicks', 'orders', 'revenue'] as const;

const nameOf = ({ variant, segment, currency }: VariantCount): string => `${variant}/${segment}/${currency}`;

/** What the sessions of an experiment did (docs/experiments.md), by variant, segment and currency. */
export const countExperiment = (truth: WeekTruth, experiment: WeekExperiment): VariantCount[] => {
  const orders = Map.groupBy(newestOrders(truth), ({ sessionId }) => sessionId);
  const sessions = Map.groupBy(countedEvents(truth), ({ wire }) => wire.sessionId);
  const sums = new Map<string, VariantCount>();
  for (const [sessionId, events] of sessions) {
    const own = countSession(events, orders.get(sessionId) ?? [], experiment, truth);
    if (!own) continue;
    const sum = sums.get(nameOf(own));
    if (!sum) sums.set(nameOf(own), own);
    else for (const name of sumNames) sum[name] += own[name];
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
};
