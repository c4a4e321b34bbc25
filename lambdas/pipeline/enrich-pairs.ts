import { makeTextEmbedder } from '#adapters/bedrock/text-embedder';
import { makeBedrockClient, makeTextEnricher } from '#adapters/bedrock/text-enricher';
import { makeEnrichmentStore } from '#adapters/dynamodb/enrichment-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import { serialiseEmbeddings } from '#core/content/embedding-table';
import { applyAnswers } from '#core/enrichment/apply-answers';
import { type BudgetLimits, EnrichmentBudget } from '#core/enrichment/budget';
import { promptVersion } from '#core/enrichment/build-prompt';
import { embedCatalog } from '#core/enrichment/embed-catalog';
import { type Explained, explainPairs } from '#core/enrichment/explain-pairs';
import { mostWantedRows } from '#core/enrichment/most-wanted-rows';
import { type Pair, pairsOf } from '#core/enrichment/pair';
import { embeddingsFile } from '#core/models/run-files';
import type { EnrichmentStore } from '#core/ports/enrichment-store';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import type { TextEmbedder } from '#core/ports/text-embedder';
import type { TextEnricher } from '#core/ports/text-enricher';
import { encodeRow, type RecommendationRow } from '#core/recommend/recommendation-row';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { functionMemoryMb } from '#lambdas/shared/function-memory';
import { errorContext } from '#lambdas/shared/observability';
import { pipelineStep, type StepDependencies } from '#lambdas/shared/pipeline-step';
import { plannedSettings } from '#lambdas/shared/planned-settings';
import { loadCatalog, loadEmbeddings, loadValues } from '#lambdas/shared/run-content';
import { workerRuntime } from '#lambdas/shared/worker-runtime';
import { writeUnits } from '#lambdas/shared/write-units';

export interface EnrichDependencies extends StepDependencies {
  readonly settings: (companyId: string) => Promise<CompanySettings | undefined>;
  readonly rows: Pick<RecommendationRowStore, 'putAll'>;
  readonly answers: EnrichmentStore;
  readonly enricher: TextEnricher;
  readonly limits: BudgetLimits;
  readonly embedder: TextEmbedder;
  /** Texts that one run may have embedded; 0 where nobody has switched it on. */
  readonly maxEmbeddings: number;
}

/** Calls begin for eight minutes; what they still take, and the writing, fits into the function's fifteen. */
const askingMs = 8 * 60_000;

/** Embedding comes after that, and takes what is left. */
const embeddingMs = 3 * 60_000;

/** Products whose rows one run looks at, the most wanted first; a bound on reads of the cache. */
const mostRows = 5_000;

const explain = (deps: EnrichDependencies, run: TrainingRun, pairs: readonly Pair[]): Promise<Explained> => {
  const lastCallAt = Date.parse(deps.clock()) + askingMs;
  return explainPairs({ companyId: run.companyId, now: run.startedAt }, pairs, {
    enricher: deps.enricher,
    answers: deps.answers,
    budget: new EnrichmentBudget(deps.limits),
    isTimeUp: () => Date.parse(deps.clock()) > lastCallAt,
    onFailure: (error) => deps.log.warn('enrichment_failed', { companyId: run.companyId, ...errorContext(error) }),
  });
};

const loadRows = async ({ artifacts }: EnrichDependencies, chunks: readonly string[]): Promise<RecommendationRow[]> => {
  let rows: RecommendationRow[] = [];
  for (const chunk of chunks)
    rows = mostWantedRows([...rows, ...(await loadValues<RecommendationRow>(artifacts, chunk))], mostRows);
  return rows;
};

