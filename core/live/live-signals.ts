/**
 * Counts of people by time: who looked at, and bought, which products and pairs of products.
 *
 *   slots   a minute, the hour once it has been over for an hour, the day once it has been over for a day; pairs and
 *           purchases are kept 72 hours, views 8 days
 *   merge   adds; so shards, batches and repeated readings join in any order to the same counts
 *   bound   beyond `mostProducts` products or `mostPairs` pairs the weakest are dropped, weight n · 2^(−age / 3 h)
 *
 * Counts are whole numbers, exact until something is dropped. Of k kept entries and total weight W, whatever one pruning
 * drops weighs at most W / (k + 1), since k others weigh as much: the guarantee of Misra & Gries 1982 and of Space-Saving
 * (Metwally, Agrawal & El Abbadi 2005) for one step, and what makes such summaries mergeable (Agarwal et al. 2012); what
 * stays in keeps its exact count. Weights that fade let what is new take the place of what is over (forward decay:
 * Cormode, Shkapenyuk, Srivastava & Xu 2009). O(entries), pruning O(entries · log entries).
 */

/** `all`: people, or orders, whatever they looked at or bought; its id is empty. */
export const signalKinds = ['view', 'buy', 'co-view', 'co-buy'] as const;
export type SignalKind = (typeof signalKinds)[number];

/** `m`, `h` or `d` and the number of the minute, hour or day since the epoch. */
export type Slot = `${'m' | 'h' | 'd'}${number}`;

/** One count. `ids` is a product, two products in order of id, or nothing for everybody. */
export interface Signal {
  readonly slot: Slot;
  readonly kind: SignalKind;
  readonly ids: readonly string[];
  readonly count: number;
}

/** Counts by slot, kind and ids; none is 0. */
export type LiveSignals = ReadonlyMap<string, Signal>;

export const noSignals: LiveSignals = new Map();

const hourMs = 3_600_000;
const slotMs = { m: 60_000, h: hourMs, d: 24 * hourMs } as const;
const keepPairsMs = 72 * hourMs;
const keepViewsMs = 8 * 24 * hourMs;
/** How fast an entry loses its place. */
const fadeHalfMs = 3 * hourMs;

/** Entries of one shard: some 8 kB when packed. */
export const liveLimits = { mostProducts: 400, mostPairs: 1_200 } as const;
export type LiveLimits = { readonly [Name in keyof typeof liveLimits]: number };

export const slotOfMinute = (minute: number): Slot => `m${minute}`;

const lengthOf = (slot: Slot): number => slotMs[slot[0] as keyof typeof slotMs];

/** Epoch milliseconds. */
export const slotStartMs = (slot: Slot): number => Number(slot.slice(1)) * lengthOf(slot);

/** Mean age of what a slot holds; 0 when it is not over. @param nowMs epoch milliseconds */
export const slotAgeMs = (slot: Slot, nowMs: number): number =>
  Math.max(0, nowMs - slotStartMs(slot) - lengthOf(slot) / 2);

const containing = (slot: Slot, unit: 'h' | 'd'): Slot => `${unit}${Math.floor(slotStartMs(slot) / slotMs[unit])}`;

const isOverFor = (slot: Slot, ms: number, nowMs: number): boolean => nowMs - slotStartMs(slot) - lengthOf(slot) >= ms;

/** The slot that a count lies in by now, or undefined when it is forgotten. Later is never finer. */
const slotBy = (slot: Slot, kind: SignalKind, nowMs: number): Slot | undefined => {
  if (slot.startsWith('m') && isOverFor(containing(slot, 'h'), hourMs, nowMs)) {
    return slotBy(containing(slot, 'h'), kind, nowMs);
  }
  if (kind !== 'view') return isOverFor(slot, keepPairsMs, nowMs) ? undefined : slot;
  if (slot.startsWith('h') && isOverFor(containing(slot, 'd'), slotMs.d, nowMs)) {
    return slotBy(containing(slot, 'd'), kind, nowMs);
  }
  return isOverFor(slot, keepViewsMs, nowMs) ? undefined : slot;
};

