import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';

/** Places of each list of a row that count: as many as pages show. */
const placesThatCount = 12;

/** The smaller id first: a pair has no direction. */
const pairKey = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

/**
 * What the lists of a model hold: in how many rows each product stands, and which of some pairs meet in one. Rows come one
 * by one, so that none has to stay in memory. O(candidates).
 */
export class ListedProducts {
  readonly #wanted: Set<string>;
  readonly #met = new Set<string>();
  readonly #rowsWith = new Map<string, number>();
  #rows = 0;
  #thinRows = 0;

  /** @param pairs the ones to look out for. */
  constructor(pairs: Iterable<readonly [string, string]> = []) {
    this.#wanted = new Set(Array.from(pairs, ([a, b]) => pairKey(a, b)));
  }

  addRow({ productId, relations, cart }: RecommendationRow): void {
    const behind = [relations['bought-together'], relations['also-bought'], relations['also-viewed'], cart?.candidates];
    const learned = this.#idsOf(behind);
    const listed = new Set([...learned, ...this.#idsOf([relations.similar])]);
    this.#rows += 1;
    if (learned.size === 0) this.#thinRows += 1;
    for (const candidate of listed) {
      this.#rowsWith.set(candidate, (this.#rowsWith.get(candidate) ?? 0) + 1);
      const key = pairKey(productId, candidate);
      if (this.#wanted.has(key)) this.#met.add(key);
    }
  }

  /** Products with a row. */
  get rows(): number {
    return this.#rows;
  }

  /** Rows that hold nothing that shoppers taught, only what is alike. */
  get thinRows(): number {
    return this.#thinRows;
  }

  /** Other products whose lists hold this one. */
  rowsWith(productId: string): number {
    return this.#rowsWith.get(productId) ?? 0;
  }

  /** Whether either stands in a list of the other; false for pairs that were not to be looked out for. */
  holdsPair(a: string, b: string): boolean {
    return this.#met.has(pairKey(a, b));
  }

  #idsOf(lists: readonly (readonly RowCandidate[] | undefined)[]): Set<string> {
    return new Set(lists.flatMap((list = []) => list.slice(0, placesThatCount).map(({ productId }) => productId)));
  }
}
