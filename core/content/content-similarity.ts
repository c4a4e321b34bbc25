/**
 * Similar products from the catalog alone.
 *
 *   sim(a,b) = Σ_field w_field · cos(tfidf_field(a), tfidf_field(b)) · e^(−|ln price_a − ln price_b| / priceScale)
 *
 * tfidf = (1 + ln tf) · ln(1 + N / df). A term of more than `commonTermShare` of the products finds no partners by
 * itself, but counts in the vectors' lengths. Salton & Buckley 1988. The price factor is 1 where a price is missing or
 * the two share no currency.
 *
 * One pass over an inverted index per product: O(terms · mostPartnersPerTerm) each, O(products) scratch.
 * An empty catalog gives no rows; a product without any term has an empty row.
 */
import type { Product } from '#core/catalog/product';
import { type ContentField, contentFields, fieldTerms } from '#core/content/product-fields';
import type { Eligibility, Neighbours } from '#core/similarity/item-knn';
import { eachRow, type NeighbourLists, NeighbourListsBuilder } from '#core/similarity/neighbour-lists';
import { TopK } from '#core/similarity/top-k';

export interface ContentParameters {
  /** Candidates kept per item, ≥ 1. */
  readonly neighbours: number;
  /** Weight per field, ≥ 0. */
  readonly fieldWeights: Readonly<Record<ContentField, number>>;
  /** Price ratio, in natural logarithms, at which similarity falls to 1/e; > 0. */
  readonly priceScale: number;
  /** 0 … 1: terms of a larger share of the products are too common to find partners. */
  readonly commonTermShare: number;
  /** Terms of more products than this are too common as well, ≥ 1; it bounds the time of a big catalog. */
  readonly mostPartnersPerTerm: number;
  /** Similarities below this are noise, ≥ 0. */
  readonly leastSimilarity: number;
}

/** Products × terms of one field as compressed sparse rows. */
interface TermRows {
  readonly offsets: Int32Array;
  readonly terms: Int32Array;
  /** TF-IDF. */
  readonly values: Float32Array;
  /** Squared Euclidean length per product. */
  readonly squares: Float64Array;
  /** Products per term. */
  readonly documentCounts: Int32Array;
}

/** What the products of a store say, field by field. */
export type ContentTerms = Readonly<Record<ContentField, TermRows>>;

/** Counts terms into rows; the terms of a row are in the order of their first occurrence. */
const countTerms = (products: readonly (Product | undefined)[], field: ContentField) => {
  const numbers = new Map<string, number>();
  const offsets = new Int32Array(products.length + 1);
  const [terms, counts, placeOf]: number[][] = [[], [], []];
  products.forEach((product, row) => {
    const start = terms!.length;
    for (const term of product ? fieldTerms(product, field) : []) {
      const number = numbers.get(term) ?? numbers.size;
      if (number === numbers.size) numbers.set(term, number);
      const place = placeOf![number] ?? -1;
      if (place >= start) counts![place]! += 1;
      else {
        placeOf![number] = terms!.length;
        terms!.push(number);
        counts!.push(1);
      }
    }
    offsets[row + 1] = terms!.length;
  });
  return { offsets, terms: Int32Array.from(terms!), counts: counts!, termCount: numbers.size };
};

const weighTerms = (products: readonly (Product | undefined)[], field: ContentField): TermRows => {
  const { offsets, terms, counts, termCount } = countTerms(products, field);
  const documentCounts = new Int32Array(termCount);
  for (const term of terms) documentCounts[term]! += 1;
  const rarity = Float64Array.from(documentCounts, (documents) => Math.log(1 + products.length / documents));
  const values = new Float32Array(terms.length);
  const squares = new Float64Array(products.length);
  for (let product = 0; product < products.length; product += 1) {
    for (let entry = offsets[product]!; entry < offsets[product + 1]!; entry += 1) {
      const value = (1 + Math.log(counts[entry]!)) * rarity[terms[entry]!]!;
      values[entry] = value;
      squares[product]! += value * value;
    }
  }
  return { offsets, terms, values, squares, documentCounts };
};

