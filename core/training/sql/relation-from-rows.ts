import type { Relation } from '#core/recommend/relation';
import { catalogFingerprint, type EvidencedRow, packLists, type TrainedRelation } from '#core/training/train-relation';

/** One line of a relation query's result. */
export interface RelationLine {
  readonly source: number;
  readonly item: number;
  readonly score: number;
  /** 1 = best. */
  readonly place: number;
  readonly pair_count: number;
  readonly few_people: number;
}

/** One line of the support query's result. */
export interface SupportLine {
  readonly kind: string;
  readonly item: number;
  readonly group_count: number;
}

/** Groups per product in one of the logs; the engine gives the lines in any order. */
export const supportOf = (kind: string, lines: Iterable<SupportLine>, products: number): Int32Array => {
  const support = new Int32Array(products);
  for (const line of lines) if (line.kind === kind) support[line.item] = line.group_count;
  return support;
};

const doubled = <T extends Int32Array | Float64Array>(grown: T, from: T): T => {
  grown.set(from);
  return grown;
};

/** Takes a result line by line, in any order: 24 bytes a line, where a large store has tens of millions of lines. */
export class RelationLines {
  readonly #productIds: readonly string[];
  #size = 0;
  #sources = new Int32Array(1024);
  #items = new Int32Array(1024);
  #places = new Int32Array(1024);
  /** The count, negative where few people are behind it; one more, so that 0 has a sign too. */
  #evidence = new Int32Array(1024);
  #scores = new Float64Array(1024);

  constructor(productIds: readonly string[]) {
    this.#productIds = productIds;
  }

  /** @throws RangeError for a product that is none of the catalog. */
  add({ source, item, score, place, pair_count, few_people }: RelationLine): void {
    if (this.#productIds[source] === undefined || this.#productIds[item] === undefined) {
      throw new RangeError(`The pair ${source}, ${item} is not of this catalog`);
    }
    if (this.#size === this.#sources.length) this.#grow();
    this.#sources[this.#size] = source;
    this.#items[this.#size] = item;
    this.#places[this.#size] = place;
    this.#evidence[this.#size] = few_people === 1 ? -1 - pair_count : 1 + pair_count;
    this.#scores[this.#size] = score;
    this.#size += 1;
  }

  /** The result as the artefact that rows are assembled from. @param support groups per product */
  finish(relation: Relation, support: Int32Array): TrainedRelation {
    return {
      relation,
      catalogFingerprint: catalogFingerprint(this.#productIds),
      ...packLists(this.#linesBySource().map((lines) => this.#row(lines))),
      support,
    };
  }

  #linesBySource(): Int32Array[] {
    const sizes = new Int32Array(this.#productIds.length);
    for (let line = 0; line < this.#size; line += 1) sizes[this.#sources[line]!]! += 1;
    const rows = Array.from(sizes, (size) => new Int32Array(size));
    sizes.fill(0);
    for (let line = 0; line < this.#size; line += 1) {
      const source = this.#sources[line]!;
      rows[source]![sizes[source]!++] = line;
    }
    return rows;
  }

  #row(lines: Int32Array): EvidencedRow {
    lines.sort((a, b) => this.#places[a]! - this.#places[b]!);
    return {
      items: lines.map((line) => this.#items[line]!),
      scores: Float64Array.from(lines, (line) => this.#scores[line]!),
      counts: lines.map((line) => Math.abs(this.#evidence[line]!) - 1),
      fewPeople: Uint8Array.from(lines, (line) => (this.#evidence[line]! < 0 ? 1 : 0)),
    };
  }

  #grow(): void {
    const length = this.#sources.length * 2;
    this.#sources = doubled(new Int32Array(length), this.#sources);
    this.#items = doubled(new Int32Array(length), this.#items);
    this.#places = doubled(new Int32Array(length), this.#places);
    this.#evidence = doubled(new Int32Array(length), this.#evidence);
    this.#scores = doubled(new Float64Array(length), this.#scores);
  }
}
