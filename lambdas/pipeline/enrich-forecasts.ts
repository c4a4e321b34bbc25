import { makeBedrockClient, makeTextEnricher } from '#adapters/bedrock/text-enricher';
import { contentHash } from '#adapters/dynamodb/content-hash';
import { makeForecastStore, makeOpinionStore } from '#adapters/dynamodb/forecast-store';
import { readShelves } from '#adapters/dynamodb/product-shelf';
import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import type { Product } from '#core/catalog/product';
import { type BudgetLimits, EnrichmentBudget } from '#core/enrichment/budget';
import { runFiles } from '#core/models/run-files';
import type { ForecastStore, OpinionStore } from '#core/ports/forecast-store';
import type { TextEnricher } from '#core/ports/text-enricher';
import { askOpinions } from '#core/subscriptions/ask-opinions';
import { isEnough } from '#core/subscriptions/choose-frequency';
import { opinionPromptVersion, opinionSubject } from '#core/subscriptions/opinion';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { functionMemoryMb } from '#lambdas/shared/function-memory';
import { errorContext } from '#lambdas/shared/observability';
import { pipelineStep, type StepDependencies } from '#lambdas/shared/pipeline-step';
import { loadCatalog, loadValues } from '#lambdas/shared/run-content';
import { workerRuntime } from '#lambdas/shared/worker-runtime';
import { writeUnits } from '#lambdas/shared/write-units';

export interface EnrichForecastDependencies extends StepDependencies {
  readonly forecasts: ForecastStore;
  readonly opinions: OpinionStore;
  readonly enricher: TextEnricher;
  readonly limits: BudgetLimits;
  /** Those of the products that the merchant offers subscriptions to. */
  readonly eligibleIds: (companyId: string, productIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Products that purchases say too little of, that can be subscribed to, and that an opinion would help. */
const thinForecasts = async (
  deps: EnrichForecastDependencies,
  { companyId }: TrainingRun,
  forecasts: readonly ProductForecast[],
): Promise<string[]> => {
  const thin = forecasts
    .filter((forecast) => !isEnough(forecast) && forecast.intervals > 0)
    .map(({ productId }) => productId);
  if (thin.length === 0) return [];
  const eligible = await deps.eligibleIds(companyId, thin);
  return thin.filter((productId) => eligible.has(productId));
};

const withOpinions = async (
  deps: EnrichForecastDependencies,
  run: TrainingRun,
  forecasts: readonly ProductForecast[],
) => {
  const thin = new Set(await thinForecasts(deps, run, forecasts));
  const catalog = thin.size > 0 ? await loadCatalog(deps.artifacts, run) : [];
  const { modelId } = deps.enricher;
  const asked = catalog
    .filter(({ productId }: Product) => thin.has(productId))
    .map((product) => {
      const subject = opinionSubject(product);
      return {
        productId: product.productId,
        subject,
        contentHash: contentHash([opinionPromptVersion, modelId, subject]),
      };
    });
  const { daysPerUnit, ...usage } = await askOpinions({ companyId: run.companyId, now: run.startedAt }, asked, {
    enricher: deps.enricher,
    opinions: deps.opinions,
    budget: new EnrichmentBudget(deps.limits),
    onFailure: (error) => deps.log.warn('enrichment_failed', { companyId: run.companyId, ...errorContext(error) }),
  });
  const hashOf = new Map(asked.map((one) => [one.productId, one.contentHash]));
  const enriched = forecasts.map((forecast) => {
    const days = daysPerUnit.get(hashOf.get(forecast.productId) ?? '');
    return days === undefined ? forecast : { ...forecast, opinion: { daysPerUnit: days, modelId } };
  });
  return { enriched, usage };
};

/** Writes the night's forecasts, those with thin evidence along with the opinion of a language model. */
export const makeHandler = (deps: EnrichForecastDependencies) =>
  pipelineStep('EnrichForecasts', stepInputs.run, deps, async ({ run }) => {
    const forecasts = await loadValues<ProductForecast>(deps.artifacts, runFiles(run).forecasts);
    const { enriched, usage } = await withOpinions(deps, run, forecasts);
    await deps.forecasts.putAll(run.companyId, enriched);
    const tableWriteUnits = writeUnits(enriched.map((forecast) => JSON.stringify(forecast)));
    const counts = { opinionsCached: usage.cached, opinionsAsked: usage.asked, tableWriteUnits };
    const { inputTokens, outputTokens } = usage;
    return { run, counts: { ...counts, inputTokens, outputTokens }, result: { forecasts: enriched.length } };
  });

/** Opinions are a by-product: a night spends a tenth of its budget on them, and a few calls. */
const opinionLimits = ({ maxPairs, maxTokens }: BudgetLimits): BudgetLimits => ({
  maxPairs: Math.min(200, maxPairs),
  maxTokens: Math.floor(maxTokens / 10),
});

export const runtimeDependencies = (): EnrichForecastDependencies => {
  const { env, ...runtime } = workerRuntime('enrich-step');
  const table = makeTable(env);
  return {
    ...runtime,
    memoryMb: functionMemoryMb(),
    forecasts: makeForecastStore(table),
    opinions: makeOpinionStore(table),
    enricher: makeTextEnricher(makeBedrockClient(), env.BEDROCK_MODEL_ID),
    artifacts: makeArtifactStore(makeS3Client(), env.ARTIFACT_BUCKET_NAME),
    limits: opinionLimits({ maxPairs: env.ENRICH_MAX_PAIRS, maxTokens: env.ENRICH_MAX_TOKENS }),
    eligibleIds: async (companyId, productIds) => {
      const wanted = productIds.map((productId) => ({ part: 'subscriptionConfig' as const, productId }));
      const configs = await readShelves(table, companyId, wanted);
      return new Set(productIds.filter((_, index) => (configs[index] as { eligible?: boolean } | undefined)?.eligible));
    },
  };
};

export const handler = makeHandler(runtimeDependencies());
