import { dimensionOf, type RollUpCounts, type RollUpDimension, type RollUpRow, sumRows } from '#core/analytics/roll-up';
import { isOrphan } from '#core/events/data-quality';
import type { ShopEvent } from '#core/events/shop-event';
import { storeDayOf } from '#core/time/store-day';

/** What is said of a recommendation's event; its token proves all but the experiment's absence. */
const ofRecommendation = (event: ShopEvent): RollUpDimension => {
  const { placement = null, relation = null, modelVersion = null, experimentId = null, variant = null } = event;
  return dimensionOf({ scope: 'recommendation', placement, relation, modelVersion, experimentId, variant });
};

const ofOffer = ({ offer }: ShopEvent): RollUpDimension => {
  const { ruleId = null, experimentId = null, variant = null } = offer ?? {};
  return dimensionOf({ scope: 'offer', ruleId, experimentId, variant });
};

const recommendationCounts = (event: ShopEvent): RollUpCounts | undefined => {
  if (isOrphan(event)) return undefined;
  switch (event.type) {
    case 'recommendation_impression':
      return { impressions: 1, itemImpressions: event.productIds?.length ?? Number(event.productId !== undefined) };
    case 'recommendation_click':
      return { clicks: 1 };
    case 'recommendation_add_to_cart':
      return { addsToCart: 1 };
    default:
      return undefined;
  }
};

const offerCounts = ({ type, offer }: ShopEvent): RollUpCounts | undefined => {
  if (!offer) return undefined;
  if (type === 'offer_impression') return { offersShown: 1 };
  if (type === 'offer_accept') return { accepts: 1 };
  return type === 'offer_decline' ? { declines: 1 } : undefined;
};

const rowOf = (event: ShopEvent, timeZone: string): RollUpRow | undefined => {
  const at = (dimension: RollUpDimension, counts: RollUpCounts): RollUpRow => ({
    date: storeDayOf(event.receivedAt, timeZone),
    dimension,
    counts,
  });
  if (event.type === 'product_view') return at(dimensionOf({ scope: 'store' }), { views: 1 });
  const ofList = recommendationCounts(event);
  if (ofList) return at(ofRecommendation(event), ofList);
  const counts = offerCounts(event);
  return counts && at(ofOffer(event), counts);
};

/** What events of shoppers count, `sessions` aside; each event once. @param timeZone IANA zone of the store */
export const rollUpEvents = (events: readonly ShopEvent[], timeZone: string): RollUpRow[] =>
  sumRows(events.flatMap((event) => rowOf(event, timeZone) ?? []));

/** Days on which a session was there, one by one: a row for each. */
export const rollUpSessionDays = (days: readonly string[]): RollUpRow[] =>
  sumRows(days.map((date) => ({ date, dimension: dimensionOf({ scope: 'store' }), counts: { sessions: 1 } })));

/** The store days on which anything of a session's shopper came in, each once, in order. */
export const daysOfSession = (events: readonly ShopEvent[], timeZone: string): string[] =>
  [...new Set(events.map(({ receivedAt }) => storeDayOf(receivedAt, timeZone)))].sort();
