import type { Product } from '#core/catalog/product';
import { EvidenceCounter } from '#core/similarity/pair-evidence';
import { invertLog } from '#core/similarity/postings';
import type { PersonalizeRelation } from '#core/training/personalize/relations';
import {
  catalogFingerprint,
  type EvidencedRow,
  eligibilityOf,
  logOf,
  packLists,
  productsInItemOrder,
  type TrainedRelation,
} from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

/** A line of a batch inference job's output, of a recipe for related items. */
export interface BatchLine {
  readonly input: { readonly itemId: string };
  readonly output?: { readonly recommendedItems: readonly string[]; readonly scores?: readonly number[] } | null;
  readonly error?: string | null;
}

export interface BatchRelation {
  readonly trained: TrainedRelation;
  /** Products that the job could not answer. */
  readonly failed: number;
}

/** The job's own scores where it gives them, else 1, 1/2, 1/3 …: its lists are in order. */
const scoreAt = (scores: readonly number[] | undefined, rank: number): number => {
  const score = scores?.[rank];
  return score !== undefined && score > 0 ? score : 1 / (rank + 1);
};

/**
 * The lists of a batch job as the artefact that rows are assembled from. Evidence is counted from the store's own log, so
 * that reasons quote what happened and not what a model thinks. Products that are unknown, inactive or a variant of the
 * source are left out.
 */
export const relationFromBatch = (
  relation: PersonalizeRelation,
  data: TrainingData,
  catalog: Iterable<Product>,
  lines: Iterable<BatchLine>,
): BatchRelation => {
  const { active, variantGroup } = eligibilityOf(productsInItemOrder(data.productIds, catalog));
  const itemOf = new Map(data.productIds.map((id, item) => [id, item]));
  const log = logOf(relation, data);
  const postings = invertLog(log);
  const evidence = new EvidenceCounter(log, postings);
  const empty = (): EvidencedRow => ({
    items: new Int32Array(0),
    scores: new Float64Array(0),
    counts: new Int32Array(0),
    fewPeople: new Uint8Array(0),
  });
  const rows = data.productIds.map(empty);
  let failed = 0;
  for (const { input, output } of lines) {
    const source = itemOf.get(input.itemId);
    if (!output) failed += 1;
    if (source === undefined || !output || active[source] === 0) continue;
    const kept = output.recommendedItems.flatMap((id, rank) => {
      const item = itemOf.get(id);
      const isEligible = item !== undefined && active[item] === 1 && variantGroup[item] !== variantGroup[source];
      return isEligible ? [{ item, score: scoreAt(output.scores, rank) }] : [];
    });
    kept.sort((a, b) => b.score - a.score || a.item - b.item);
    const items = Int32Array.from(kept, ({ item }) => item);
    const scores = Float64Array.from(kept, ({ score }) => score);
    rows[source] = { items, scores, ...evidence.count(source, items) };
  }
  const trained: TrainedRelation = {
    relation,
    catalogFingerprint: catalogFingerprint(data.productIds),
    ...packLists(rows),
    support: postings.support,
  };
  return { trained, failed };
};
