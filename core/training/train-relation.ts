import { type Product, variantGroup } from '#core/catalog/product';
import { trainContentSimilarity } from '#core/content/content-similarity';
import { type Relation, relations } from '#core/recommend/relation';
import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';
import { type Eligibility, type Neighbours, trainItemKnn } from '#core/similarity/item-knn';
import { logLikelihoodRatio } from '#core/similarity/log-likelihood-ratio';
import { packArrays, unpackArrays } from '#core/similarity/packed-arrays';
import { EvidenceCounter, type PairEvidence } from '#core/similarity/pair-evidence';
import { invertLog, type Postings } from '#core/similarity/postings';
import type { EvidenceFloor, TrainingParameters } from '#core/training/parameters';
import type { TrainingData } from '#core/training/training-data';

/** One relation's candidates for every product, as compressed sparse rows over the training data's item numbers. */
export interface TrainedRelation {
  readonly relation: Relation;
  /** Of the product list that the numbers refer to. */
  readonly catalogFingerprint: number;
  readonly offsets: Int32Array;
  /** Item numbers, best first within a row. */
  readonly candidates: Int32Array;
  /** 0 … 1; the best of each row has 1. */
  readonly scores: Float32Array;
  /** Groups that hold both; 0 for `similar`. */
  readonly pairCounts: Int32Array;
  /** 1 where fewer than five distinct people are behind the count. */
  readonly fewPeople: Uint8Array;
  /** Groups that hold the product; 0 for `similar`. */
  readonly support: Int32Array;
}

/** FNV-1a over the ids in order: trained relations of different catalogs must never be joined. */
export const catalogFingerprint = (productIds: readonly string[]): number => {
  let hash = 0x811c9dc5;
  for (const id of productIds) {
    for (let at = 0; at <= id.length; at += 1) {
      hash = Math.imul(hash ^ (at < id.length ? id.charCodeAt(at) : 0x1f), 0x01000193);
    }
  }
  return hash >>> 0;
};

/** The log that a behavioural relation is learned from. */
export const logOf = (relation: Exclude<Relation, 'similar'>, data: TrainingData): GroupedLog =>
  ({ 'bought-together': data.baskets, 'also-bought': data.customers, 'also-viewed': data.sessions })[relation];

/** The catalog in item order; `undefined` where a product has left it. */
export const productsInItemOrder = (
  productIds: readonly string[],
  catalog: Iterable<Product>,
): (Product | undefined)[] => {
  const byId = new Map(Array.from(catalog, (product) => [product.productId, product]));
  return productIds.map((id) => byId.get(id));
};

export const eligibilityOf = (products: readonly (Product | undefined)[]): Eligibility => {
  const groups = new Map<string, number>();
  return {
    active: Uint8Array.from(products, (product) => (product?.status === 'active' ? 1 : 0)),
    variantGroup: Int32Array.from(products, (product, item) => {
      if (!product) return -1 - item;
      const key = variantGroup(product);
      const group = groups.get(key) ?? groups.size;
      groups.set(key, group);
      return group;
    }),
  };
};

interface EvidencedRow extends Neighbours, PairEvidence {}

/** Drops the candidates that are too weakly evidenced, in place of guessing from chance meetings. */
const aboveFloor = (
  source: number,
  row: EvidencedRow,
  { support }: Postings,
  groups: number,
  floor: EvidenceFloor,
): EvidencedRow => {
  const keeps = Array.from(row.items, (item, slot) => {
    const both = row.counts[slot]!;
    if (both < floor.leastPairCount) return false;
    if (floor.leastLogLikelihoodRatio <= 0) return true;
    return logLikelihoodRatio(both, support[source]!, support[item]!, groups) >= floor.leastLogLikelihoodRatio;
  });
  const keep = (_: number, slot: number): boolean => keeps[slot]!;
  return {
    items: row.items.filter(keep),
    scores: row.scores.filter(keep),
    counts: row.counts.filter(keep),
    fewPeople: row.fewPeople.filter(keep),
  };
};

const packRows = (relation: Relation, data: TrainingData, rows: readonly EvidencedRow[], support: Int32Array) => {
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, item) => {
    offsets[item + 1] = offsets[item]! + row.items.length;
  });
  const size = offsets[rows.length]!;
  const trained: TrainedRelation = {
    relation,
    catalogFingerprint: catalogFingerprint(data.productIds),
    offsets,
    candidates: new Int32Array(size),
    scores: new Float32Array(size),
    pairCounts: new Int32Array(size),
    fewPeople: new Uint8Array(size),
    support,
  };
  rows.forEach(({ items, scores, counts, fewPeople }, item) => {
    const best = scores[0] ?? 1;
    trained.candidates.set(items, offsets[item]!);
    trained.scores.set(
      scores.map((score) => score / best),
      offsets[item]!,
    );
    trained.pairCounts.set(counts, offsets[item]!);
    trained.fewPeople.set(fewPeople, offsets[item]!);
  });
  return trained;
};

const trainBehaviour = (
  relation: Exclude<Relation, 'similar'>,
  data: TrainingData,
  eligibility: Eligibility,
  parameters: TrainingParameters,
): TrainedRelation => {
  const log = logOf(relation, data);
  const postings = invertLog(log);
  const evidence = new EvidenceCounter(log, postings);
  const rows = trainItemKnn(log, postings, eligibility, parameters.relations[relation]).map((neighbours, item) => {
    const row = { ...neighbours, ...evidence.count(item, neighbours.items) };
    return aboveFloor(item, row, postings, groupCount(log), parameters.relations[relation]);
  });
  return packRows(relation, data, rows, postings.support);
};

/**
 * Trains one relation.
 * @param catalog products in any order; only active ones get a row or appear in one.
 */
export const trainRelation = (
  relation: Relation,
  data: TrainingData,
  catalog: Iterable<Product>,
  parameters: TrainingParameters,
): TrainedRelation => {
  const products = productsInItemOrder(data.productIds, catalog);
  const eligibility = eligibilityOf(products);
  if (relation !== 'similar') return trainBehaviour(relation, data, eligibility, parameters);
  const rows = trainContentSimilarity(products, eligibility, parameters.relations.similar).map((row) => ({
    ...row,
    counts: new Int32Array(row.items.length),
    fewPeople: new Uint8Array(row.items.length),
  }));
  return packRows(relation, data, rows, new Int32Array(products.length));
};

const kind = 'trained-relation';
const version = 1;

export const serialiseTrainedRelation = ({ relation, catalogFingerprint, ...arrays }: TrainedRelation): Uint8Array =>
  packArrays({ kind, version, fields: { relation, catalogFingerprint }, arrays });

/** @throws Error when the bytes are not a trained relation of this format version. */
export const deserialiseTrainedRelation = (packed: Uint8Array): TrainedRelation => {
  const { fields, arrays } = unpackArrays(packed, kind, version);
  const known = fields as Pick<TrainedRelation, 'relation' | 'catalogFingerprint'>;
  if (!relations.includes(known.relation)) throw new Error(`Unknown relation ${JSON.stringify(known.relation)}`);
  return {
    relation: known.relation,
    catalogFingerprint: known.catalogFingerprint,
    offsets: arrays.offsets as Int32Array,
    candidates: arrays.candidates as Int32Array,
    scores: arrays.scores as Float32Array,
    pairCounts: arrays.pairCounts as Int32Array,
    fewPeople: arrays.fewPeople as Uint8Array,
    support: arrays.support as Int32Array,
  };
};
