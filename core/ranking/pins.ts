import type { Candidate } from '#core/ranking/candidate';
import type { Pin } from '#core/recommend/recommendation-config';

/** The pins that apply to a page now, by position; a page's own pin comes before one for all pages. */
export const activePins = (
  pins: readonly Pin[],
  sourceId: string | undefined,
  now: string,
  limit: number,
): readonly Pin[] => {
  const nowMs = Date.parse(now);
  const applying = pins.filter(
    ({ sourceProductId, expiresAt, position }) =>
      (sourceProductId === null || sourceProductId === sourceId) &&
      (expiresAt === undefined || Date.parse(expiresAt) > nowMs) &&
      position < limit,
  );
  const sorted = applying.sort(
    (a, b) =>
      a.position - b.position ||
      Number(a.sourceProductId === null) - Number(b.sourceProductId === null) ||
      (a.productId < b.productId ? -1 : Number(a.productId > b.productId)),
  );
  const seen = new Set<string>();
  return sorted.filter(({ productId }) => !seen.has(productId) && seen.add(productId));
};

/** A pinned product as a candidate. */
export const pinnedCandidate = (productId: string): Candidate => ({
  productId,
  score: 1,
  breakdown: { pin: 1 },
  relation: 'pinned',
  rung: 'model',
  facts: { code: 'pinned', count: 0, total: 0 },
});

/** Puts pinned entries, given by position, at their places; what was there moves down. */
export const placePins = <T>(
  ranked: readonly T[],
  pinned: readonly { readonly entry: T; readonly position: number }[],
): T[] => {
  const list = [...ranked];
  let free = 0;
  for (const { entry, position } of pinned) {
    const place = Math.min(Math.max(position, free), list.length);
    list.splice(place, 0, entry);
    free = place + 1;
  }
  return list;
};
