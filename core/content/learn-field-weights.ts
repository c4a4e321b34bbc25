/**
 * What makes two products of a store belong together: the weights of the content fields, learned from its own log.
 *
 * The neighbours of well-known products are known from behaviour: the best `mostTargets` by n_ab / √n_b with at least two
 * groups. Content is to find them. From the given weights each field in turn is multiplied by each of `factors` (and the
 * price scale moved), and a move stays when the mean NDCG@20 of one half of the sampled products rises; two passes. What
 * comes out replaces the given weights only when the other half is answered better beyond chance: the paired z-test,
 * one-sided at 2.5 %. Coordinate ascent as in Metzler & Croft, Linear Feature-Based Models for Information Retrieval, 2007.
 *
 * Deterministic; no more than 300 products are asked, each with 400 candidates, whatever the catalog's size. With fewer
 * than `fewestSources` products to ask, or products without any text, the given weights stay.
 */
import type { Product } from '#core/catalog/product';
import {
  type ContentParameters,
  type ContentTerms,
  indexContent,
  logPrices,
  SimilarityRow,
} from '#core/content/content-similarity';
import { type ContentField, contentFields } from '#core/content/product-fields';
import { isBetterBeyondChance, meanOf } from '#core/evaluation/beyond-chance';
import type { GroupedLog } from '#core/similarity/grouped-log';
import type { Eligibility } from '#core/similarity/item-knn';
import { MeetingCounter } from '#core/similarity/meeting-counter';
import { invertLog, type Postings } from '#core/similarity/postings';
import { TopK } from '#core/similarity/top-k';

const mostSources = 300;
const fewestSources = 60;
const leastSupport = 5;
const mostTargets = 20;
const mostCandidates = 400;
const judged = 20;
const passes = 2;

const factors = [0, 0.5, 0.7, 1.4, 2] as const;
const priceScales = [0.75, 1.5, 3, 10] as const;

export interface FieldLearning {
  readonly products: readonly (Product | undefined)[];
  /** Of the products. */
  readonly terms: ContentTerms;
  readonly eligibility: Eligibility;
  /** Baskets, or sessions where a store has none. */
  readonly log: GroupedLog;
  readonly start: ContentParameters;
}

/** One product that is asked about. */
interface Source {
  /** Similarity of each candidate in each field, candidate by candidate. */
  readonly similarities: Float32Array;
  /** |Δ ln price| per candidate; 0 where unknown. */
  readonly priceDistances: Float32Array;
  /** Slots of the candidates that behaviour knows. */
  readonly targets: readonly number[];
  readonly idealGain: number;
}

const discount = (rank: number): number => 1 / Math.log2(rank + 2);

const gainOf = (hits: number): number =>
  Array.from({ length: hits }, (_, rank) => discount(rank)).reduce((sum, gain) => sum + gain, 0);

/** Well-known products, evenly spread over the catalog. */
const pickSources = ({ support }: Postings, { active }: Eligibility): number[] => {
  const known = Array.from(support.keys()).filter((item) => active[item] === 1 && support[item]! >= leastSupport);
  const step = Math.max(1, known.length / mostSources);
  return Array.from({ length: Math.min(known.length, mostSources) }, (_, pick) => known[Math.floor(pick * step)]!);
};

/** The products that behaviour puts next to one. */
const companyOf = (
  source: number,
  meetings: ReadonlyMap<number, number>,
  { support }: Postings,
  { active, variantGroup }: Eligibility,
): Int32Array => {
  const best = new TopK(mostTargets);
  for (const [item, count] of meetings) {
    if (count < 2 || active[item] === 0 || variantGroup[item] === variantGroup[source]) continue;
    best.offer(item, count / Math.sqrt(support[item]!));
  }
  return best.drain().items;
};

/** Each field's similarities by itself. */
class FieldSimilarities {
  readonly #rows: readonly SimilarityRow[];
  readonly #prices: Float64Array;
  readonly #weights: readonly number[];