/** Reads every product once. `products` is in item order. @param fields the others stay without terms. */
export const contentTerms = (
  products: readonly (Product | undefined)[],
  fields: readonly ContentField[] = contentFields,
): ContentTerms => {
  const read = (field: ContentField) => (fields.includes(field) ? products : products.map(() => undefined));
  return Object.fromEntries(contentFields.map((field) => [field, weighTerms(read(field), field)])) as ContentTerms;
};

/** One field as similarities are added up from it; plain data, for threads to share. */
interface FieldIndex {
  readonly offsets: Int32Array;
  readonly terms: Int32Array;
  /** Rows of Euclidean length √weight, so that dot products add up over fields. */
  readonly values: Float32Array;
  /** The partners of term t stand at `starts[t] … starts[t + 1] − 1`; none where the term is too common. */
  readonly starts: Int32Array;
  readonly products: Int32Array;
  readonly weights: Float32Array;
}

/** By field; fields of weight 0 are not in it. */
export type ContentIndex = Partial<Readonly<Record<ContentField, FieldIndex>>>;

const scaledValues = ({ offsets, values, squares }: TermRows, weight: number): Float32Array => {
  const scaled = values.slice();
  for (let product = 0; product < squares.length; product += 1) {
    const scale = Math.sqrt(weight / Math.max(squares[product]!, Number.MIN_VALUE));
    for (let entry = offsets[product]!; entry < offsets[product + 1]!; entry += 1) scaled[entry]! *= scale;
  }
  return scaled;
};

const indexField = (rows: TermRows, weight: number, mostDocuments: number): FieldIndex => {
  const { offsets, terms, documentCounts } = rows;
  const values = scaledValues(rows, weight);
  const starts = new Int32Array(documentCounts.length + 1);
  documentCounts.forEach((documents, term) => {
    starts[term + 1] = starts[term]! + (documents > mostDocuments ? 0 : documents);
  });
  const next = starts.slice();
  const products = new Int32Array(starts[documentCounts.length]!);
  const weights = new Float32Array(products.length);
  for (let product = 0; product + 1 < offsets.length; product += 1) {
    for (let entry = offsets[product]!; entry < offsets[product + 1]!; entry += 1) {
      const term = terms[entry]!;
      if (starts[term] === starts[term + 1]) continue;
      products[next[term]!] = product;
      weights[next[term]!++] = values[entry]!;
    }
  }
  return { offsets, terms, values, starts, products, weights };
};

export const indexContent = (
  terms: ContentTerms,
  { fieldWeights, commonTermShare, mostPartnersPerTerm }: ContentParameters,
): ContentIndex => {
  const productCount = terms.title.squares.length;
  const mostDocuments = Math.min(mostPartnersPerTerm, Math.max(50, commonTermShare * productCount));
  const used = contentFields.filter((field) => fieldWeights[field] > 0);
  return Object.fromEntries(used.map((field) => [field, indexField(terms[field], fieldWeights[field], mostDocuments)]));
};

/** ln of each product's price in the store's most used currency; NaN where it has none. */
export const logPrices = (products: readonly (Product | undefined)[]): Float64Array => {
  const uses = new Map<string, number>();
  for (const product of products) {
    for (const { currency } of product?.prices ?? []) uses.set(currency, (uses.get(currency) ?? 0) + 1);
  }
  const [main] = [...uses].sort(([a, usesA], [b, usesB]) => usesB - usesA || (a < b ? -1 : 1))[0] ?? [];
  return Float64Array.from(products, (product) => {
    const amount = product?.prices.find(({ currency }) => currency === main)?.amount;
    return amount !== undefined && amount > 0 ? Math.log(amount) : Number.NaN;
  });
};

/** Sums the similarities of one product to all others. */
export class SimilarityRow {
  readonly sums: Float64Array;
  /** The first `count` name the products that share anything. */
  readonly touched: Int32Array;
  readonly #fields: readonly FieldIndex[];
  #count = 0;

