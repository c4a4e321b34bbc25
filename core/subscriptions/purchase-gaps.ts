/**
 * Gaps between the purchases of one product by one buyer, per unit bought.
 *
 * A purchase of q units at t_i that is followed by the next at t_{i+1} lasted (t_{i+1} − t_i) ÷ q days a unit. The gap
 * after the last purchase is still open: a unit lasts longer than (now − t_n) ÷ q, how much longer is not known yet.
 * Purchases within a day are one: parts of an order, or an item forgotten. Only the latest gaps count: habits change, and
 * one heavy buyer should not speak for all. O(n log n). No purchases: no gaps.
 */
export interface Purchase {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  /** Units kept, ≥ 1. */
  readonly units: number;
}

export interface Gap {
  readonly daysPerUnit: number;
  /** False while the next purchase is still awaited: the unit lasts at least this long. */
  readonly isClosed: boolean;
}

export const mostGapsOfBuyer = 12;

const dayMs = 86_400_000;

const merged = (purchases: readonly Purchase[]): Purchase[] => {
  const sorted = [...purchases].sort((a, b) => a.atMs - b.atMs);
  const visits: Purchase[] = [];
  for (const purchase of sorted) {
    const last = visits.at(-1);
    if (last && purchase.atMs - last.atMs < dayMs) {
      visits[visits.length - 1] = { atMs: last.atMs, units: last.units + purchase.units };
    } else visits.push(purchase);
  }
  return visits;
};

/** Gaps in the order of time, the open one last. @param nowMs end of the observation, not before a purchase that counts */
export const gapsOf = (purchases: readonly Purchase[], nowMs: number): Gap[] => {
  const visits = merged(purchases.filter(({ atMs }) => atMs <= nowMs));
  const gaps = visits.map(({ atMs, units }, index): Gap => {
    const next = visits[index + 1];
    return { daysPerUnit: ((next?.atMs ?? nowMs) - atMs) / dayMs / units, isClosed: next !== undefined };
  });
  return gaps.slice(-(mostGapsOfBuyer + 1));
};

export const closedGaps = (gaps: readonly Gap[]): number[] =>
  gaps.filter(({ isClosed }) => isClosed).map(({ daysPerUnit }) => daysPerUnit);