  constructor({ products, terms, start }: FieldLearning) {
    const none = Object.fromEntries(contentFields.map((field) => [field, 0])) as Record<ContentField, number>;
    this.#rows = contentFields.map((field) => {
      const alone = { ...start, fieldWeights: { ...none, [field]: 1 } };
      return new SimilarityRow(products.length, indexContent(terms, alone));
    });
    this.#prices = logPrices(products);
    this.#weights = contentFields.map((field) => Math.max(0.1, start.fieldWeights[field]));
  }

  source(item: number, wanted: Int32Array, { active, variantGroup }: Eligibility): Source {
    for (const row of this.#rows) row.fill(item);
    const best = new TopK(mostCandidates);
    for (const other of new Set(this.#rows.flatMap(({ touched, count }) => [...touched.subarray(0, count)]))) {
      if (active[other] === 0 || variantGroup[other] === variantGroup[item]) continue;
      best.offer(
        other,
        this.#rows.reduce((sum, row, field) => sum + row.sums[other]! * this.#weights[field]!, 0),
      );
    }
    const candidates = best.drain().items.sort();
    const source = {
      similarities: Float32Array.from(
        Array.from(candidates).flatMap((other) => this.#rows.map(({ sums }) => sums[other]!)),
      ),
      priceDistances: Float32Array.from(candidates, (other) => {
        const distance = Math.abs(this.#prices[item]! - this.#prices[other]!);
        return Number.isNaN(distance) ? 0 : distance;
      }),
      targets: Array.from(candidates.keys()).filter((slot) => wanted.includes(candidates[slot]!)),
      idealGain: gainOf(Math.min(judged, wanted.length)),
    };
    for (const row of this.#rows) row.clear();
    return source;
  }
}

/** NDCG@20 of one product's list under some weights; equal scores rank by the smaller item. */
const ndcgOf = (source: Source, weights: readonly number[], priceScale: number): number => {
  const { similarities, priceDistances, targets } = source;
  const scores = priceDistances.map((distance, slot) => {
    let sum = 0;
    for (let field = 0; field < weights.length; field += 1) {
      sum += weights[field]! * similarities[slot * weights.length + field]!;
    }
    return sum * Math.exp(-distance / priceScale);
  });
  let gain = 0;
  for (const target of targets) {
    const score = scores[target]!;
    let rank = 0;
    for (let slot = 0; slot < scores.length && rank < judged; slot += 1) {
      if (scores[slot]! > score || (scores[slot] === score && slot < target)) rank += 1;
    }
    if (score > 0 && rank < judged) gain += discount(rank);
  }
  return gain / source.idealGain;
};

const values = (sources: readonly Source[], { fieldWeights, priceScale }: ContentParameters): Float64Array => {
  const weights = contentFields.map((field) => fieldWeights[field]);
  return Float64Array.from(sources, (source) => ndcgOf(source, weights, priceScale));
};

const movesFrom = (best: ContentParameters, part: ContentField | 'price'): ContentParameters[] =>
  part === 'price'
    ? priceScales.map((priceScale) => ({ ...best, priceScale }))
    : factors.map((factor) => {
        const weight = best.fieldWeights[part] * factor;
        return { ...best, fieldWeights: { ...best.fieldWeights, [part]: weight } };
      });

const climb = (sources: readonly Source[], start: ContentParameters): ContentParameters => {
  let best = start;
  let bestValue = meanOf(values(sources, start));
  for (let pass = 0; pass < passes; pass += 1) {
    for (const part of [...contentFields, 'price'] as const) {
      for (const move of movesFrom(best, part)) {
        const value = meanOf(values(sources, move));
        if (value > bestValue) [best, bestValue] = [move, value];
      }
    }
  }
  return best;
};

/** The given parameters with the field weights and the price scale that the store's own log confirms. */
export const learnFieldWeights = (learning: FieldLearning): ContentParameters => {
  const { eligibility, log, start } = learning;
  const postings = invertLog(log);
  const picked = pickSources(postings, eligibility);
  if (picked.length < fewestSources) return start;
  const meetings = new MeetingCounter(log, postings);
  const similarities = new FieldSimilarities(learning);
  const sources = picked.flatMap((item) => {
    const wanted = companyOf(item, meetings.of(item), postings, eligibility);
    return wanted.length === 0 ? [] : [similarities.source(item, wanted, eligibility)];
  });
  if (sources.length < fewestSources) return start;
  const learned = climb(
    sources.filter((_, at) => at % 2 === 0),
    start,
  );
  const asked = sources.filter((_, at) => at % 2 === 1);
  return isBetterBeyondChance(values(asked, start), values(asked, learned)) ? learned : start;
};
