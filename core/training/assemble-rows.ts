import { type Product, variantGroup } from '#core/catalog/product';
import type { CartList, RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import { type Relation, relations } from '#core/recommend/relation';
import { groupCount } from '#core/similarity/grouped-log';
import { NextCounter } from '#core/similarity/next-evidence';
import type { Substitutes } from '#core/training/find-substitutes';
import {
  catalogFingerprint,
  productsInItemOrder,
  type TrainedCart,
  type TrainedLists,
  type TrainedRelation,
} from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

/** Enough for the store to sell another variant when the best one is out of stock, and no more. */
const variantsPerGroup = 2;

export interface RowAssembly {
  readonly modelVersion: string;
  /** The training data's product list. */
  readonly productIds: readonly string[];
  readonly catalog: Iterable<Product>;
  /** At most one per relation; a missing one leaves its relation out of the rows. */
  readonly trained: readonly TrainedRelation[];
  /** Absent: nothing is known to replace anything. */
  readonly substitutes?: Substitutes;
  /** What the relations were learned from, for the counts that only reasons need; absent: reasons go without. */
  readonly logs?: Pick<TrainingData, 'baskets' | 'sessions'>;
}

/** Counts that only reasons need, for the candidate in a slot of a row. */
type SlotCounts = (slot: number, item: number) => Pick<RowCandidate, 'baskets' | 'nextCount'>;

const noCounts: SlotCounts = () => ({});

const candidatesOf = (
  trained: TrainedLists,
  source: number,
  products: readonly (Product | undefined)[],
  countsOf: SlotCounts,
): RowCandidate[] => {
  const ownGroup = variantGroup(products[source]!);
  const shownOf = new Map<string, number>();
  const candidates: RowCandidate[] = [];
  const start = trained.offsets[source]!;
  for (let at = start; at < trained.offsets[source + 1]!; at += 1) {
    const item = trained.candidates[at]!;
    const product = products[item];
    if (product?.status !== 'active') continue;
    const group = variantGroup(product);
    const shown = shownOf.get(group) ?? 0;
    if (group === ownGroup || shown >= variantsPerGroup) continue;
    shownOf.set(group, shown + 1);
    candidates.push({
      productId: product.productId,
      score: Math.round(trained.scores[at]! * 1000) / 1000,
      pairCount: trained.pairCounts[at]!,
      ...(trained.fewPeople[at] === 1 && trained.pairCounts[at]! > 0 && { fewPeople: true as const }),
      ...(trained.fewPeople[at] === 0 && countsOf(at - start, item)),
    });
  }
  return candidates;
};

/** What shoppers choose a product against does not complete a cart that holds it. */
const cartOf = (
  cart: TrainedCart | undefined,
  source: number,
  products: readonly (Product | undefined)[],
  replacedBy: ReadonlySet<string>,
): CartList | undefined => {
  const all = cart ? candidatesOf(cart, source, products, noCounts) : [];
  const candidates = all.filter(({ productId }) => !replacedBy.has(productId));
  if (!cart || candidates.length === 0) return undefined;
  return { strength: Math.round(cart.strengths[source]! * 10_000) / 10_000, candidates };
};

type CountsOf = (relation: Relation, source: number) => SlotCounts;

/** Baskets of what is bought together, and in how many sessions a candidate is the next product looked at. */
const reasonCounts = (byRelation: ReadonlyMap<Relation, TrainedRelation>, logs: RowAssembly['logs']): CountsOf => {
  const together = byRelation.get('bought-together');
  const viewed = byRelation.get('also-viewed');
  const counter = logs && viewed && new NextCounter(logs.sessions);
  return (relation, source) => {
    if (logs && together && relation === 'bought-together') return (_, item) => ({ baskets: together.support[item]! });
    if (!counter || !viewed || relation !== 'also-viewed') return noCounts;
    const counts = counter.count(
      source,
      viewed.candidates.subarray(viewed.offsets[source], viewed.offsets[source + 1]),
    );
    return (slot) => (counts[slot]! > 0 ? { nextCount: counts[slot]! } : {});
  };
};

/**
 * Joins the trained relations into one row per active product, in id order. A product that nobody has met yet still
 * has its `similar` candidates.
 * @throws Error when a relation was trained over another product list.
 */
export function* assembleRows({
  modelVersion,
  productIds,
  catalog,
  trained,
  substitutes,
  logs,
}: RowAssembly): Generator<RecommendationRow> {
  const fingerprint = catalogFingerprint(productIds);
  for (const { relation, catalogFingerprint: trainedOver } of trained) {
    if (trainedOver !== fingerprint) throw new Error(`The relation ${relation} was trained over another catalog`);
  }
  const byRelation = new Map(trained.map((one) => [one.relation, one]));
  const products = productsInItemOrder(productIds, catalog);
  const supportOf = (relation: Relation, item: number): number => byRelation.get(relation)?.support[item] ?? 0;
  const countsOf = reasonCounts(byRelation, logs);
  for (const [item, product] of products.entries()) {
    if (product?.status !== 'active') continue;
    const filled: Partial<Record<Relation, RowCandidate[]>> = {};
    for (const relation of relations) {
      const one = byRelation.get(relation);
      const candidates = one ? candidatesOf(one, item, products, countsOf(relation, item)) : [];
      if (candidates.length > 0) filled[relation] = candidates;
    }
    const replacedBy = new Set((substitutes?.get(item) ?? []).map((other) => productIds[other]!));
    const cart = cartOf(byRelation.get('bought-together')?.cart, item, products, replacedBy);
    yield {
      productId: product.productId,
      modelVersion,
      support: {
        baskets: supportOf('bought-together', item),
        customers: supportOf('also-bought', item),
        sessions: supportOf('also-viewed', item),
        ...(logs && { allBaskets: groupCount(logs.baskets) }),
      },
      relations: filled,
      ...(cart && { cart }),
      ...(replacedBy.size > 0 && { substitutes: [...replacedBy] }),
    };
  }
}
