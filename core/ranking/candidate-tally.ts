import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import type { ReasonFacts } from '#core/recommend/reason';
import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import { type ItemRelation, type Relation, type ReminderKind, relations } from '#core/recommend/relation';

/** Where each relation stands in `origins`. */
const originOf = Object.fromEntries(relations.map((relation, at) => [relation, at])) as Record<Relation, number>;

/** Origins of points, in the order in which they are added up. */
const origins = [...relations, 'reminder'] as const;
const reminderOrigin = relations.length;

/** Points of a pair that nobody has met tell the reason only where nothing is known of the two themselves. */
const borrowedTelling = 0.1;

/** What one candidate has gathered; the same fields in the same order for all, so that engines keep it small. */
interface Gathered {
  readonly productId: string;
  /** By `origins`. */
  readonly points: number[];
  best: number;
  relation: ItemRelation;
  /** Where the most points at once came from; absent for a reminder. */
  row: RecommendationRow | undefined;
  candidate: RowCandidate | undefined;
  fromContext: boolean;
}

/** Tells why a candidate of a row is shown. */
export type FactsOf = (
  row: RecommendationRow,
  relation: Relation,
  candidate: RowCandidate,
  fromContext: boolean,
) => ReasonFacts;

/** How far popularity lifts what was gathered. */
export interface PopularityLift {
  /** Score 0 … 1 per popular product. */
  readonly scores: ReadonlyMap<string, number>;
  readonly weight: number;
}

/** Adds up points by candidate and origin: one look-up in a map for each, and no object beside one per candidate. */
export class CandidateTally {
  readonly #gathered = new Map<string, Gathered>();

  /** @param points nothing happens unless they are above 0 */
  add(row: RecommendationRow, relation: Relation, candidate: RowCandidate, points: number, fromContext: boolean): void {
    if (!(points > 0)) return;
    const known = this.#of(candidate.productId, relation);
    known.points[originOf[relation]]! += points;
    const told = candidate.pairCount === 0 && relation !== 'similar' ? points * borrowedTelling : points;
    if (told <= known.best) return;
    known.best = told;
    known.relation = relation;
    known.row = row;
    known.candidate = candidate;
    known.fromContext = fromContext;
  }

  remind(productId: string, kind: ReminderKind, points: number): void {
    if (!(points > 0)) return;
    const known = this.#of(productId, kind);
    known.points[reminderOrigin]! += points;
    if (points <= known.best) return;
    known.best = points;
    known.relation = kind;
    known.row = undefined;
    known.candidate = undefined;
  }

  /** Best first, at most `most`. */
  candidates({ scores, weight }: PopularityLift, factsOf: FactsOf, most: number): Candidate[] {
    const list: Scored[] = [];
    for (const gathered of this.#gathered.values()) {
      const { productId } = gathered;
      const related = sumOf(gathered.points);
      const lift = related * weight * (scores.get(productId) ?? 0);
      list.push({ productId, score: related + lift, lift, gathered });
    }
    return list
      .sort(compareCandidates)
      .slice(0, most)
      .map((scored) => toCandidate(scored, factsOf));
  }

  #of(productId: string, relation: ItemRelation): Gathered {
    const known = this.#gathered.get(productId);
    if (known) return known;
    const fresh: Gathered = {
      productId,
      points: [0, 0, 0, 0, 0],
      best: 0,
      relation,
      row: undefined,
      candidate: undefined,
      fromContext: false,
    };
    this.#gathered.set(productId, fresh);
    return fresh;
  }
}

const factsOfGathered = ({ relation, row, candidate, fromContext }: Gathered, factsOf: FactsOf): ReasonFacts =>
  row && candidate
    ? factsOf(row, relation as Relation, candidate, fromContext)
    : { code: relation as ReminderKind, count: 0, total: 0 };

interface Scored {
  readonly productId: string;
  readonly score: number;
  /** The part of the score that popularity adds. */
  readonly lift: number;
  readonly gathered: Gathered;
}

/** In the order of `origins`, so that equal points give equal sums. */
const sumOf = (points: readonly number[]): number => {
  let sum = 0;
  for (let origin = 0; origin < origins.length; origin += 1) sum += points[origin]!;
  return sum;
};

const toCandidate = ({ productId, score, lift, gathered }: Scored, factsOf: FactsOf): Candidate => {
  const { points, relation } = gathered;
  const breakdown: Partial<Record<(typeof origins)[number] | 'popularity', number>> = {};
  for (let origin = 0; origin < origins.length; origin += 1) {
    if (points[origin] !== 0) breakdown[origins[origin]!] = points[origin]!;
  }
  if (lift > 0) breakdown.popularity = lift;
  const rung = relation === 'similar' ? 'content' : 'model';
  return { productId, score, breakdown, relation, rung, facts: factsOfGathered(gathered, factsOf) };
};
