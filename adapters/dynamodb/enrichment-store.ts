import type { CachedAnswer, EnrichmentStore } from '#core/ports/enrichment-store';
import { batchGet, batchPut } from './batch.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

const keptDays = 180;

export const toItem = (companyId: string, answer: CachedAnswer, now: string): Item => ({
  ...keys.enrichment(companyId, answer.contentHash),
  ...answer,
  expiresAt: Math.floor(Date.parse(now) / 1000) + keptDays * 86_400,
});

export const fromItem = ({ contentHash, verdict, reason }: Item): CachedAnswer =>
  ({ contentHash, verdict, reason }) as CachedAnswer;

export const makeEnrichmentStore = (table: Table): EnrichmentStore => ({
  getMany: async (companyId, contentHashes) => {
    const wanted = contentHashes.map((hash) => keys.enrichment(companyId, hash));
    return (await batchGet(table, wanted)).map(fromItem);
  },
  putAll: (companyId, answers, now) =>
    batchPut(
      table,
      answers.map((answer) => toItem(companyId, answer, now)),
    ),
});
