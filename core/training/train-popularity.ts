/**
 * What people want now, per store and category.
 *
 *   popular(i)  = Σ_people best over their interactions of weight · (2^(−age / halfLife) + season · 2^(−|age − year| / seasonHalf))
 *   trending(i) = (r − e) / √(e + 1) with r people in the newest `trendDays` and e the average of the windows before
 *   seasonal(i) = (s − e) / √(e + 1) with s people of the coming weeks a year ago (`seasonWeeks`), of at least five, and e
 *                 what an even year would have brought in as many days
 *
 * What was wanted in the same days of last year counts again, so that a season begins with its own bestsellers. Variants
 * of one product are added up and told by the most wanted one, whose people are counted. Each person counts once per
 * product, so that neither a robot nor one eager session makes a trend. *Now* is the newest interaction.
 * O(entries + products · categories). Without interactions every active product has score 0, in id order.
 */
import type { Product } from '#core/catalog/product';
import { categoryKeys, type PopularityList } from '#core/recommend/popularity-list';
import { type PopularityKind, popularityKinds } from '#core/recommend/relation';
import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';
import { TopK } from '#core/similarity/top-k';
import type { PopularityParameters, TrainingParameters } from '#core/training/parameters';
import { eligibilityOf, productsInItemOrder } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

const dayMs = 86_400_000;

/** What people want, per item number. */
export interface ItemInterest {
  readonly popular: Float64Array;
  readonly trending: Float64Array;
  /** 0 everywhere in a history of less than a year and `daysBefore`. */
  readonly seasonal: Float64Array;
  /** Distinct buyers and viewers. */
  readonly people: Int32Array;
  /** Those of the newest `trendDays`. */
  readonly recentPeople: Int32Array;
}

export const yearDays = 365;

/** The weeks of last year that say what is wanted in the coming ones: a week before today's date to four after. */
export const seasonWeeks = { daysBefore: 7, daysAfter: 28 } as const;

/** Fewer people than this made no season. */
export const fewestSeasonPeople = 5;

export const isSeasonAge = (ageDays: number): boolean =>
  ageDays <= yearDays + seasonWeeks.daysBefore && ageDays > yearDays - seasonWeeks.daysAfter;

/** A log by item: who came for item i, and when, stands at `offsets[i] … offsets[i + 1] − 1`, in time order of groups. */
interface Visitors {
  readonly offsets: Int32Array;
  readonly persons: Int32Array;
  readonly times: Float64Array;
  readonly weight: number;
}

/** Read once in the order of the log and written by item: each item's people are then read in one go. */
const visitorsOf = (log: GroupedLog, weight: number): Visitors => {
  const offsets = new Int32Array(log.itemCount + 1);
  for (const item of log.items) offsets[item + 1]! += 1;
  for (let item = 0; item < log.itemCount; item += 1) offsets[item + 1]! += offsets[item]!;
  const next = offsets.slice();
  const persons = new Int32Array(log.items.length);
  const times = new Float64Array(log.items.length);
  for (let group = 0; group < groupCount(log); group += 1) {
    const person = log.people[group]!;
    for (let entry = log.offsets[group]!; entry < log.offsets[group + 1]!; entry += 1) {
      const place = next[log.items[entry]!]!++;
      persons[place] = person;
      times[place] = log.times[entry]!;
    }
  }
  return { offsets, persons, times, weight };
};

/** One item's people: each with the best worth and the windows in which they came. */
class PersonTally {
  readonly #worth: Float64Array;
  readonly #newestAge: Float64Array;
  readonly #inSeason: Uint8Array;
  readonly #seen: number[] = [];

  constructor(people: number) {
    this.#worth = new Float64Array(people);
    this.#newestAge = new Float64Array(people).fill(Number.POSITIVE_INFINITY);
    this.#inSeason = new Uint8Array(people);
  }

