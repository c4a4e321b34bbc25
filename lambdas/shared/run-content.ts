import { readNdjson } from '#adapters/s3/ndjson-file';
import type { Product } from '#core/catalog/product';
import { deserialiseEmbeddings, type EmbeddingTable } from '#core/content/embedding-table';
import { embeddingsFile, runFiles } from '#core/models/run-files';
import { ArtifactMissingError, type ArtifactStore } from '#core/ports/artifact-store';
import type { TrainingInput } from '#core/ports/trainer';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import { defaultTrainingParameters, type TrainingParameters } from '#core/training/parameters';
import { deserialiseTrainingData } from '#core/training/training-data';
import { type KnobValues, withKnobs } from '#core/training/tune-knobs';

interface RunName {
  readonly companyId: string;
  readonly runName: string;
}

/** What the run's tuning left for its other steps. */
interface RunTuning {
  readonly knobs: KnobValues;
  readonly learned: LearnedBlend;
}

/** Last line of a partition's file. */
export interface PartitionTally {
  readonly tally: { readonly records: number; readonly duplicates: number };
}

/** Vectors of the company's product texts; `undefined` before the first. */
export const loadEmbeddings = async (
  artifacts: ArtifactStore,
  companyId: string,
): Promise<EmbeddingTable | undefined> => {
  try {
    return deserialiseEmbeddings(await artifacts.get(embeddingsFile(companyId)));
  } catch (error) {
    if (error instanceof ArtifactMissingError) return undefined;
    throw error;
  }
};

/** A file of values that this pipeline wrote itself. */
export const loadValues = async <T>(artifacts: ArtifactStore, key: string): Promise<T[]> =>
  Array.from(readNdjson(await artifacts.get(key)), (value) => value as T);

/** The catalog as it was when the run began to train. */
export const loadCatalog = (artifacts: ArtifactStore, run: RunName): Promise<Product[]> =>
  loadValues<Product>(artifacts, runFiles(run).catalog);

/** What the run found for the store; the defaults where it did not tune. */
const loadTuning = async (artifacts: ArtifactStore, run: RunName): Promise<RunTuning> => {
  try {
    return JSON.parse(Buffer.from(await artifacts.get(runFiles(run).tuning)).toString('utf8')) as RunTuning;
  } catch (error) {
    if (error instanceof ArtifactMissingError) return { knobs: {}, learned: {} };
    throw error;
  }
};

export const saveTuning = (artifacts: ArtifactStore, run: RunName, tuning: RunTuning): Promise<void> =>
  artifacts.put(runFiles(run).tuning, Buffer.from(JSON.stringify(tuning)));

/** Empty where nothing was learned beyond chance. */
export const loadLearnedBlend = async (artifacts: ArtifactStore, run: RunName): Promise<LearnedBlend> =>
  (await loadTuning(artifacts, run)).learned;

/** What the run trains with: the defaults with what it found for the store. */
export const loadParameters = async (artifacts: ArtifactStore, run: RunName): Promise<TrainingParameters> =>
  withKnobs(defaultTrainingParameters, (await loadTuning(artifacts, run)).knobs);

export const loadTrainingInput = async (artifacts: ArtifactStore, run: RunName): Promise<TrainingInput> => {
  const [packed, catalog, parameters] = await Promise.all([
    artifacts.get(runFiles(run).trainingData),
    loadCatalog(artifacts, run),
    loadParameters(artifacts, run),
  ]);
  return { data: deserialiseTrainingData(packed), catalog, parameters };
};
