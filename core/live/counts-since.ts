import { type LiveSignals, type SignalKind, slotStartMs } from '#core/live/live-signals';

/** What people did since an instant. */
export interface CountsSince {
  /** People, or orders, whatever they looked at or bought. */
  readonly all: number;
  /** By product. */
  readonly products: ReadonlyMap<string, number>;
  /** Of each product by the other one. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

interface Counting extends CountsSince {
  all: number;
  readonly products: Map<string, number>;
  readonly pairs: Map<string, Map<string, number>>;
}

const addPair = (pairs: Counting['pairs'], a: string, b: string, count: number): void => {
  const known = pairs.get(a) ?? new Map<string, number>();
  known.set(b, (known.get(b) ?? 0) + count);
  pairs.set(a, known);
};

/**
 * Adds up the slots that begin at `sinceMs` (epoch milliseconds) or later: what a slot holds from both sides of it is left
 * out, so that nothing that a model knows counts again.
 */
export const countsSince = (
  signals: LiveSignals,
  kinds: readonly [single: SignalKind, pair: SignalKind],
  sinceMs: number,
): CountsSince => {
  const counts: Counting = { all: 0, products: new Map(), pairs: new Map() };
  const [single, pair] = kinds;
  for (const { slot, kind, ids, count } of signals.values()) {
    if (slotStartMs(slot) < sinceMs) continue;
    const [a, b] = ids;
    if (kind === single && a === undefined) counts.all += count;
    else if (kind === single && a !== undefined) counts.products.set(a, (counts.products.get(a) ?? 0) + count);
    else if (kind === pair && a !== undefined && b !== undefined) {
      addPair(counts.pairs, a, b, count);
      addPair(counts.pairs, b, a, count);
    }
  }
  return counts;
};
