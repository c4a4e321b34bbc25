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

/** Products × terms as compressed sparse rows. */
interface TermRows {
  readonly offsets: Int32Array;
  readonly terms: Int32Array;
  readonly values: Float32Array;
  readonly termCount: number;
  readonly documentCounts: Int32Array;
}

const countTerms = (termsPerProduct: readonly (readonly string[])[]) => {
  const numbers = new Map<string, number>();
  const counted = termsPerProduct.map((terms) => {
    const counts = new Map<number, number>();
    for (const term of terms) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    return counts;
  });
  return { counted, termCount: numbers.size };
};

/** TF-IDF rows of one field, each of Euclidean length √weight, so that dot products add up over fields. */
const weighField = (termsPerProduct: readonly (readonly string[])[], weight: number): TermRows => {
  const { counted, termCount } = countTerms(termsPerProduct);
  const documentCounts = new Int32Array(termCount);
  for (const counts of counted) for (const term of counts.keys()) documentCounts[term]! += 1;
  const offsets = new Int32Array(counted.length + 1);
  counted.forEach((counts, product) => {
    offsets[product + 1] = offsets[product]! + counts.size;
  });
  const terms = new Int32Array(offsets[counted.length]!);
  const values = new Float32Array(terms.length);
  counted.forEach((counts, product) => {
    let at = offsets[product]!;
    let squares = 0;
    for (const [term, count] of counts) {
      const value = (1 + Math.log(count)) * Math.log(1 + counted.length / documentCounts[term]!);
      terms[at] = term;
      values[at++] = value;
      squares += value * value;
    }
    const scale = Math.sqrt(weight / Math.max(squares, Number.MIN_VALUE));
    for (let entry = offsets[product]!; entry < at; entry += 1) values[entry]! *= scale;
  });
  return { offsets, terms, values, termCount, documentCounts };
};

/** Partners per term, without the terms that are too common. */
const invertField = ({ offsets, terms, values, termCount, documentCounts }: TermRows, mostDocuments: number) => {
  const starts = new Int32Array(termCount + 1);
  for (let term = 0; term < termCount; term += 1) {
    const documents = documentCounts[term]!;
    starts[term + 1] = starts[term]! + (documents > mostDocuments ? 0 : documents);
  }
  const next = starts.slice();
  const products = new Int32Array(starts[termCount]!);
  const weights = new Float32Array(products.length);
  for (let product = 0; product + 1 < offsets.length; product += 1) {
    for (let entry = offsets[product]!; entry < offsets[product + 1]!; entry += 1) {
      const term = terms[entry]!;
      if (starts[term] === starts[term + 1]) continue;
      products[next[term]!] = product;
      weights[next[term]!++] = values[entry]!;
    }
  }
  return { starts, products, weights };
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
  readonly touched: number[] = [];
  readonly #fields: readonly { rows: TermRows; index: ReturnType<typeof invertField> }[];

  constructor(
    products: readonly (Product | undefined)[],
    { fieldWeights, commonTermShare, mostPartnersPerTerm }: ContentParameters,
  ) {
    this.sums = new Float64Array(products.length);
    const mostDocuments = Math.min(mostPartnersPerTerm, Math.max(50, commonTermShare * products.length));
    this.#fields = contentFields
      .filter((field) => fieldWeights[field] > 0)
      .map((field) => {
        const terms = products.map((product) => (product ? fieldTerms(product, field) : []));
        const rows = weighField(terms, fieldWeights[field]);
        return { rows, index: invertField(rows, mostDocuments) };
      });
  }

  fill(source: number): void {
    for (const { rows, index } of this.#fields) {
      for (let entry = rows.offsets[source]!; entry < rows.offsets[source + 1]!; entry += 1) {
        const term = rows.terms[entry]!;
        this.#addPartners(index, index.starts[term]!, index.starts[term + 1]!, rows.values[entry]!);
      }
    }
  }

  clear(): void {
    for (const product of this.touched) this.sums[product] = 0;
    this.touched.length = 0;
  }

  #addPartners(index: ReturnType<typeof invertField>, from: number, to: number, value: number): void {
    const { sums, touched } = this;
    for (let at = from; at < to; at += 1) {
      const product = index.products[at]!;
      if (sums[product] === 0) touched.push(product);
      sums[product]! += value * index.weights[at]!;
    }
  }
}

/** Each active product's most similar ones. `products` is in item order; a missing one has an empty row. */
export const trainContentSimilarity = (
  products: readonly (Product | undefined)[],
  { active, variantGroup }: Eligibility,
  parameters: ContentParameters,
): Neighbours[] => {
  const row = new SimilarityRow(products, parameters);
  const prices = logPrices(products);
  const best = new TopK(parameters.neighbours);
  return products.map((_, source): Neighbours => {
    if (active[source] === 0) return { items: new Int32Array(0), scores: new Float64Array(0) };
    row.fill(source);
    for (const item of row.touched) {
      if (active[item] === 0 || variantGroup[item] === variantGroup[source]) continue;
      const distance = Math.abs(prices[source]! - prices[item]!);
      const score = row.sums[item]! * (Number.isNaN(distance) ? 1 : Math.exp(-distance / parameters.priceScale));
      if (score >= parameters.leastSimilarity) best.offer(item, score);
    }
    row.clear();
    return best.drain();
  });
};
