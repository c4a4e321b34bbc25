import type { Candidate } from '#core/ranking/candidate';

/** A candidate of the model with nothing but a score. */
export const aRanked = (productId: string, score: number, overrides: Partial<Candidate> = {}): Candidate => ({
  productId,
  score,
  breakdown: { 'also-bought': score },
  relation: 'also-bought',
  rung: 'model',
  facts: { code: 'also-bought', count: 10, total: 20 },
  ...overrides,
});

/** Candidates `c0`, `c1` … in falling score. */
export const rankedList = (length: number): Candidate[] =>
  Array.from({ length }, (_, place) => aRanked(`c${place}`, 1 - place / (length + 1)));
