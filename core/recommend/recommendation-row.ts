import { type Relation, relations } from '#core/recommend/relation';

/** One recommended product of a row. */
export interface RowCandidate {
  readonly productId: string;
  /** 0 … 1 with 3 decimals; the best of each relation has 1. */
  readonly score: number;
  /** Baskets, customers or sessions that hold both products; 0 for `similar`, and where only a third product links them. */
  readonly pairCount: number;
  /** True when fewer than 5 distinct people stand behind `pairCount`: no reason may quote it. */
  readonly fewPeople?: true;
  /** Baskets that hold this product, with `pairCount` baskets that hold both; where the pair may be quoted. */
  readonly baskets?: number;
  /** Sessions in which it was the next product looked at; only where at least 5 people stand behind them. */
  readonly nextCount?: number;
  /** A sentence that a language model wrote about the pair. */
  readonly reasonText?: string;
}

/** What completes a cart that holds the source product. Unlike the relations, the lists of different rows compare. */
export interface CartList {
  /** Best score of this list as a share of the best in the store, 0 … 1 with 4 decimals. */
  readonly strength: number;
  /** Best first; `pairCount` counts baskets. */
  readonly candidates: readonly RowCandidate[];
}

/** Everything precomputed for one source product: one table item. */
export interface RecommendationRow {
  readonly productId: string;
  readonly modelVersion: string;
  /** Groups of each kind that hold the source product. */
  readonly support: {
    readonly baskets: number;
    readonly customers: number;
    readonly sessions: number;
    /** All baskets of the store; absent in rows of older models. */
    readonly allBaskets?: number;
  };
  /** Candidates per relation, best first. */
  readonly relations: Partial<Readonly<Record<Relation, readonly RowCandidate[]>>>;
  /** Absent where nothing was learned, and in rows of older models. */
  readonly cart?: CartList;
  /** Products that shoppers choose the source against: never offered beside it as a bundle. Absent: none known. */
  readonly substitutes?: readonly string[];
}

const formatVersion = 1;

/**
 * The stored shape: `i` is the id table; a relation is a flat list of (index in `i`, score in thousandths, count); `c` is
 * the cart's list in the same form after its strength in ten-thousandths; `u` are the indices of the substitutes.
 * `b` and `x` are flat lists of (index, count): baskets of what is bought together, sessions in which it is viewed next.
 */
