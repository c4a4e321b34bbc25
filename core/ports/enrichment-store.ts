import type { PairAnswer } from '#core/enrichment/pair-answer';

export type CachedAnswer = PairAnswer & { readonly contentHash: string };

/** Answers of a language model by hash of what it was asked. */
export interface EnrichmentStore {
  /** In no particular order; absent ones are left out. Distinct hashes. */
  getMany(companyId: string, contentHashes: readonly string[]): Promise<CachedAnswer[]>;
  /** @param now ISO-8601 UTC; the answers are kept for 180 days from then. */
  putAll(companyId: string, answers: readonly CachedAnswer[], now: string): Promise<void>;
}
