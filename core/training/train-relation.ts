import { type Product, variantGroup } from '#core/catalog/product';
import { contentTerms, indexContent, logPrices } from '#core/content/content-similarity';
import { learnFieldWeights } from '#core/content/learn-field-weights';
import { fnv1a, fnv1aStart } from '#core/hash/fnv1a';
import { type Relation, relations } from '#core/recommend/relation';
import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';
import type { Eligibility, Neighbours } from '#core/similarity/item-knn';
import { type PackedArrays, packArrays, unpackArrays } from '#core/similarity/packed-arrays';
import type { PairEvidence } from '#core/similarity/pair-evidence';
import type { TrainingParameters } from '#core/training/parameters';
import { type RowSteps, runInline } from '#core/training/row-job';
import { type CartTraining, toTrainedLists, trainBehaviour } from '#core/training/train-behaviour';
import { trainLikes } from '#core/training/train-likes';
import type { TrainingData } from '#core/training/training-data';

/** Candidates for every product, as compressed sparse rows over the training data's item numbers. */
export interface TrainedLists {
  readonly offsets: Int32Array;
  /** Item numbers, best first within a row. */
  readonly candidates: Int32Array;
  /** 0 … 1; the best of each row has 1. */
  readonly scores: Float32Array;
  /** Groups that hold both; 0 for `similar`, and for what only neighbours of neighbours led to. */
  readonly pairCounts: Int32Array;
  /** 1 where fewer than five distinct people are behind the count. */
  readonly fewPeople: Uint8Array;
}

/** What completes a cart that holds the product. */
export interface TrainedCart extends TrainedLists {
  /** Best score of each row as a share of the best of all, 0 … 1. */
  readonly strengths: Float32Array;
}

/** One relation's candidates. */
export interface TrainedRelation extends TrainedLists {
  readonly relation: Relation;
  /** Of the product list that the numbers refer to. */
  readonly catalogFingerprint: number;
  /** Groups that hold the product; 0 for `similar`. */
  readonly support: Int32Array;
  /** With `bought-together` only, where it is trained. */
  readonly cart?: TrainedCart;
}

/** Hash of the ids in order: trained relations of different catalogs must never be joined. */
export const catalogFingerprint = (productIds: readonly string[]): number =>
  productIds.reduce((hash, id) => fnv1a(`${id}\u001f`, hash), fnv1aStart);

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

/** Candidates of one item with what is known about each pair. */
export interface EvidencedRow extends Neighbours, PairEvidence {}

/** @param rows best first; scores are divided by the best of each row. */
export const packLists = (rows: readonly EvidencedRow[]): TrainedLists => {
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, item) => {
    offsets[item + 1] = offsets[item]! + row.items.length;
  });
  const size = offsets[rows.length]!;
  const lists = {
    offsets,
    candidates: new Int32Array(size),
    scores: new Float32Array(size),
    pairCounts: new Int32Array(size),
    fewPeople: new Uint8Array(size),
  };
  rows.forEach(({ items, scores, counts, fewPeople }, item) => {
    const best = scores[0] ?? 1;
    lists.candidates.set(items, offsets[item]!);
    lists.scores.set(
      scores.map((score) => score / best),
      offsets[item]!,
    );
    lists.pairCounts.set(counts, offsets[item]!);
    lists.fewPeople.set(fewPeople, offsets[item]!);
  });
  return lists;
};

function* trainSimilar(
  data: TrainingData,
  products: readonly (Product | undefined)[],
  eligibility: Eligibility,
  parameters: TrainingParameters,
): RowSteps<TrainedLists> {
  const log = groupCount(data.baskets) > 0 ? data.baskets : data.sessions;
  const terms = contentTerms(products);
  const own = learnFieldWeights({ products, terms, eligibility, log, start: parameters.relations.similar });
  const { neighbours, priceScale, leastSimilarity } = own;
  return toTrainedLists(
    yield {
      kind: 'content',
      index: indexContent(terms, own),
      logPrices: logPrices(products),
      eligibility,
      parameters: { neighbours, priceScale, leastSimilarity },
    },
  );
}

function* cartTraining(
  products: readonly (Product | undefined)[],
  eligibility: Eligibility,
  { cart, relations: { similar } }: TrainingParameters,
): RowSteps<CartTraining | undefined> {
  if (!cart) return undefined;
  if (cart.contentPrior === 0) return { parameters: cart };
  return { parameters: cart, likes: yield* trainLikes(products, eligibility, similar) };
}

/**
 * Trains one relation in jobs that the caller runs, in this thread (`trainRelation`) or in several.
 * @param catalog products in any order; only active ones get a row or appear in one.
 */
export function* trainingSteps(
  relation: Relation,
  data: TrainingData,
  catalog: Iterable<Product>,
  parameters: TrainingParameters,
): RowSteps<TrainedRelation> {
  const products = productsInItemOrder(data.productIds, catalog);
  const eligibility = eligibilityOf(products);
  const name = { relation, catalogFingerprint: catalogFingerprint(data.productIds) };
  if (relation === 'similar') {
    const support = new Int32Array(products.length);
    return { ...name, ...(yield* trainSimilar(data, products, eligibility, parameters)), support };
  }
  const own = parameters.relations[relation];
  const cart = relation === 'bought-together' ? yield* cartTraining(products, eligibility, parameters) : undefined;
  return { ...name, ...(yield* trainBehaviour(logOf(relation, data), eligibility, own, cart)) };
}

/** Trains one relation in the calling thread. */
export const trainRelation = (...given: Parameters<typeof trainingSteps>): TrainedRelation =>
  runInline(trainingSteps(...given));

const kind = 'trained-relation';
const version = 1;

const cartPrefix = 'cart.';

const prefixed = (arrays: object): PackedArrays['arrays'] =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [cartPrefix + name, array]));

export const serialiseTrainedRelation = (trained: TrainedRelation): Uint8Array => {
  const { relation, catalogFingerprint, cart, ...arrays } = trained;
  const all = { ...arrays, ...(cart && prefixed(cart)) };
  return packArrays({ kind, version, fields: { relation, catalogFingerprint }, arrays: all });
};

const listsOf = (arrays: PackedArrays['arrays'], prefix: string): TrainedLists => ({
  offsets: arrays[`${prefix}offsets`] as Int32Array,
  candidates: arrays[`${prefix}candidates`] as Int32Array,
  scores: arrays[`${prefix}scores`] as Float32Array,
  pairCounts: arrays[`${prefix}pairCounts`] as Int32Array,
  fewPeople: arrays[`${prefix}fewPeople`] as Uint8Array,
});

/** @throws Error when the bytes are not a trained relation of this format version. */
export const deserialiseTrainedRelation = (packed: Uint8Array): TrainedRelation => {
  const { fields, arrays } = unpackArrays(packed, kind, version);
  const known = fields as Pick<TrainedRelation, 'relation' | 'catalogFingerprint'>;
  const strengths = arrays[`${cartPrefix}strengths`];
  if (!relations.includes(known.relation)) throw new Error(`Unknown relation ${JSON.stringify(known.relation)}`);
  return {
    relation: known.relation,
    catalogFingerprint: known.catalogFingerprint,
    ...listsOf(arrays, ''),
    support: arrays.support as Int32Array,
    ...(strengths && { cart: { ...listsOf(arrays, cartPrefix), strengths: strengths as Float32Array } }),
  };
};