const idsName = ({ kind, ids }: Signal): string => [kind, ...ids].join('\n');

/** Adds up signals of equal slot, kind and ids, each in the slot that it lies in by `nowMs`. Counts may be negative. */
export const joinSignals = (signals: Iterable<Signal>, nowMs: number): LiveSignals => {
  const joined = new Map<string, Signal>();
  for (const signal of signals) {
    const slot = slotBy(signal.slot, signal.kind, nowMs);
    if (slot === undefined) continue;
    const name = `${slot}\n${idsName(signal)}`;
    const count = (joined.get(name)?.count ?? 0) + signal.count;
    if (count === 0) joined.delete(name);
    else joined.set(name, { ...signal, slot, count });
  }
  return joined;
};

const weightsOf = (signals: Iterable<Signal>, nowMs: number): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const signal of signals) {
    const name = idsName(signal);
    const weight = signal.count * 2 ** (-slotAgeMs(signal.slot, nowMs) / fadeHalfMs);
    weights.set(name, (weights.get(name) ?? 0) + weight);
  }
  return weights;
};

const strongest = (signals: readonly Signal[], most: number, nowMs: number): ReadonlySet<string> => {
  const ranked = [...weightsOf(signals, nowMs)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return new Set(ranked.slice(0, most).map(([name]) => name));
};

/** Drops the weakest entries beyond the limits; everybody's counts always stay. */
export const boundSignals = (signals: LiveSignals, limits: LiveLimits, nowMs: number): LiveSignals => {
  const all = [...signals.values()];
  const products = all.filter(({ ids }) => ids.length === 1);
  const pairs = all.filter(({ ids }) => ids.length === 2);
  const kept = [strongest(products, limits.mostProducts, nowMs), strongest(pairs, limits.mostPairs, nowMs)];
  return new Map(
    [...signals].filter(([, signal]) => signal.ids.length === 0 || kept.some((names) => names.has(idsName(signal)))),
  );
};

const formatVersion = 1;

/** `i`: ids; `s`: per slot and kind its name, the kind's number, and flat (ids as places in `i`, count). */
interface PackedSignals {
  readonly v: number;
  readonly i: readonly string[];
  readonly s: readonly (readonly [Slot, number, ...number[]])[];
}

/** Compact JSON; equal signals give equal text whatever the order in which they came. */
export const packSignals = (signals: LiveSignals): string => {
  const placeOf = new Map<string, number>();
  const place = (id: string): number => {
    const known = placeOf.get(id) ?? placeOf.size;
    placeOf.set(id, known);
    return known;
  };
  const sorted = [...signals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, signal]) => signal);
  const groups = Map.groupBy(sorted, ({ slot, kind, ids }) => `${slot}\n${kind}\n${ids.length}`);
  const s = [...groups.values()].map((group): PackedSignals['s'][number] => {
    const { slot, kind, ids: width } = group[0]!;
    const flat = group.flatMap(({ ids, count }) => [...ids.map(place), count]);
    return [slot, signalKinds.indexOf(kind) * 3 + width.length, ...flat];
  });
  return JSON.stringify({ v: formatVersion, i: [...placeOf.keys()], s } satisfies PackedSignals);
};

/** Reads what `packSignals` wrote. Another format is forgotten: what is learned live is learned anew within hours. */
export const unpackSignals = (text: string): Signal[] => {
  const packed = JSON.parse(text) as PackedSignals;
  if (packed.v !== formatVersion) return [];
  return packed.s.flatMap(([slot, code, ...flat]) => {
    const [kind, width] = [signalKinds[Math.floor(code / 3)]!, code % 3];
    const each = width + 1;
    return Array.from({ length: flat.length / each }, (_, at): Signal => {
      const own = flat.slice(at * each, (at + 1) * each);
      return { slot, kind, ids: own.slice(0, width).map((one) => packed.i[one]!), count: own[width]! };
    });
  });
};
