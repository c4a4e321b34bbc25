import { recordOfferImpressions } from '#contracts/api/upsell-impressions';
import { runtimeDependencies } from '#lambdas/api/events/runtime-dependencies';
import { type EventDependencies, takeEvents } from '#lambdas/api/events/take-events';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

/** What is no object is left as it is: the check of events says what is wrong with it. */
const asImpression = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? { ...value, type: 'offer_impression' } : value;

export const makeHandler = (deps: EventDependencies) =>
  httpEndpoint(recordOfferImpressions, deps, (request) => {
    const { body } = request;
    const isBatch = 'impressions' in body;
    const impressions = isBatch ? body.impressions : [body];
    return takeEvents(
      deps,
      request,
      impressions.map(asImpression),
      impressions.map((_, index) => (isBatch ? `/body/impressions/${index}` : '/body')),
    );
  });

export const handler = makeHandler(runtimeDependencies());