  add(person: number, worth: number, ageDays: number): void {
    if (this.#newestAge[person] === Number.POSITIVE_INFINITY) this.#seen.push(person);
    this.#worth[person] = Math.max(this.#worth[person]!, worth);
    this.#newestAge[person] = Math.min(this.#newestAge[person]!, ageDays);
    if (isSeasonAge(ageDays)) this.#inSeason[person] = 1;
  }

  /** Sums up and forgets. @param spanDays of the whole history. */
  take({ trendDays, trendBaselines }: PopularityParameters, spanDays: number) {
    let [popular, recent, before, season] = [0, 0, 0, 0];
    for (const person of this.#seen) {
      const age = this.#newestAge[person]!;
      popular += this.#worth[person]!;
      if (age < trendDays) recent += 1;
      else if (age < trendDays * (1 + trendBaselines)) before += 1;
      season += this.#inSeason[person]!;
      this.#worth[person] = 0;
      this.#newestAge[person] = Number.POSITIVE_INFINITY;
      this.#inSeason[person] = 0;
    }
    const people = this.#seen.length;
    this.#seen.length = 0;
    const trending = excess(recent, before / trendBaselines);
    return { popular, trending, seasonal: seasonalExcess(season, people, spanDays), people, recent };
  }
}

/** How far a count lies above what was expected, in deviations of chance; 0 below. */
const excess = (count: number, expected: number): number => Math.max(0, (count - expected) / Math.sqrt(expected + 1));

const seasonalExcess = (season: number, people: number, spanDays: number): number => {
  if (season < fewestSeasonPeople || spanDays < yearDays + seasonWeeks.daysBefore) return 0;
  return excess(season, (people * (seasonWeeks.daysBefore + seasonWeeks.daysAfter)) / spanDays);
};

/** What one interaction is worth now: the newest most, and those of the same days last year. */
export const worthAt = (
  ageDays: number,
  { halfLifeDays, seasonWeight, seasonHalfDays }: PopularityParameters,
): number => 2 ** (-ageDays / halfLifeDays) + seasonWeight * 2 ** (-Math.abs(ageDays - yearDays) / seasonHalfDays);

const oldestTime = (log: GroupedLog): number =>
  log.times.reduce((oldest, time) => Math.min(oldest, time), Number.POSITIVE_INFINITY);

const measureInterest = (data: TrainingData, parameters: PopularityParameters): ItemInterest => {
  const logs = [visitorsOf(data.baskets, 1), visitorsOf(data.sessions, parameters.viewWeight)];
  const items = data.productIds.length;
  const tally = new PersonTally(data.peopleCount);
  const interest = {
    popular: new Float64Array(items),
    trending: new Float64Array(items),
    seasonal: new Float64Array(items),
    people: new Int32Array(items),
    recentPeople: new Int32Array(items),
  };
  const spanDays = (data.newestAt - Math.min(oldestTime(data.baskets), oldestTime(data.sessions))) / dayMs;
  for (let item = 0; item < items; item += 1) {
    for (const { offsets, persons, times, weight } of logs) {
      for (let at = offsets[item]!; at < offsets[item + 1]!; at += 1) {
        const ageDays = (data.newestAt - times[at]!) / dayMs;
        tally.add(persons[at]!, weight * worthAt(ageDays, parameters), ageDays);
      }
    }
    const { popular, trending, seasonal, people, recent } = tally.take(parameters, spanDays);
    interest.popular[item] = popular;
    interest.trending[item] = trending;
    interest.seasonal[item] = seasonal;
    interest.people[item] = people;
    interest.recentPeople[item] = recent;
  }
  return interest;
};

/** Active items per category key; `''` holds the whole store. */
const itemsByCategory = (
  products: readonly (Product | undefined)[],
  items: readonly number[],
): Map<string, number[]> => {
  const members = new Map<string, number[]>([['', []]]);
  for (const item of items) {
    for (const key of [...categoryKeys(products[item]!), '']) {
      const known = members.get(key);
      if (known) known.push(item);
      else members.set(key, [item]);
    }
  }
  return members;
};

interface ProductInterest {
  /** The most wanted variant of each product, in item order. */
  readonly shown: readonly number[];
  /** What people want of the product as a whole, at the item of its shown variant. */
  readonly scores: Readonly<Record<PopularityKind, Float64Array>>;
}

/** Eight sizes of a shirt are one wish: their interest is added up and told by the most wanted of them. */
const poolVariants = (interest: ItemInterest, products: readonly (Product | undefined)[]): ProductInterest => {
  const { active, variantGroup } = eligibilityOf(products);
  const items = Array.from(products.keys()).filter((item) => active[item] === 1);
  const shown: number[] = [];
  const scores = {
    popular: interest.popular.slice(),
    trending: interest.trending.slice(),
    seasonal: interest.seasonal.slice(),
  };
  for (const variants of Map.groupBy(items, (item) => variantGroup[item]!).values()) {
    const [first = 0, ...others] = variants.sort((a, b) => interest.popular[b]! - interest.popular[a]! || a - b);
    shown.push(first);
    for (const kind of popularityKinds) for (const item of others) scores[kind][first]! += interest[kind][item]!;
  }
  return { shown: shown.sort((a, b) => a - b), scores };
};

/** The best of what is measured, per store and category; empty lists are left out. */
export const popularityLists = (
  interest: ItemInterest,
  productIds: readonly string[],
  catalog: Iterable<Product>,
  parameters: PopularityParameters,
): PopularityList[] => {
  const products = productsInItemOrder(productIds, catalog);
  const { shown, scores: wanted } = poolVariants(interest, products);
  const members = itemsByCategory(products, shown);
  const listOf = (kind: PopularityKind, category: string, items: readonly number[]): PopularityList => {
    const best = new TopK(category === '' ? parameters.storeLength : parameters.categoryLength);
    for (const item of items) if (kind === 'popular' || wanted[kind][item]! > 0) best.offer(item, wanted[kind][item]!);
    const { items: top, scores } = best.drain();
    const highest = Math.max(scores[0] ?? 0, Number.MIN_VALUE);
    const candidates = Array.from(top, (item, slot) => ({
      productId: productIds[item]!,
      score: Math.round((scores[slot]! / highest) * 1000) / 1000,
      count: interest.people[item]!,
      ...(interest.recentPeople[item]! > 0 && { recent: interest.recentPeople[item]! }),
    }));
    return { kind, category, candidates };
  };
  const categories = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
  return popularityKinds
    .flatMap((kind) => categories.map(([category, items]) => listOf(kind, category, items)))
    .filter(({ candidates }) => candidates.length > 0);
};

/** Popular, trending and seasonal lists of the store and of every category, by kind and category name. */
export const trainPopularity = (
  data: TrainingData,
  catalog: Iterable<Product>,
  { popularity: parameters }: TrainingParameters,
): PopularityList[] => popularityLists(measureInterest(data, parameters), data.productIds, catalog, parameters);
