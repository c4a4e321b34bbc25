/**
 * What people want now, per store and category.
 *
 *   popular(i)  = Σ_people best over their interactions of weight · 2^(−age / halfLife)
 *   trending(i) = (r − e) / √(e + 1) with r people in the newest `trendDays` and e the average of the windows before
 *
 * Each person counts once per product, so that neither a robot nor one eager session makes a trend. *Now* is the newest
 * interaction. O(entries + products · categories). Without interactions every active product has score 0, in id order.
 */
import type { Product } from '#core/catalog/product';
import { categoryKeys, type PopularityList } from '#core/recommend/popularity-list';
import type { PopularityKind } from '#core/recommend/relation';
import type { GroupedLog } from '#core/similarity/grouped-log';
import { invertLog, type Postings } from '#core/similarity/postings';
import { TopK } from '#core/similarity/top-k';
import type { PopularityParameters, TrainingParameters } from '#core/training/parameters';
import { productsInItemOrder } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

const dayMs = 86_400_000;

/** What people want, per item number. */
export interface ItemInterest {
  readonly popular: Float64Array;
  readonly trending: Float64Array;
  /** Distinct buyers and viewers. */
  readonly people: Int32Array;
}

interface WeightedLog {
  readonly log: GroupedLog;
  readonly postings: Postings;
  readonly weight: number;
}

/** One item's people: each with the best worth and the windows in which they came. */
class PersonTally {
  readonly #worth: Float64Array;
  readonly #newestAge: Float64Array;
  readonly #seen: number[] = [];

  constructor(people: number) {
    this.#worth = new Float64Array(people);
    this.#newestAge = new Float64Array(people).fill(Number.POSITIVE_INFINITY);
  }

  add(person: number, worth: number, ageDays: number): void {
    if (this.#newestAge[person] === Number.POSITIVE_INFINITY) this.#seen.push(person);
    this.#worth[person] = Math.max(this.#worth[person]!, worth);
    this.#newestAge[person] = Math.min(this.#newestAge[person]!, ageDays);
  }

  /** Sums up and forgets. */
  take({ trendDays, trendBaselines }: PopularityParameters): { popular: number; trending: number; people: number } {
    let popular = 0;
    let recent = 0;
    let before = 0;
    for (const person of this.#seen) {
      const age = this.#newestAge[person]!;
      popular += this.#worth[person]!;
      if (age < trendDays) recent += 1;
      else if (age < trendDays * (1 + trendBaselines)) before += 1;
      this.#worth[person] = 0;
      this.#newestAge[person] = Number.POSITIVE_INFINITY;
    }
    const expected = before / trendBaselines;
    const people = this.#seen.length;
    this.#seen.length = 0;
    return { popular, trending: Math.max(0, (recent - expected) / Math.sqrt(expected + 1)), people };
  }
}

const measureInterest = (data: TrainingData, parameters: PopularityParameters): ItemInterest => {
  const logs: WeightedLog[] = [
    { log: data.baskets, postings: invertLog(data.baskets), weight: 1 },
    { log: data.sessions, postings: invertLog(data.sessions), weight: parameters.viewWeight },
  ];
  const items = data.productIds.length;
  const tally = new PersonTally(data.peopleCount);
  const interest = {
    popular: new Float64Array(items),
    trending: new Float64Array(items),
    people: new Int32Array(items),
  };
  for (let item = 0; item < items; item += 1) {
    for (const { log, postings, weight } of logs) {
      for (let posting = postings.offsets[item]!; posting < postings.offsets[item + 1]!; posting += 1) {
        const entry = postings.entries[posting]!;
        const ageDays = (data.newestAt - log.times[entry]!) / dayMs;
        tally.add(log.people[postings.groupOf[entry]!]!, weight * 2 ** (-ageDays / parameters.halfLifeDays), ageDays);
      }
    }
    const { popular, trending, people } = tally.take(parameters);
    interest.popular[item] = popular;
    interest.trending[item] = trending;
    interest.people[item] = people;
  }
  return interest;
};

/** Active items per category key; `''` holds the whole store. */
const itemsByCategory = (products: readonly (Product | undefined)[]): Map<string, number[]> => {
  const members = new Map<string, number[]>([['', []]]);
  products.forEach((product, item) => {
    if (product?.status !== 'active') return;
    for (const key of [...categoryKeys(product), '']) {
      const known = members.get(key);
      if (known) known.push(item);
      else members.set(key, [item]);
    }
  });
  return members;
};

/** The best of what is measured, per store and category; empty lists are left out. */
export const popularityLists = (
  interest: ItemInterest,
  productIds: readonly string[],
  catalog: Iterable<Product>,
  parameters: PopularityParameters,
): PopularityList[] => {
  const members = itemsByCategory(productsInItemOrder(productIds, catalog));
  const listOf = (kind: PopularityKind, category: string, items: readonly number[]): PopularityList => {
    const best = new TopK(category === '' ? parameters.storeLength : parameters.categoryLength);
    for (const item of items)
      if (kind === 'popular' || interest[kind][item]! > 0) best.offer(item, interest[kind][item]!);
    const { items: top, scores } = best.drain();
    const highest = Math.max(scores[0] ?? 0, Number.MIN_VALUE);
    const candidates = Array.from(top, (item, slot) => ({
      productId: productIds[item]!,
      score: Math.round((scores[slot]! / highest) * 1000) / 1000,
      count: interest.people[item]!,
    }));
    return { kind, category, candidates };
  };
  const categories = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
  return (['popular', 'trending'] as const)
    .flatMap((kind) => categories.map(([category, items]) => listOf(kind, category, items)))
    .filter(({ candidates }) => candidates.length > 0);
};

/** Popular and trending lists of the store and of every category, by kind and category name. */
export const trainPopularity = (
  data: TrainingData,
  catalog: Iterable<Product>,
  { popularity: parameters }: TrainingParameters,
): PopularityList[] => popularityLists(measureInterest(data, parameters), data.productIds, catalog, parameters);
