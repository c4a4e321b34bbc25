import { makePersonalizer } from '#adapters/personalize/personalizer';
import { makeReportStore } from '#adapters/s3/report-store';
import type { ReconciliationReport } from '#core/analytics/reconcile';
import type { RollUpRow } from '#core/analytics/roll-up';
import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import type { SqlQueryState, SqlRunner } from '#core/ports/sql-runner';
import type { Completion, TextEnricher } from '#core/ports/text-enricher';
import { builtInTrainer } from '#core/training/built-in-trainer';
import { availableTrainers } from '#core/training/choose-trainer';
import type { PersonalizeRelation } from '#core/training/personalize/relations';
import { resourcePlan } from '#core/training/personalize/resource-plan';
import type { EnrichForecastDependencies } from '#lambdas/pipeline/enrich-forecasts';
import type { EnrichDependencies } from '#lambdas/pipeline/enrich-pairs';
import type { ReconcileDependencies } from '#lambdas/pipeline/reconcile-figures';
import type { AthenaDependencies } from '#lambdas/shared/athena-dependencies';
import type { PersonalizeDependencies } from '#lambdas/shared/personalize-dependencies';
import type { PipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { createPersonalizeApi } from '#local/cloud/personalize/personalize-api';
import { companySettings, endpointFakes } from '#test/support/endpoint-fakes';
import { fakeEmbedder } from '#test/support/fake-embedder';
import { memoryForecasts } from '#test/support/memory-forecasts';
import {
  type MemoryArtifactStore,
  memoryArtifactStore,
  memoryEnrichmentStore,
  memoryEventArchive,
  memoryLearnedBlendStore,
  memoryModelStore,
  memoryPopularityStore,
  memoryRowStore,
  memoryTrainingRunStore,
} from '#test/support/memory-stores';
import { personalizeClientOf, testPersonalizeRole } from '#test/support/personalize-client';
import { filesOverArtifacts, sqlBucket, sqlOverArtifacts } from '#test/support/sql-over-artifacts';

export interface Shop {
  readonly products?: readonly Product[];
  readonly orders?: readonly Order[];
  readonly events?: readonly ShopEvent[];
}

async function* streamOf<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

const monthOf = ({ orderedAt }: Order): string => orderedAt.slice(0, 7);

/** A language model that keeps every pair with the same words, and counts its calls. */
export const fakeEnricher = (answer?: (user: string) => string): TextEnricher & { readonly prompts: string[] } => {
  const prompts: string[] = [];
  const keepAll = (user: string): string => {
    const { pairs } = JSON.parse(user.slice(user.indexOf('{'))) as { pairs: { id: string }[] };
    return JSON.stringify({ pairs: pairs.map(({ id }) => ({ id, verdict: 'keep', reason: 'Goes well together' })) });
  };
  return {
    prompts,
    modelId: 'fake-model',
    complete: async ({ user }): Promise<Completion> => {
      prompts.push(user);
      return { text: (answer ?? keepAll)(user), inputTokens: 100, outputTokens: 20 };
    },
  };
};

/** Everything that a training run touches, in memory, with a clock that moves on a millisecond a look. */
/** Athena, answering at once, over the files in memory. */
const fakeSqlRunner = (artifacts: MemoryArtifactStore): SqlRunner & { readonly statements: string[] } => {
  const engine = sqlOverArtifacts(artifacts);
  const results = new Map<string, SqlQueryState>();
  const statements: string[] = [];
  return {
    statements,
    start: async (statement, token) => {
      if (results.has(token)) return token;
      statements.push(statement);
      const failed = (error: Error): SqlQueryState => ({ state: 'failed', reason: error.message });
      const done: SqlQueryState = { state: 'done', scannedBytes: 1000 };
      results.set(token, await engine.run(statement).then(() => done, failed));
      return token;
    },
    state: async (queryId) => results.get(queryId) ?? { state: 'running' },
  };
};

/** The real adapter in front of the service's stand-in, without a socket between them. */
const fakePersonalizer = (artifacts: MemoryArtifactStore) => {
  const files = filesOverArtifacts(artifacts);
  const api = createPersonalizeApi({ files, permissions: { missing: () => undefined } });
  const { client, calls } = personalizeClientOf(api);
  const place = { stage: 'test', bucketName: sqlBucket, arnPrefix: 'arn:aws:personalize:us-east-1:000000000000' };
  return {
    personalizeCalls: calls,
    personalizer: makePersonalizer({ roleArn: testPersonalizeRole, listLength: 30 }, client),
    planOf: (
      { companyId, runName }: { companyId: string; runName: string },
      relations: readonly PersonalizeRelation[],
    ) => resourcePlan({ ...place, companyId, runName, relations }),
  };
};

export const pipelineFakes = (shop: Shop = {}, startedAt = '2026-11-20T03:15:00.000Z') => {
  const { products = [], orders = [], events = [] } = shop;
  const { log, meter, logLines, metricSums } = endpointFakes();
  const archive = memoryEventArchive();
  for (const event of events) {
    const hour = event.receivedAt.slice(0, 13).replace(/[-T]/g, '/');
    archive.batches.set(`${hour} ${event.eventId} ${archive.batches.size}`, {
      companyId: event.companyId,
      hour,
      name: `${event.eventId}-${archive.batches.size}`,
      events: [event],
    });
  }
  const state = {
    now: Date.parse(startedAt),
    settings: companySettings({ liveModel: undefined }),
    ids: 0,
    rollUps: [] as RollUpRow[],
    reconciliations: [] as ReconciliationReport[],
    erasedDays: [] as string[],
    /** Orders that hold something credited. */
    influenced: new Set<string>(),
  };
  const enricher = fakeEnricher();
  const artifacts = memoryArtifactStore();
  return {
    state,
    logLines,
    metricSums,
    log,
    meter,
    clock: () => new Date(state.now++).toISOString(),
    newId: () => `id-${String(++state.ids).padStart(4, '0')}`,
    memoryMb: 1024,
    settings: async (companyId: string): Promise<CompanySettings | undefined> =>
      companyId === state.settings.company.companyId ? state.settings : undefined,
    products: { streamAll: () => streamOf(products) },
    orders: {
      months: async () => [...new Set(orders.map(monthOf))].sort(),
      get: async (_: string, wanted: string) => orders.find(({ orderId }) => orderId === wanted),
      streamBetween: (_: string, from: string, until: string) =>
        streamOf(orders.filter(({ orderedAt }) => from <= orderedAt && orderedAt < until)),
      streamMonth: (_: string, month: string) => streamOf(orders.filter((order) => monthOf(order) === month)),
    },
    archive,
    artifacts,
    sql: fakeSqlRunner(artifacts),
    bucketName: sqlBucket,
    ...fakePersonalizer(artifacts),
    models: memoryModelStore(),
    runs: memoryTrainingRunStore(),
    rows: memoryRowStore(),
    popularity: memoryPopularityStore(),
    blends: memoryLearnedBlendStore(),
    answers: memoryEnrichmentStore(),
    ...memoryForecasts(),
    rollUps: {
      days: async (_: string, from: string, to: string) =>
        state.rollUps.filter(({ date }) => from <= date && date <= to),
    },
    credits: { many: async () => new Map() },
    reconciliations: {
      put: async (_: string, report: ReconciliationReport) => void state.reconciliations.push(report),
    },
    erasedDays: async () => state.erasedDays,
    influence: {
      influenced: async (_: string, orderIds: readonly string[]) =>
        new Set(orderIds.filter((orderId) => state.influenced.has(orderId))),
    },
    reports: makeReportStore(artifacts),
    tuningBudget: { trials: 1, milliseconds: Number.POSITIVE_INFINITY },
    trainer: builtInTrainer,
    trainers: availableTrainers('athena,personalize'),
    trainingMemoryMb: 10_240,
    enricher,
    limits: { maxPairs: 1_000, maxTokens: 1_000_000 },
    embedder: fakeEmbedder(),
    maxEmbeddings: 0,
  } satisfies PipelineDependencies &
    EnrichDependencies &
    EnrichForecastDependencies &
    AthenaDependencies &
    PersonalizeDependencies &
    ReconcileDependencies &
    Record<string, unknown>;
};

export type PipelineFakes = ReturnType<typeof pipelineFakes>;
