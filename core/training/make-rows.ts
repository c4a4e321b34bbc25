/**
 * Trained relations → the rows that are served: variants pooled, young products filled from what is like them, substitutes
 * marked, and in the end a row for every active variant. One way for every trainer and for measuring.
 */
import type { Product } from '#core/catalog/product';
import type { CartList, RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import { assembleRows } from '#core/training/assemble-rows';
import { borrowNeighbours } from '#core/training/borrow-neighbours';
import { findSubstitutes } from '#core/training/find-substitutes';
import { pooledData, poolTrained, standIns, type VariantPool, variantPool } from '#core/training/pool-variants';
import { productsInItemOrder, type TrainedRelation } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

export interface RowMaking {
  readonly modelVersion: string;
  readonly data: TrainingData;
  readonly catalog: Iterable<Product>;
  /** At most one per relation. */
  readonly trained: readonly TrainedRelation[];
}

/** Enough to sell another variant when the most wanted one is out of stock, and no more. */
const variantsShown = 2;

function* plainRows({ modelVersion, data, catalog, trained }: RowMaking): Generator<RecommendationRow> {
  const { productIds } = data;
  const products = [...catalog];
  const filled = borrowNeighbours(trained, productIds, products);
  const substitutes = findSubstitutes(filled, data, products);
  yield* assembleRows({ modelVersion, productIds, catalog: products, trained: filled, substitutes, logs: data });
}

/** Rows of stand-ins as rows of variants. */
class VariantRows {
  /** Variants by the id of their stand-in, the most wanted first. */
  readonly #variants: ReadonlyMap<string, readonly string[]>;

  constructor({ variants }: VariantPool, productIds: readonly string[]) {
    this.#variants = new Map(
      Array.from(variants, ([standIn, items]) => [productIds[standIn]!, items.map((item) => productIds[item]!)]),
    );
  }

  *of(row: RecommendationRow): Generator<RecommendationRow> {
    const { relations, cart, substitutes } = row;
    const expanded = {
      ...row,
      relations: Object.fromEntries(
        Object.entries(relations).map(([relation, candidates]) => [
          relation,
          candidates.flatMap((one) => this.#shown(one)),
        ]),
      ),
      ...(cart && { cart: this.#cart(cart) }),
      ...(substitutes && { substitutes: substitutes.flatMap((id) => this.#variants.get(id) ?? [id]) }),
    };
    const ids = this.#variants.get(row.productId) ?? [row.productId];
    for (const productId of ids.toSorted()) yield { ...expanded, productId };
  }

  #shown(candidate: RowCandidate): RowCandidate[] {
    const ids = this.#variants.get(candidate.productId)?.slice(0, variantsShown) ?? [candidate.productId];
    return ids.map((productId) => ({ ...candidate, productId }));
  }

  #cart(cart: CartList): CartList {
    return { ...cart, candidates: cart.candidates.flatMap((candidate) => this.#shown(candidate)) };
  }
}

/**
 * One row per active product, in the order of the products' groups: by the smallest active id of each.
 * @throws Error when a relation was trained over another product list.
 */
export function* makeRows(making: RowMaking): Generator<RecommendationRow> {
  const { data, catalog, trained } = making;
  const products = [...catalog];
  const pool = variantPool(productsInItemOrder(data.productIds, products), data);
  if (!pool) {
    yield* plainRows({ ...making, catalog: products });
    return;
  }
  const pooled = pooledData(data, pool);
  const rows = plainRows({
    ...making,
    data: pooled,
    catalog: standIns(data.productIds, products, pool),
    trained: poolTrained(trained, pool, pooled),
  });
  const variants = new VariantRows(pool, data.productIds);
  for (const row of rows) yield* variants.of(row);
}