interface EncodedRow {
  readonly v: number;
  readonly m: string;
  readonly s: readonly number[];
  readonly i: readonly string[];
  readonly r: Readonly<Record<string, readonly number[]>>;
  readonly c?: readonly number[];
  readonly u?: readonly number[];
  readonly b?: readonly number[];
  readonly x?: readonly number[];
  readonly t?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** UTF-8 size of a text in bytes. */
export const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;

/** A negative count marks `fewPeople`, which costs one byte instead of a field. */
const encodeCount = ({ pairCount, fewPeople }: RowCandidate): number => (fewPeople ? -pairCount : pairCount);

/** Counts of the candidates that are in the id table, where any are known. */
const encodeCounts = (
  { relations: lists }: RecommendationRow,
  indexOf: ReadonlyMap<string, number>,
): Pick<EncodedRow, 'b' | 'x'> => {
  const pairs = (list: readonly RowCandidate[] = [], name: 'baskets' | 'nextCount'): number[] =>
    list.flatMap(({ productId, [name]: count }) => {
      const index = indexOf.get(productId);
      return index === undefined || count === undefined ? [] : [index, count];
    });
  const b = pairs(lists['bought-together'], 'baskets');
  const x = pairs(lists['also-viewed'], 'nextCount');
  return { ...(b.length > 0 && { b }), ...(x.length > 0 && { x }) };
};

const encodeWithCap = (row: RecommendationRow, longestList: number): string => {
  const indexOf = new Map<string, number>();
  const r: Record<string, number[]> = {};
  const t: Record<string, Record<string, string>> = {};
  const tripleOf = (candidate: RowCandidate): [number, number, number] => {
    const index = indexOf.get(candidate.productId) ?? indexOf.size;
    indexOf.set(candidate.productId, index);
    return [index, Math.round(candidate.score * 1000), encodeCount(candidate)];
  };
  for (const relation of relations) {
    const kept = row.relations[relation]?.slice(0, longestList);
    if (!kept) continue;
    r[relation] = kept.flatMap((candidate) => {
      const triple = tripleOf(candidate);
      if (candidate.reasonText !== undefined) {
        t[relation] ??= {};
        t[relation][triple[0]] = candidate.reasonText;
      }
      return triple;
    });
  }
  const { baskets, customers, sessions, allBaskets } = row.support;
  const s = [baskets, customers, sessions, ...(allBaskets === undefined ? [] : [allBaskets])];
  const inCart = row.cart?.candidates.slice(0, longestList).flatMap(tripleOf);
  const c = row.cart && inCart && [Math.round(row.cart.strength * 10_000), ...inCart];
  // A substitute that is not in any list needs no mark.
  const u = row.substitutes?.flatMap((id) => indexOf.get(id) ?? []) ?? [];
  const { b, x } = encodeCounts(row, indexOf);
  const marked = { ...(c && { c }), ...(u.length > 0 && { u }), ...(b && { b }), ...(x && { x }) };
  const encoded: EncodedRow = { v: formatVersion, m: row.modelVersion, s, i: [...indexOf.keys()], r, ...marked };
  return JSON.stringify(Object.keys(t).length > 0 ? { ...encoded, t } : encoded);
};

/**
 * Packs a row into compact JSON of at most `maxBytes` UTF-8 bytes. When it does not fit, the longest lists lose their
 * weakest candidates first. Scores are rounded to thousandths.
 * @throws RangeError when not even a row without candidates fits.
 */
export const encodeRow = (row: RecommendationRow, maxBytes = 3800): string => {
  const lengths = relations.map((relation) => row.relations[relation]?.length ?? 0);
  let tooLong = Math.max(0, row.cart?.candidates.length ?? 0, ...lengths) + 1;
  let fits = -1;
  let best = '';
  for (let cap = tooLong - 1; fits + 1 < tooLong; cap = Math.floor((fits + tooLong) / 2)) {
    const text = encodeWithCap(row, cap);
    if (utf8Bytes(text) <= maxBytes) {
      fits = cap;
      best = text;
    } else tooLong = cap;
  }
  if (fits < 0) throw new RangeError(`The row of product ${row.productId} does not fit into ${maxBytes} bytes`);
  return best;
};

const damaged = (productId: string, part: string): Error =>
  new Error(`The recommendation row of product ${productId} is damaged: ${part}`);

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((entry) => Number.isInteger(entry));

const parseEncoded = (text: string, productId: string): EncodedRow => {
  let parsed: Partial<EncodedRow> | null;
  try {
    parsed = JSON.parse(text) as Partial<EncodedRow> | null;
  } catch {
    throw damaged(productId, 'it is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null) throw damaged(productId, 'it is not an object');
  if (parsed.v !== formatVersion) {
    throw new Error(
      `The recommendation row of product ${productId} has format version ${JSON.stringify(parsed.v)}, not ${formatVersion}`,
    );
  }
  if (typeof parsed.m !== 'string') throw damaged(productId, 'm (model version) is not a text');
  if (!isNumbers(parsed.s) || parsed.s.length < 3 || parsed.s.length > 4) {
    throw damaged(productId, 's (support) is not three or four integers');
  }
  if (!Array.isArray(parsed.i)) throw damaged(productId, 'i (ids) is not a list');
  if (typeof parsed.r !== 'object' || parsed.r === null) throw damaged(productId, 'r (relations) is not an object');
  return parsed as EncodedRow;
};

const decodeTriples = (
  encoded: EncodedRow,
  part: string,
  flat: unknown,
  texts: Readonly<Record<string, string>> | undefined,
  productId: string,
): RowCandidate[] => {
  if (!isNumbers(flat) || flat.length % 3 !== 0) throw damaged(productId, `${part} is not a list of triples`);
  return Array.from({ length: flat.length / 3 }, (_, entry): RowCandidate => {
    const [index, score, count] = flat.slice(entry * 3, entry * 3 + 3) as [number, number, number];
    const id = encoded.i[index];
    if (typeof id !== 'string') throw damaged(productId, `${part} points at id ${index} of ${encoded.i.length}`);
    const reasonText = texts?.[index];
    return {
      productId: id,
      score: score / 1000,
      pairCount: Math.abs(count),
      ...(count < 0 && { fewPeople: true }),
      ...(reasonText !== undefined && { reasonText }),
    };
  });
};

const decodePairs = (
  { i }: EncodedRow,
  part: string,
  flat: readonly number[] | undefined,
  productId: string,
): ReadonlyMap<string, number> => {
  if (flat === undefined) return new Map();
  if (!isNumbers(flat) || flat.length % 2 !== 0) throw damaged(productId, `${part} is not a list of pairs`);
  return new Map(Array.from({ length: flat.length / 2 }, (_, pair) => [i[flat[pair * 2]!]!, flat[pair * 2 + 1]!]));
};

const withCount = (
  candidates: readonly RowCandidate[],
  name: 'baskets' | 'nextCount',
  counts: ReadonlyMap<string, number>,
): readonly RowCandidate[] =>
  counts.size === 0
    ? candidates
    : candidates.map((candidate) => {
        const count = counts.get(candidate.productId) ?? 0;
        return count > 0 ? { ...candidate, [name]: count } : candidate;
      });

const decodeCart = (encoded: EncodedRow, productId: string): CartList => {
  const { c } = encoded;
  if (!isNumbers(c) || c.length === 0) throw damaged(productId, 'c (cart) does not begin with a strength');
  return { strength: c[0]! / 10_000, candidates: decodeTriples(encoded, 'c', c.slice(1), undefined, productId) };
};

const decodeSubstitutes = ({ u, i }: EncodedRow, productId: string): string[] => {
  if (!isNumbers(u) || u.some((index) => typeof i[index] !== 'string')) {
    throw damaged(productId, 'u (substitutes) is not a list of ids');
  }
  return u.map((index) => i[index]!);
};

/**
 * Reads what `encodeRow` wrote.
 * @throws Error naming the format version or the part that is wrong.
 */
export const decodeRow = (text: string, productId: string): RecommendationRow => {
  const encoded = parseEncoded(text, productId);
  const decoded: Partial<Record<Relation, readonly RowCandidate[]>> = {};
  for (const relation of relations) {
    const flat = encoded.r[relation];
    if (flat === undefined) continue;
    decoded[relation] = decodeTriples(encoded, `r.${relation}`, flat, encoded.t?.[relation], productId);
  }
  const together = decoded['bought-together'];
  if (together)
    decoded['bought-together'] = withCount(
      together,
      'baskets',
      decodePairs(encoded, 'b (baskets)', encoded.b, productId),
    );
  const viewed = decoded['also-viewed'];
  if (viewed)
    decoded['also-viewed'] = withCount(
      viewed,
      'nextCount',
      decodePairs(encoded, 'x (next counts)', encoded.x, productId),
    );
  const [baskets, customers, sessions, allBaskets] = encoded.s as [number, number, number, number?];
  const support = { baskets, customers, sessions, ...(allBaskets !== undefined && { allBaskets }) };
  return {
    productId,
    modelVersion: encoded.m,
    support,
    relations: decoded,
    ...(encoded.c !== undefined && { cart: decodeCart(encoded, productId) }),
    ...(encoded.u !== undefined && { substitutes: decodeSubstitutes(encoded, productId) }),
  };
};
