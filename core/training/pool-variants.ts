/**
 * Variants of one product learn together: what is known of one size is known of all.
 *
 *   S[A,B] = Σ_{a ∈ A} (n_a + 1) · Σ_{b ∈ B} S[a,b]  /  Σ_{a ∈ A} (n_a + 1)          each row divided by its best
 *
 * For `similar` the best b of B stands for the inner sum: a product is no more alike for coming in many sizes. A and B are
 * variant groups, n_a the groups of the log that hold variant a. Each group is told by its stand-in, the active
 * variant with the smallest id: logs, rows, supports and counts speak of stand-ins, as if every order had held those.
 * Counts are recounted in the pooled logs, so a basket with two sizes counts once. In a second step every active variant
 * gets the row of its group, and every candidate becomes the variants of it that people want most.
 *
 * O(entries + candidates), and nothing at all in a catalog without variants.
 */
import type { Product } from '#core/catalog/product';
import { type GroupedLog, groupCount, type LogGroup, packGroups } from '#core/similarity/grouped-log';
import { EvidenceCounter, type PairEvidence } from '#core/similarity/pair-evidence';
import { invertLog, type Postings } from '#core/similarity/postings';
import { TopK } from '#core/similarity/top-k';
import {
  type EvidencedRow,
  eligibilityOf,
  logOf,
  packLists,
  productsInItemOrder,
  type TrainedCart,
  type TrainedLists,
  type TrainedRelation,
} from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

export interface VariantPool {
  /** Per item the item that tells its group. */
  readonly standIn: Int32Array;
  /** Active variants of each stand-in that has several, the most wanted first. */
  readonly variants: ReadonlyMap<number, readonly number[]>;
}

/** What a viewer says about which variant is wanted, where a buyer says 1. */
const viewWeight = 0.1;

const membersByGroup = (products: readonly (Product | undefined)[]): number[][] => {
  const { variantGroup } = eligibilityOf(products);
  return [...Map.groupBy(variantGroup.keys(), (item) => variantGroup[item]!).values()];
};

/** The groups of a catalog; `undefined` where no product has variants. @param products in item order */
export const variantPool = (
  products: readonly (Product | undefined)[],
  { baskets, sessions }: Pick<TrainingData, 'baskets' | 'sessions'>,
): VariantPool | undefined => {
  const groups = membersByGroup(products).filter(({ length }) => length > 1);
  if (groups.length === 0) return undefined;
  const [bought, viewed] = [invertLog(baskets).support, invertLog(sessions).support];
  const demand = (item: number): number => bought[item]! + viewWeight * viewed[item]!;
  const standIn = Int32Array.from(products.keys());
  const variants = new Map<number, number[]>();
  for (const members of groups) {
    const active = members.filter((item) => products[item]?.status === 'active');
    const first = active[0] ?? members[0]!;
    for (const item of members) standIn[item] = first;
    if (active.length > 1)
      variants.set(
        first,
        active.sort((a, b) => demand(b) - demand(a) || a - b),
      );
  }
  return { standIn, variants };
};

/** @param repeats whether a group may come back to an item, as sessions may; else what repeats is added up. */
const pooledLog = (log: GroupedLog, standIn: Int32Array, repeats: boolean): GroupedLog => {
  const groups = Array.from({ length: groupCount(log) }, (_, group): LogGroup => {
    const items: number[] = [];
    const times: number[] = [];
    const weights: number[] = [];
    const slotOf = new Map<number, number>();
    for (let entry = log.offsets[group]!; entry < log.offsets[group + 1]!; entry += 1) {
      const item = standIn[log.items[entry]!]!;
      const known = repeats && items.at(-1) !== item ? undefined : slotOf.get(item);
      if (known !== undefined) {
        weights[known] = repeats
          ? Math.max(weights[known]!, log.weights[entry]!)
          : weights[known]! + log.weights[entry]!;
        continue;
      }
      slotOf.set(item, items.length);
      items.push(item);
      times.push(log.times[entry]!);
      weights.push(log.weights[entry]!);
    }
    return { person: log.people[group]!, items, times, weights };
  });
  return packGroups(log.itemCount, groups);
};

/** The logs as if only stand-ins were sold. */
export const pooledData = (data: TrainingData, { standIn }: VariantPool): TrainingData => ({
  ...data,
  baskets: pooledLog(data.baskets, standIn, false),
  customers: pooledLog(data.customers, standIn, false),
  sessions: pooledLog(data.sessions, standIn, true),
});

type EvidenceOf = (source: number, items: Int32Array) => PairEvidence;

