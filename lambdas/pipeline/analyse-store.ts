import { readNdjson } from '#adapters/s3/ndjson-file';
import { type Partitioned, stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { affinities } from '#core/analytics/affinity';
import { ListedProducts } from '#core/analytics/listed-products';
import { findOpportunities } from '#core/analytics/opportunities/find-opportunities';
import { OrderFigures } from '#core/analytics/order-figures';
import { orderValues } from '#core/analytics/order-values';
import type { ReportOrigin } from '#core/analytics/reports';
import { ActivityCounter, segmentReport } from '#core/analytics/segment-report';
import { type ShownCounts, type ShownTo, sumShown } from '#core/analytics/shown-counts';
import { auditStore } from '#core/analytics/store-audit';
import { pairIds, pairsOf, type StoreFacts, storeFacts } from '#core/analytics/store-facts';
import type { CompanySettings } from '#core/companies/company-settings';
import type { ShopEvent } from '#core/events/shop-event';
import { dayOfPartition, runFiles } from '#core/models/run-files';
import type { Order } from '#core/orders/order';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { groupCount, groupTime } from '#core/similarity/grouped-log';
import { storeDayOf } from '#core/time/store-day';
import { samplePeople } from '#core/training/sample-people';
import { deserialiseTrainingData, type TrainingData } from '#core/training/training-data';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadCatalog } from '#lambdas/shared/run-content';

const dayMs = 86_400_000;

/** Days of events that reports look at: long enough for slow shops, short enough to be about now. */
const eventDays = 28;

/** Orders whose credit a night looks up, the newest: ten thousand read units at most. */
const mostRecentOrders = 20_000;

interface Night {
  readonly run: TrainingRun;
  readonly settings: CompanySettings;
  readonly partitions: readonly Partitioned[];
  readonly share: number;
  readonly chunks: readonly string[];
}

const recentSince = ({ startedAt }: TrainingRun): string =>
  new Date(Date.parse(startedAt) - eventDays * dayMs).toISOString();

const eventsSince = ({ run, partitions }: Night) => {
  const since = recentSince(run).slice(0, 10);
  return partitions
    .filter(({ kind }) => kind === 'events')
    .map(({ file }) => ({ file, ...dayOfPartition(file) }))
    .filter(({ date }) => date > since);
};

const readShown = async (deps: PipelineDependencies, night: Night): Promise<ReadonlyMap<string, number>> => {
  const days: ShownCounts[] = [];
  for (const { shown } of eventsSince(night)) {
    days.push(JSON.parse(Buffer.from(await deps.artifacts.get(shown)).toString('utf8')) as ShownCounts);
  }
  return sumShown(days);
};

const readListed = async (deps: PipelineDependencies, night: Night, pairs: Iterable<readonly [string, string]>) => {
  const listed = new ListedProducts(pairs);
  for (const chunk of night.chunks) {
    for (const row of readNdjson(await deps.artifacts.get(chunk))) listed.addRow(row as RecommendationRow);
  }
  return listed;
};

const gatherFacts = async (deps: PipelineDependencies, night: Night, data: TrainingData): Promise<StoreFacts> => {
  const pairs = pairsOf(data);
  return storeFacts(data, await loadCatalog(deps.artifacts, night.run), {
    pairs,
    listed: await readListed(deps, night, pairIds(pairs, data)),
    shown: await readShown(deps, night),
    config: night.settings.recommendationConfig.value,
    now: night.run.startedAt,
  });
};

/** The last lines of partitions are tallies. */
const has = <K extends string>(record: unknown, member: K): boolean =>
  typeof record === 'object' && record !== null && member in record;

const readOrders = async (deps: PipelineDependencies, { partitions, share }: Night): Promise<OrderFigures> => {
  const figures = new OrderFigures();
  const sample = samplePeople(share);
  for (const { kind, file } of partitions) {
    if (kind !== 'orders') continue;
    for (const record of readNdjson(await deps.artifacts.get(file))) {
      if (has(record, 'orderId') && sample.hasOrder(record as Order)) figures.add(record as Order);
    }
  }
  return figures;
};

const readActivity = async (deps: PipelineDependencies, night: Night): Promise<ActivityCounter> => {
  const activity = new ActivityCounter();
  const sample = samplePeople(night.share);
  for (const { file, shownTo } of eventsSince(night)) {
    for (const line of readNdjson(await deps.artifacts.get(shownTo))) activity.addShown(line as ShownTo);
    for (const record of readNdjson(await deps.artifacts.get(file))) {
      if (has(record, 'eventId') && sample.hasEvent(record as ShopEvent)) activity.add(record as ShopEvent);
    }
  }
  return activity;
};

const placementRows = (deps: PipelineDependencies, { run, settings }: Night) => {
  const { companyId, timeZone } = settings.company;
  return deps.rollUps.days(companyId, storeDayOf(recentSince(run), timeZone), storeDayOf(run.startedAt, timeZone));
};

const originOf = ({ run, share }: Night, { baskets }: TrainingData): ReportOrigin => {
  const orders = groupCount(baskets);
  const timeOf = (group: number): string => new Date(groupTime(baskets, group)).toISOString();
  return {
    computedAt: run.startedAt,
    modelVersion: run.modelVersion,
    orders,
    oldestOrderAt: orders > 0 ? timeOf(0) : null,
    newestOrderAt: orders > 0 ? timeOf(orders - 1) : null,
    sampleShare: share,
    eventDays,
  };
};

const writeReports = async (deps: PipelineDependencies, night: Night, data: TrainingData) => {
  const { run, settings } = night;
  const origin = originOf(night, data);
  const facts = await gatherFacts(deps, night, data);
  const pairs = affinities(facts);
  const opportunities = findOpportunities(facts, await placementRows(deps, night));
  const orders = await readOrders(deps, night);
  const context = { config: settings.segments.value, currency: settings.company.currency, now: run.startedAt };
  const recentOrders = orders.recent(recentSince(run), mostRecentOrders);
  const ids = recentOrders.map(({ orderId }) => orderId);
  const influenced = await deps.influence.influenced(run.companyId, ids);
  const activity = await readActivity(deps, night);
  const segments = segmentReport(orders, { activity, recentOrders, influenced }, context);
  const audit = auditStore(facts, data.baskets, orders.baskets());
  await deps.reports.put(run.companyId, 'affinity', { origin, pairs });
  await deps.reports.put(run.companyId, 'opportunities', { origin, opportunities });
  await deps.reports.put(run.companyId, 'segments', {
    origin,
    segments,
    orderValues: orderValues(recentOrders, influenced),
  });
  await deps.reports.put(run.companyId, 'audit', { origin, audit });
  return { pairs: pairs.length, opportunities: opportunities.length };
};

/** Writes down what a night's log, lists and orders say about the store; requests read it without reckoning anything. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('AnalyseStore', stepInputs.reports, deps, async ({ run, ...input }) => {
    const settings = await deps.settings(run.companyId);
    if (!settings) throw new PermanentRunError(`There is no company ${run.companyId}`);
    const data = deserialiseTrainingData(await deps.artifacts.get(runFiles(run).trainingData));
    const { pairs, opportunities } = await writeReports(deps, { run, settings, ...input }, data);
    return { run, counts: { affinityPairs: pairs, opportunities }, result: { pairs, opportunities } };
  });

export const handler = makeHandler(pipelineDependencies());
