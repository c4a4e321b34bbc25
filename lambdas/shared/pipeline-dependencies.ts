import { makeInfluenceReader } from '#adapters/dynamodb/influence-reader';
import { makeLearnedBlendStore } from '#adapters/dynamodb/learned-blend-store';
import { makeModelStore } from '#adapters/dynamodb/model-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makePopularityStore } from '#adapters/dynamodb/popularity-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import { makeTrainingRunStore } from '#adapters/dynamodb/training-run-store';
import { makeEventArchive } from '#adapters/s3/archive-store';
import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { makeReportStore } from '#adapters/s3/report-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import { RowThreads } from '#adapters/threads/row-threads';
import { makeThreadedTrainer, threadsFor } from '#adapters/threads/threaded-trainer';
import type { CompanySettings } from '#core/companies/company-settings';
import type { TrainerName } from '#core/companies/training-config';
import type { EventArchive } from '#core/ports/event-archive';
import type { InfluenceReader } from '#core/ports/influence-reader';
import type { LearnedBlendStore } from '#core/ports/learned-blend-store';
import type { ModelStore } from '#core/ports/model-store';
import type { OrderStore } from '#core/ports/order-store';
import type { PopularityStore } from '#core/ports/popularity-store';
import type { ProductStore } from '#core/ports/product-store';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import type { ReportStore } from '#core/ports/report-store';
import type { RollUpStore } from '#core/ports/roll-up-store';
import type { Trainer } from '#core/ports/trainer';
import type { TrainingRunStore } from '#core/ports/training-run-store';
import { availableTrainers } from '#core/training/choose-trainer';
import { nightlyBudget, type TuningBudget } from '#core/training/tune-store';
import { makeTable, randomText } from '#lambdas/shared/endpoint-dependencies';
import { functionMemoryMb } from '#lambdas/shared/function-memory';
import type { StepDependencies } from '#lambdas/shared/pipeline-step';
import { plannedSettings } from '#lambdas/shared/planned-settings';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

/** What the steps of a training run work with; each takes its part. */
export interface PipelineDependencies extends StepDependencies {
  readonly newId: () => string;
  /** Settings as they are now; undefined when there is no such company. */
  readonly settings: (companyId: string) => Promise<CompanySettings | undefined>;
  readonly products: Pick<ProductStore, 'streamAll'>;
  readonly orders: Pick<OrderStore, 'months' | 'streamMonth'>;
  readonly archive: Pick<EventArchive, 'days' | 'fingerprint' | 'streamDay'>;
  readonly models: ModelStore;
  readonly runs: TrainingRunStore;
  readonly rows: Pick<RecommendationRowStore, 'putAll' | 'deleteAll'>;
  readonly popularity: Pick<PopularityStore, 'putAll' | 'deleteAll'>;
  readonly blends: Pick<LearnedBlendStore, 'put'>;
  readonly rollUps: Pick<RollUpStore, 'days'>;
  readonly influence: InfluenceReader;
  readonly reports: Pick<ReportStore, 'put'>;
  readonly tuningBudget: TuningBudget;
  readonly trainer: Trainer;
  /** Trainers that this deployment has. */
  readonly trainers: ReadonlySet<TrainerName>;
  /** Megabytes of the functions that hold a company's whole log. */
  readonly trainingMemoryMb: number;
}

/** Binds the steps to the real world. Called once per cold start. */
export const pipelineDependencies = (): PipelineDependencies => {
  const { env, ...runtime } = workerRuntime('pipeline-step');
  const table = makeTable(env);
  const s3 = makeS3Client();
  const artifacts = makeArtifactStore(s3, env.ARTIFACT_BUCKET_NAME);
  return {
    ...runtime,
    memoryMb: functionMemoryMb(),
    newId: () => randomText(20),
    settings: plannedSettings(table, env.DEFAULT_PLAN),
    products: makeProductStore(table),
    orders: makeOrderStore(table),
    archive: makeEventArchive(s3, env.ARCHIVE_BUCKET_NAME),
    artifacts,
    models: makeModelStore(table),
    runs: makeTrainingRunStore(table),
    rows: makeRecommendationRowStore(table),
    popularity: makePopularityStore(table),
    blends: makeLearnedBlendStore(table),
    rollUps: makeRollUpStore(table),
    influence: makeInfluenceReader(table),
    reports: makeReportStore(artifacts),
    tuningBudget: nightlyBudget,
    trainer: makeThreadedTrainer(new RowThreads(threadsFor(functionMemoryMb()))),
    trainers: availableTrainers(env.TRAINERS),
    trainingMemoryMb: env.TRAINING_MEMORY_MB,
  };
};