/** Writes the rows that an answer changed. @returns pairs taken out, and write units used */
const writeAnswered = async (
  deps: EnrichDependencies,
  run: TrainingRun,
  asked: readonly (readonly [RecommendationRow, readonly Pair[]])[],
  { answers }: Explained,
) => {
  const enriched = asked.flatMap(([row, pairs]) => {
    const answered = pairs.flatMap((pair) => {
      const answer = answers.get(pair.contentHash);
      return answer ? [{ pair, answer }] : [];
    });
    return answered.length > 0 ? [applyAnswers(row, answered)] : [];
  });
  const rows = enriched.map(({ row }) => row);
  await deps.rows.putAll(run.companyId, rows);
  return {
    vetoed: enriched.reduce((sum, { vetoed }) => sum + vetoed, 0),
    tableWriteUnits: writeUnits(rows.map((row) => encodeRow(row))),
  };
};

/** Embeds what is new in the catalog; the next run compares products by it. Without a number to spend, no call is made. */
const embed = async (deps: EnrichDependencies, run: TrainingRun, catalog: readonly Product[]) => {
  if (deps.maxEmbeddings === 0) return { embedded: 0, embeddingTokens: 0 };
  const { companyId } = run;
  const lastCallAt = Date.parse(deps.clock()) + embeddingMs;
  const known = await loadEmbeddings(deps.artifacts, companyId);
  const { table, embedded, inputTokens } = await embedCatalog(catalog, known, {
    embedder: deps.embedder,
    maxTexts: deps.maxEmbeddings,
    isTimeUp: () => Date.parse(deps.clock()) > lastCallAt,
    onFailure: (error) => deps.log.warn('enrichment_failed', { companyId, ...errorContext(error) }),
  });
  await deps.artifacts.put(embeddingsFile(companyId), serialiseEmbeddings(table));
  return { embedded, embeddingTokens: inputTokens };
};

/** Puts a sentence to pairs that could be shown, and takes nonsensical ones out, while the company's flag is on. */
export const makeHandler = (deps: EnrichDependencies) =>
  pipelineStep('EnrichPairs', stepInputs.chunks, deps, async ({ run, chunks }) => {
    const { companyId } = run;
    const settings = await deps.settings(companyId);
    if (!settings?.flags.value.mi_recommendations_enabled) {
      deps.log.info('enrichment_skipped', { companyId });
      return { result: { pairs: 0 } };
    }
    const catalog = await loadCatalog(deps.artifacts, run);
    const products = new Map(catalog.map((one): [string, Product] => [one.productId, one]));
    const recipe = `${promptVersion} ${deps.enricher.modelId}`;
    const asked = (await loadRows(deps, chunks)).map((row) => [row, pairsOf(row, products, recipe)] as const);
    const pairs = asked.flatMap(([, own]) => own);
    const explained = await explain(deps, run, pairs);
    const written = await writeAnswered(deps, run, asked, explained);
    const embeddings = await embed(deps, run, catalog);
    const { cached, failed, inputTokens, outputTokens } = explained;
    const asking = { pairs: cached + explained.asked, cached, failed, inputTokens, outputTokens };
    const counts = { ...asking, ...written, ...embeddings };
    return { run, counts, result: { pairs: counts.pairs } };
  });

export const runtimeDependencies = (): EnrichDependencies => {
  const { env, ...runtime } = workerRuntime('enrich-step');
  const bedrock = makeBedrockClient();
  const table = makeTable(env);
  return {
    ...runtime,
    memoryMb: functionMemoryMb(),
    settings: plannedSettings(table, env.DEFAULT_PLAN),
    rows: makeRecommendationRowStore(table),
    answers: makeEnrichmentStore(table),
    enricher: makeTextEnricher(bedrock, env.BEDROCK_MODEL_ID),
    artifacts: makeArtifactStore(makeS3Client(), env.ARTIFACT_BUCKET_NAME),
    embedder: makeTextEmbedder(bedrock, env.EMBEDDING_MODEL_ID),
    maxEmbeddings: env.ENRICH_MAX_EMBEDDINGS,
    limits: { maxPairs: env.ENRICH_MAX_PAIRS, maxTokens: env.ENRICH_MAX_TOKENS },
  };
};

export const handler = makeHandler(runtimeDependencies());
