/**
 * Gaps between the purchases of one product by one buyer, and what they come to per unit.
 *
 * A purchase of q units at t_i that is followed by the next at t_{i+1} lasted t_{i+1} − t_i days. The gap after the last
 * purchase is still open: it lasts longer than now − t_n, how much longer is not known yet. Twice the units do not always last
 * twice as long: a purchase of q units lasts D · q^β days, where D is what one unit lasts and β, 0 … 1, is the elasticity of the store
 * (`quantityElasticity`).
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
  readonly days: number;
  /** Units bought at its beginning. */
  readonly units: number;
  /** False while the next purchase is still awaited: the gap lasts at least this long. */
  readonly isClosed: boolean;
}

/** A gap as it would have been for one unit. */
export interface UnitGap {
  readonly daysPerUnit: number;
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

/** Gaps in the order of time, the open one last. @param nowMs end of the observation; later purchases are left out */
export const gapsOf = (purchases: readonly Purchase[], nowMs: number): Gap[] => {
  const visits = merged(purchases.filter(({ atMs }) => atMs <= nowMs));
  const gaps = visits.map(({ atMs, units }, index): Gap => {
    const next = visits[index + 1];
    return { days: ((next?.atMs ?? nowMs) - atMs) / dayMs, units, isClosed: next !== undefined };
  });
  return gaps.slice(-(mostGapsOfBuyer + 1));
};

/** Gaps per unit under an elasticity of 0 … 1. */
export const perUnit = (gaps: readonly Gap[], elasticity: number): UnitGap[] =>
  gaps.map(({ days, units, isClosed }) => ({ daysPerUnit: days / units ** elasticity, isClosed }));

export const closedGaps = (gaps: readonly UnitGap[]): number[] =>
  gaps.filter(({ isClosed }) => isClosed).map(({ daysPerUnit }) => daysPerUnit);
