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

const rowOf = (lines: readonly RelationLine[]): EvidencedRow => {
  const ordered = [...lines].sort((a, b) => a.place - b.place);
  return {
    items: Int32Array.from(ordered, ({ item }) => item),
    scores: Float64Array.from(ordered, ({ score }) => score),
    counts: Int32Array.from(ordered, ({ pair_count }) => pair_count),
    fewPeople: Uint8Array.from(ordered, ({ few_people }) => few_people),
  };
};

/** Groups per product in one of the logs; the engine gives the lines in any order. */
export const supportOf = (kind: string, lines: Iterable<SupportLine>, products: number): Int32Array => {
  const support = new Int32Array(products);
  for (const line of lines) if (line.kind === kind) support[line.item] = line.group_count;
  return support;
};

/** The result of a relation query as the artefact that rows are assembled from. @throws RangeError for an item that is none. */
export const relationFromRows = (
  relation: Relation,
  productIds: readonly string[],
  lines: Iterable<RelationLine>,
  support: Int32Array,
): TrainedRelation => {
  const bySource: RelationLine[][] = productIds.map(() => []);
  for (const line of lines) {
    const row = bySource[line.source];
    if (!row || productIds[line.item] === undefined) {
      throw new RangeError(`The pair ${line.source}, ${line.item} is not of this catalog`);
    }
    row.push(line);
  }
  return {
    relation,
    catalogFingerprint: catalogFingerprint(productIds),
    ...packLists(bySource.map(rowOf)),
    support,
  };
};
