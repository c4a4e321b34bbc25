import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { ShopEvent } from '#core/events/shop-event';
import type { ShopperStore } from '#core/ports/shopper-store';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { errorContext, type Observability } from '#lambdas/shared/observability';
import { type ConsumedRecord, streamConsumer } from '#lambdas/shared/stream-consumer';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface AggregateDependencies extends Observability {
  readonly shoppers: Pick<ShopperStore, 'apply'>;
  readonly clock: () => string;
}

/** Sessions of a batch that are written at the same time. */
const lanes = 8;

const countFresh = ({ meter }: Observability, fresh: readonly ShopEvent[], duplicates: number): void => {
  const count = (type: ShopEvent['type']) => fresh.filter((event) => event.type === type).length;
  meter.add('ProductViewCount', count('product_view'));
  meter.add('UpsellImpressionCount', count('offer_impression'));
  meter.add('RecommendationClickCount', count('recommendation_click'));
  if (duplicates > 0) meter.add('EventsDuplicate', duplicates);
};

/** @returns the sequence number of the session's first record when it could not be applied. */
const applySession = async (
  deps: AggregateDependencies,
  records: readonly ConsumedRecord[],
): Promise<string | undefined> => {
  const [first] = records;
  if (!first) return undefined;
  const { companyId, sessionId } = first.event;
  try {
    const batch = { companyId, sessionId, events: records.map(({ event }) => event), now: deps.clock() };
    const { fresh, duplicates } = await deps.shoppers.apply(batch);
    countFresh(deps, fresh, duplicates);
    return undefined;
  } catch (error) {
    deps.log.error('stream_record_failed', { companyId, ...errorContext(error) });
    return first.sequenceNumber;
  }
};

/**
 * Brings session state, customer history and daily counters up to date. Sessions are independent, so they are written
 * side by side; one that fails is repeated with all that follows it, which changes nothing for those already counted.
 */
export const makeHandler = (deps: AggregateDependencies) =>
  streamConsumer(deps, async (records) => {
    const sessions = [...Map.groupBy(records, ({ event }) => `${event.companyId}#${event.sessionId}`).values()];
    const failed = new Set<string>();
    const lane = async (): Promise<void> => {
      for (let session = sessions.shift(); session; session = sessions.shift()) {
        const failedAt = await applySession(deps, session);
        if (failedAt !== undefined) failed.add(failedAt);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return { failedAt: records.find(({ sequenceNumber }) => failed.has(sequenceNumber))?.sequenceNumber };
  });

const runtimeDependencies = (): AggregateDependencies => {
  const { env, log, meter, clock } = workerRuntime('aggregate-consumer');
  return { log, meter, clock, shoppers: makeShopperStore(makeTable(env)) };
};

export const handler = makeHandler(runtimeDependencies());
