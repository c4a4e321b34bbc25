import { readNdjson } from '#adapters/s3/ndjson-file';
import type { Product } from '#core/catalog/product';
import { runFiles } from '#core/models/run-files';
import type { ArtifactStore } from '#core/ports/artifact-store';
import { compareText } from '#core/training/packed-purchase';
import type { SqlQueryName } from '#core/training/sql/query-names';
import { loadCatalog } from '#lambdas/shared/run-content';

interface RunName {
  readonly companyId: string;
  readonly runName: string;
}

/** The lines that a query unloaded, from any number of files. */
export async function* sqlLines<T>(artifacts: ArtifactStore, run: RunName, query: SqlQueryName): AsyncGenerator<T> {
  for (const key of await artifacts.list(runFiles(run).sqlResult(query))) {
    for (const line of readNdjson(await artifacts.get(key))) yield line as T;
  }
}

export const allSqlLines = async <T>(artifacts: ArtifactStore, run: RunName, query: SqlQueryName): Promise<T[]> => {
  const lines: T[] = [];
  for await (const line of sqlLines<T>(artifacts, run, query)) lines.push(line);
  return lines;
};

/** The catalog, and its ids in the order of the item numbers. */
export const loadNumberedCatalog = async (
  artifacts: ArtifactStore,
  run: RunName,
): Promise<{ catalog: Product[]; productIds: string[] }> => {
  const catalog = await loadCatalog(artifacts, run);
  return { catalog, productIds: catalog.map(({ productId }) => productId).sort(compareText) };
};
