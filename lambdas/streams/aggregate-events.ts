import { makeAttributionStore } from '#adapters/dynamodb/attribution-store';
import { makeCachedExperimentReader } from '#adapters/dynamodb/cached-experiment-reader';
import { makeCredentialStore } from '#adapters/dynamodb/credential-store';
import { makeErasedPeople } from '#adapters/dynamodb/erased-people-store';
import { makeExperimentOutcomeStore } from '#adapters/dynamodb/experiment-outcome-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { makeOfferEventStore } from '#adapters/dynamodb/offer-event-store';
import { makeQuarantineStore } from '#adapters/dynamodb/quarantine-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import { makeCostsOf } from '#adapters/dynamodb/unit-costs';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import { counterShards } from '#core/events/daily-counters';
import type { ShopEvent } from '#core/events/shop-event';
import { exposesTo, isOutcomeEvent } from '#core/experiments/count-outcomes';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { isHeldOut } from '#core/hold-out/is-held-out';
import { isOfferEvent } from '#core/offers/impression-state';
import type { AttributionStore } from '#core/ports/attribution-store';
import type { CredentialStore } from '#core/ports/credential-store';
import type { ErasedPeople } from '#core/ports/erased-people';
import type { ExperimentOutcomeStore } from '#core/ports/experiment-outcome-store';
import type { ExperimentReader } from '#core/ports/experiment-store';
import type { OfferEventStore } from '#core/ports/offer-event-store';
import type { QuarantineStore } from '#core/ports/quarantine-store';
import {
  mostSessionsTogether,
  type SessionBatch,
  type SessionEvents,
  type ShopperStore,
} from '#core/ports/shopper-store';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { errorContext, type Observability } from '#lambdas/shared/observability';
import {
  type ConsumedRecord,
  type KeepRejected,
  type ProcessBatch,
  type RejectedRecord,
  streamConsumer,
} from '#lambdas/shared/stream-consumer';
import { rejectedWithoutErased, withoutErased } from '#lambdas/shared/without-erased';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface AggregateDependencies extends Observability {
  readonly shoppers: Pick<ShopperStore, 'apply'>;
  readonly offers: Pick<OfferEventStore, 'apply'>;
  readonly experiments: ExperimentReader;
  readonly outcomes: Pick<ExperimentOutcomeStore, 'count'>;
  readonly quarantine: Pick<QuarantineStore, 'add'>;
  readonly erased: Pick<ErasedPeople, 'among'>;
  readonly attribution: Pick<AttributionStore, 'attribute'>;
  readonly credentials: Pick<CredentialStore, 'settings'>;
  readonly clock: () => string;
}

const countFresh = ({ meter }: Observability, fresh: readonly ShopEvent[], duplicates: number): void => {
  const count = (type: ShopEvent['type']) => fresh.filter((event) => event.type === type).length;
  meter.add('ProductViewCount', count('product_view'));
  meter.add('UpsellImpressionCount', count('offer_impression'));
  meter.add('RecommendationClickCount', count('recommendation_click'));
  if (duplicates > 0) meter.add('EventsDuplicate', duplicates);
};

/** Records of a company in groups of so many sessions as one transaction takes; a session is never split. */
const sessionGroups = (records: readonly ConsumedRecord[]): ConsumedRecord[][][] => {
  const sessions = [...Map.groupBy(records, ({ event }) => event.sessionId).values()];
  const groups = Math.ceil(sessions.length / mostSessionsTogether);
  return Array.from({ length: groups }, (_, group) =>
    sessions.slice(group * mostSessionsTogether, (group + 1) * mostSessionsTogether),
  );
};

/** A consumer works off one shard of the stream, so a share of the counters by shard is nobody else's at the time. */
const counterShardOf = ({ shardId }: Pick<ConsumedRecord, 'shardId'>): number =>
  Number(/\d{1,9}$/.exec(shardId)?.[0] ?? 0) % counterShards;

const sessionOf = (records: readonly ConsumedRecord[]): SessionEvents => ({
  sessionId: records[0]!.event.sessionId,
  events: records.map(({ event }) => event),
});

/** One session after the other: they add to the same sums. Repeated events change nothing here, fresh or not. */
const applyOffers = async ({ offers, meter }: AggregateDependencies, batch: SessionBatch): Promise<void> => {
  const { companyId, counterShard, now } = batch;
  for (const { sessionId, events } of batch.sessions) {
    const aboutOffers = events.filter((event) => isOfferEvent(event) && !event.isBot);
    if (aboutOffers.length === 0) continue;
    const counts = await offers.apply({ companyId, sessionId, events: aboutOffers, counterShard, now });
    meter.add('UpsellAcceptCount', counts.accepts);
    meter.add('UpsellDeclineCount', counts.declines);
    if (counts.orphans > 0) meter.add('UpsellOrphanCount', counts.orphans);
  }
};

