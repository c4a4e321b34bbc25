import { readNdjson } from '#adapters/s3/ndjson-file';
import type { Product } from '#core/catalog/product';
import { deserialiseEmbeddings, type EmbeddingTable } from '#core/content/embedding-table';
import { embeddingsFile, runFiles } from '#core/models/run-files';
import { ArtifactMissingError, type ArtifactStore } from '#core/ports/artifact-store';
import type { TrainingInput } from '#core/ports/trainer';
import { defaultTrainingParameters } from '#core/training/parameters';
import { deserialiseTrainingData } from '#core/training/training-data';

interface RunName {
  readonly companyId: string;
  readonly runName: string;
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

export const loadTrainingInput = async (artifacts: ArtifactStore, run: RunName): Promise<TrainingInput> => {
  const [packed, catalog] = await Promise.all([artifacts.get(runFiles(run).trainingData), loadCatalog(artifacts, run)]);
  return { data: deserialiseTrainingData(packed), catalog, parameters: defaultTrainingParameters };
};
