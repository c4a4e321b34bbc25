import { countedEvents, isOrphan } from '#test/support/simulated-week/recount/count-days';
import { aFigure, type FigureRow } from '#test/support/simulated-week/recount/figures';
import { storeDayAt } from '#test/support/simulated-week/week-calendar';
import type { TruthEvent, WeekTruth } from '#test/support/simulated-week/week-truth';

const ofList = (event: TruthEvent): FigureRow['dimension'] =>
  aFigure({
    scope: 'recommendation',
    placement: event.list?.placement ?? null,
    relation: event.item?.relation ?? null,
    modelVersion: event.list?.modelVersion ?? null,
    ...event.list?.experiment,
  });

const ofOffer = ({ offer }: TruthEvent): FigureRow['dimension'] => {
  const { ruleId = null, experimentId = null, variant = null } = offer ?? {};
  return aFigure({ scope: 'offer', ruleId, experimentId, variant });
};

const figureOf = (event: TruthEvent): FigureRow | undefined => {
  const date = storeDayAt(event.receivedMs);
  const { type, productIds = [] } = event.wire;
  if (type === 'product_view') return { date, dimension: aFigure({}), counts: { views: 1 } };
  const listCounts: Record<string, FigureRow['counts']> = {
    recommendation_impression: { impressions: 1, itemImpressions: productIds.length },
    recommendation_click: { clicks: 1 },
    recommendation_add_to_cart: { addsToCart: 1 },
  };
  if (listCounts[type] && !isOrphan(event)) return { date, dimension: ofList(event), counts: listCounts[type] };
  const offerCounts: Record<string, FigureRow['counts']> = {
    offer_impression: { offersShown: 1 },
    offer_accept: { accepts: 1 },
    offer_decline: { declines: 1 },
  };
  const isAboutOffer = event.offer !== undefined && offerCounts[type] !== undefined;
  return isAboutOffer ? { date, dimension: ofOffer(event), counts: offerCounts[type]! } : undefined;
};

const sessionFigures = (events: readonly TruthEvent[]): FigureRow[] => {
  const seen = new Set(events.map(({ wire, receivedMs }) => `${storeDayAt(receivedMs)} ${wire.sessionId}`));
  return [...seen].map((name) => ({ date: name.slice(0, 10), dimension: aFigure({}), counts: { sessions: 1 } }));
};

/** What shoppers' events count on every store day of receipt, by what they are about. */
export const eventFigures = (truth: WeekTruth): FigureRow[] => {
  const events = countedEvents(truth);
  return [...events.flatMap((event) => figureOf(event) ?? []), ...sessionFigures(events)];
};
