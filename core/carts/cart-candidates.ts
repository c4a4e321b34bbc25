import type { CartLine } from '#core/carts/cart';
import { complementsOf } from '#core/recommend/complements';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { type Relation, relations } from '#core/recommend/relation';

/**
 * Candidates for a cart: per relation the summed scores of what the rows of its products name, times how sure each row
 * is, without what is in the cart. `bought-together` reads the row's cart list where the model has one, whose rows
 * compare. O(rows · candidates · log); equal input gives equal output, ties go by product id; no rows, no candidates.
 */
const mostCandidates = 12;

/** Products that the live model relates to what is in a cart, best first. */
export type CartCandidates = Partial<Readonly<Record<Relation, readonly string[]>>>;

interface Voice {
  readonly productId: string;
  readonly score: number;
}

const voicesOf = (row: RecommendationRow, relation: Relation): Voice[] => {
  if (relation === 'bought-together' && row.cart) {
    const { strength, candidates } = row.cart;
    return candidates.map(({ productId, score }) => ({ productId, score: score * strength }));
  }
  const candidates = relation === 'bought-together' ? complementsOf(row) : (row.relations[relation] ?? []);
  return candidates.map(({ productId, score }) => ({ productId, score }));
};

const byScore = ([idA, a]: [string, number], [idB, b]: [string, number]): number => b - a || (idA < idB ? -1 : 1);

const strongest = (rows: readonly RecommendationRow[], relation: Relation, inCart: ReadonlySet<string>): string[] => {
  const scores = new Map<string, number>();
  for (const { productId, score } of rows.flatMap((row) => voicesOf(row, relation))) {
    if (!inCart.has(productId)) scores.set(productId, (scores.get(productId) ?? 0) + score);
  }
  return [...scores]
    .sort(byScore)
    .slice(0, mostCandidates)
    .map(([productId]) => productId);
};

const byProduct = (a: RecommendationRow, b: RecommendationRow): number => (a.productId < b.productId ? -1 : 1);

/** The products that go best with a cart, at most 12 for each relation, best first. */
export const cartCandidates = (rows: readonly RecommendationRow[], lines: readonly CartLine[]): CartCandidates => {
  const inCart = new Set(lines.map(({ productId }) => productId));
  const ordered = [...rows].sort(byProduct);
  const found = relations.map((relation) => [relation, strongest(ordered, relation, inCart)] as const);
  return Object.fromEntries(found.filter(([, ids]) => ids.length > 0));
};
