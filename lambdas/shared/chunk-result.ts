import { addCounts, type ImportChange, type ImportCounts, noCounts } from '#core/imports/import-job';
import type { RejectionCode } from '#core/imports/rejection';
import type { UpsertOutcome } from '#core/ports/upsert';
import type { RejectionCounts } from '#lambdas/shared/rejection-log';

/** What a chunk did, or in a dry run would do. */
export interface ChunkResult {
  readonly counts: ImportCounts;
  readonly rejections: RejectionCounts;
  readonly sample: readonly ImportChange[];
}

const longestSample = 20;

/** A newer version in the store is as good as the same one: the file changes nothing. */
const countOf = { created: 'created', updated: 'updated', unchanged: 'unchanged', stale: 'unchanged' } as const;

export const countOutcomes = (outcomes: readonly UpsertOutcome[]): ImportCounts => {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const { status } of outcomes) counts[countOf[status]] += 1;
  return { ...noCounts, ...counts };
};

/** The first differences, each with a sentence. */
export const sampleOf = (outcomes: readonly UpsertOutcome[], describe: (id: string) => string): ImportChange[] =>
  outcomes
    .flatMap(({ id, status }) => (status === 'created' || status === 'updated' ? [{ id, change: status }] : []))
    .slice(0, longestSample)
    .map((change) => ({ ...change, summary: describe(change.id) }));

const addRejections = (a: RejectionCounts, b: RejectionCounts): RejectionCounts => {
  const sum = { ...a };
  for (const [code, rows] of Object.entries(b) as [RejectionCode, number][]) sum[code] = (sum[code] ?? 0) + rows;
  return sum;
};

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** All chunks and steps of an import as one. */
export const sumResults = (results: readonly Partial<ChunkResult>[]): ChunkResult => ({
  counts: results.reduce((sum, { counts }) => addCounts(sum, counts ?? {}), noCounts),
  rejections: results.reduce((sum, { rejections }) => addRejections(sum, rejections ?? {}), {} as RejectionCounts),
  sample: results
    .flatMap(({ sample }) => sample ?? [])
    .sort((a, b) => compareText(a.id, b.id))
    .slice(0, longestSample),
});