  constructor(productCount: number, index: ContentIndex) {
    this.sums = new Float64Array(productCount);
    this.touched = new Int32Array(productCount);
    this.#fields = Object.values(index);
  }

  get count(): number {
    return this.#count;
  }

  fill(source: number): void {
    for (const field of this.#fields) {
      const { offsets, terms, values, starts } = field;
      for (let entry = offsets[source]!; entry < offsets[source + 1]!; entry += 1) {
        const term = terms[entry]!;
        this.#addPartners(field, starts[term]!, starts[term + 1]!, values[entry]!);
      }
    }
  }

  clear(): void {
    const { sums, touched } = this;
    for (let at = 0; at < this.#count; at += 1) sums[touched[at]!] = 0;
    this.#count = 0;
  }

  #addPartners({ products, weights }: FieldIndex, from: number, to: number, value: number): void {
    const { sums, touched } = this;
    let count = this.#count;
    for (let at = from; at < to; at += 1) {
      const product = products[at]!;
      const sum = sums[product]!;
      if (sum === 0) touched[count++] = product;
      sums[product] = sum + value * weights[at]!;
    }
    this.#count = count;
  }
}

/** What rows of similar products are trained from; plain data, for threads to share. */
export interface ContentRowsInput {
  readonly index: ContentIndex;
  readonly logPrices: Float64Array;
  readonly eligibility: Eligibility;
  readonly parameters: Pick<ContentParameters, 'neighbours' | 'priceScale' | 'leastSimilarity'>;
}

/** Trains any rows of a catalog; rows do not depend on each other. */
export class ContentRows {
  readonly #input: ContentRowsInput;
  readonly #row: SimilarityRow;
  readonly #best: TopK;

  constructor(input: ContentRowsInput) {
    this.#input = input;
    this.#row = new SimilarityRow(input.logPrices.length, input.index);
    this.#best = new TopK(input.parameters.neighbours);
  }

  /** The rows `from … to − 1`; those of inactive products are empty. */
  train(from: number, to: number): NeighbourLists {
    const lists = new NeighbourListsBuilder(to - from);
    for (let source = from; source < to; source += 1) {
      if (this.#input.eligibility.active[source] !== 0) this.#addRow(source, lists);
      lists.endRow();
    }
    return lists.finish();
  }

  #addRow(source: number, lists: NeighbourListsBuilder): void {
    this.#row.fill(source);
    this.#offerCandidates(source);
    this.#row.clear();
    const kept = this.#best.settle();
    for (let slot = 0; slot < kept; slot += 1) lists.add(this.#best.items[slot]!, this.#best.scores[slot]!, 0, 0);
  }

  #offerCandidates(source: number): void {
    const { active, variantGroup } = this.#input.eligibility;
    const { priceScale, leastSimilarity } = this.#input.parameters;
    const prices = this.#input.logPrices;
    const { sums, touched, count } = this.#row;
    for (let at = 0; at < count; at += 1) {
      const item = touched[at]!;
      const sum = sums[item]!;
      // The price can only lower it.
      if (sum < leastSimilarity || sum < this.#best.worstKept) continue;
      if (active[item] === 0 || variantGroup[item] === variantGroup[source]) continue;
      const distance = Math.abs(prices[source]! - prices[item]!);
      const score = sum * (Number.isNaN(distance) ? 1 : Math.exp(-distance / priceScale));
      if (score >= leastSimilarity) this.#best.offer(item, score);
    }
  }
}

/** Each active product's most similar ones. `products` is in item order; a missing one has an empty row. */
export const trainContentSimilarity = (
  products: readonly (Product | undefined)[],
  eligibility: Eligibility,
  parameters: ContentParameters,
): Neighbours[] => {
  const index = indexContent(contentTerms(products), parameters);
  const rows = new ContentRows({ index, logPrices: logPrices(products), eligibility, parameters });
  return eachRow(rows.train(0, products.length));
};