/** As with offers: a session after the other, and repeated events change nothing. */
const countOutcomes = async (
  { outcomes, experiments }: AggregateDependencies,
  { companyId, sessions, counterShard, holdOut, now }: SessionBatch,
): Promise<void> => {
  const drawing = (await experiments.running(companyId)).filter(
    ({ exposure }) => exposure === 'cart' || exposure === 'view',
  );
  for (const { sessionId, events: all } of sessions) {
    // Whoever is held out is shown no variant.
    const drawnExperiments = isHeldOut(companyId, holdOut, sessionId) ? [] : drawing;
    const events = all.filter(
      (event) => isOutcomeEvent(event) || drawnExperiments.some((experiment) => exposesTo(event, experiment)),
    );
    if (events.length > 0) await outcomes.count({ companyId, sessionId, events, drawnExperiments, counterShard, now });
  }
};

/** Purchases and late touches; repeated ones change nothing, so that a death before this is made good by the repetition. */
const attributeOrders = async ({ attribution }: AggregateDependencies, batch: SessionBatch): Promise<void> => {
  const { companyId, sessions, timeZone, counterShard, now } = batch;
  const events = sessions.flatMap((session) => session.events);
  const terms = { timeZone, ...batch.attribution };
  await attribution.attribute({ companyId, orderIds: [], events, terms, counterShard, now });
};

/** Sessions of a company with what its settings say; those of one that is gone are counted as by default. */
const batchOf = async (
  { credentials, clock }: AggregateDependencies,
  companyId: string,
  group: readonly ConsumedRecord[][],
): Promise<SessionBatch> => {
  const settings = await credentials.settings(companyId);
  return {
    companyId,
    sessions: group.map(sessionOf),
    counterShard: counterShardOf(group[0]![0]!),
    timeZone: settings?.company.timeZone ?? 'UTC',
    attribution: settings?.attribution.value ?? defaultAttributionSettings,
    holdOut: settings?.holdOut.value ?? defaultHoldOutSettings,
    now: clock(),
  };
};

/** @returns the records of the group when it could not be applied. */
const applyGroup = async (
  deps: AggregateDependencies,
  group: readonly ConsumedRecord[][],
): Promise<ConsumedRecord[]> => {
  const { companyId } = group[0]![0]!.event;
  try {
    const batch = await batchOf(deps, companyId, group);
    const { fresh, duplicates } = await deps.shoppers.apply(batch);
    countFresh(deps, fresh, duplicates);
    await applyOffers(deps, batch);
    await countOutcomes(deps, batch);
    await attributeOrders(deps, batch);
    return [];
  } catch (error) {
    deps.log.error('stream_record_failed', { companyId, ...errorContext(error) });
    return group.flat();
  }
};

const keepInQuarantine =
  ({ quarantine, erased, clock }: AggregateDependencies): KeepRejected =>
  async (records) => {
    const byCompany = Map.groupBy(records, ({ rejection }) => rejection.companyId);
    const add = async (companyId: string, ofCompany: readonly RejectedRecord[]): Promise<void> => {
      const kept = await rejectedWithoutErased(erased, companyId, ofCompany);
      await quarantine.add({
        companyId,
        entries: kept.map(({ rejection }) => rejection),
        counterShard: counterShardOf(ofCompany[0]!),
        now: clock(),
      });
    };
    await Promise.all([...byCompany].map(([companyId, ofCompany]) => add(companyId, ofCompany)));
  };

/**
 * Brings session state, customer history and daily counters up to date. The groups of a company follow each other,
 * since they add to the same counters; companies are independent. A group that fails is repeated with all that follows
 * it in the shard, which changes nothing for what is already counted.
 * What comes late of people who were erased is passed over. What failed the firewall, and what cannot be read, goes into quarantine here.
 */
export const makeHandler = (deps: AggregateDependencies) => {
  const aggregate: ProcessBatch = async (all) => {
    const records = await withoutErased(deps.erased, all);
    const failed = new Set<string>();
    const applyCompany = async (ofCompany: readonly ConsumedRecord[]): Promise<void> => {
      for (const group of sessionGroups(ofCompany)) {
        for (const { sequenceNumber } of await applyGroup(deps, group)) failed.add(sequenceNumber);
      }
    };
    await Promise.all([...Map.groupBy(records, ({ event }) => event.companyId).values()].map(applyCompany));
    return { failedAt: records.find(({ sequenceNumber }) => failed.has(sequenceNumber))?.sequenceNumber };
  };
  return streamConsumer(deps, aggregate, keepInQuarantine(deps));
};

const runtimeDependencies = (): AggregateDependencies => {
  const { env, log, meter, clock } = workerRuntime('aggregate-consumer');
  const table = makeTable(env);
  return {
    log,
    meter,
    clock,
    shoppers: makeShopperStore(table),
    offers: makeOfferEventStore(table),
    experiments: makeCachedExperimentReader(makeExperimentStore(table)),
    outcomes: makeExperimentOutcomeStore(table),
    quarantine: makeQuarantineStore(table),
    erased: makeErasedPeople(table),
    attribution: makeAttributionStore(table, makeCostsOf(table)),
    credentials: makeCredentialStore(table),
  };
};

export const handler = makeHandler(runtimeDependencies());