const sumOver = (items: readonly number[], value: (item: number) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

/** Adds up rows of a relation over the variants of each stand-in. */
class PooledRows {
  /** Items of each group by its stand-in. */
  readonly members: ReadonlyMap<number, readonly number[]>;
  readonly #pool: VariantPool;
  readonly #sums: Float64Array;
  /** Member + 1 whose row named the group last. */
  readonly #namedBy: Int32Array;

  constructor(pool: VariantPool) {
    this.members = Map.groupBy(pool.standIn.keys(), (item) => pool.standIn[item]!);
    this.#pool = pool;
    this.#sums = new Float64Array(pool.standIn.length);
    this.#namedBy = new Int32Array(pool.standIn.length);
  }

  /**
   * One row per item, empty but for stand-ins.
   * @param weightOf what a variant's row counts
   * @param adds whether variants of a candidate add up, as purchases do; else the best one tells, as for likeness
   */
  of(lists: TrainedLists, weightOf: (item: number) => number, evidenceOf: EvidenceOf, adds = true): EvidencedRow[] {
    return Array.from(this.#pool.standIn, (standIn, item): EvidencedRow => {
      const members = this.members.get(standIn)!;
      const best = new TopK(1 + Math.max(...members.map((member) => this.#lengthOf(lists, member))));
      if (standIn === item) this.#addUp(lists, members, weightOf, adds, best);
      const row = best.drain();
      return { ...row, ...evidenceOf(item, row.items) };
    });
  }

  #lengthOf({ offsets }: TrainedLists, item: number): number {
    return offsets[item + 1]! - offsets[item]!;
  }

  #addUp(
    lists: TrainedLists,
    members: readonly number[],
    weightOf: (item: number) => number,
    adds: boolean,
    best: TopK,
  ): void {
    const total = sumOver(members, weightOf);
    const touched: number[] = [];
    for (const member of total > 0 ? members : []) {
      const share = weightOf(member) / total;
      for (let at = lists.offsets[member]!; at < lists.offsets[member + 1]!; at += 1) {
        const item = this.#pool.standIn[lists.candidates[at]!]!;
        const points = lists.scores[at]! * share;
        if (points <= 0 || (!adds && this.#namedBy[item] === member + 1)) continue;
        if (this.#sums[item] === 0) touched.push(item);
        this.#namedBy[item] = member + 1;
        this.#sums[item]! += points;
      }
    }
    for (const item of touched) {
      if (item !== this.#pool.standIn[members[0]!]) best.offer(item, this.#sums[item]!);
      this.#sums[item] = 0;
      this.#namedBy[item] = 0;
    }
  }
}

const noEvidence: EvidenceOf = (_, { length }) => ({
  counts: new Int32Array(length),
  fewPeople: new Uint8Array(length),
});

/** A group's cart list is as strong as its variants' lists are on the average; the strongest of all has 1 again. */
const poolCart = (rows: PooledRows, cart: TrainedCart, support: Int32Array, evidenceOf: EvidenceOf): TrainedCart => {
  const weight = (item: number): number => support[item]! + 1;
  const strengthOf = (item: number): number => weight(item) * cart.strengths[item]!;
  const pooled = rows.of(cart, strengthOf, evidenceOf);
  const strengths = Float32Array.from(pooled, ({ scores }, item) => {
    const members = rows.members.get(item) ?? [];
    return members.length === 0 ? 0 : ((scores[0] ?? 0) * sumOver(members, strengthOf)) / sumOver(members, weight);
  });
  const strongest = strengths.reduce((most, strength) => Math.max(most, strength), Number.MIN_VALUE);
  return { ...packLists(pooled), strengths: strengths.map((strength) => strength / strongest) };
};

/** The relations as if only stand-ins were sold. @param data with the pooled logs */
export const poolTrained = (
  trained: readonly TrainedRelation[],
  pool: VariantPool,
  data: TrainingData,
): TrainedRelation[] => {
  const rows = new PooledRows(pool);
  return trained.map((one) => {
    const { relation, support, cart } = one;
    if (relation === 'similar') return { ...one, ...packLists(rows.of(one, () => 1, noEvidence, false)) };
    const log = logOf(relation, data);
    const postings: Postings = invertLog(log);
    const evidence = new EvidenceCounter(log, postings);
    const evidenceOf: EvidenceOf = (source, items) => evidence.count(source, items);
    const lists = packLists(rows.of(one, (item) => support[item]! + 1, evidenceOf));
    const pooledCart = cart && poolCart(rows, cart, support, evidenceOf);
    return { ...one, ...lists, support: postings.support, ...(pooledCart && { cart: pooledCart }) };
  });
};

/** The catalog without the variants that a stand-in tells. */
export const standIns = (
  productIds: readonly string[],
  catalog: Iterable<Product>,
  { standIn }: VariantPool,
): Product[] =>
  productsInItemOrder(productIds, catalog).filter((product, item) => product && standIn[item] === item) as Product[];
