import { grownArray } from '#core/arrays/grown-array';
import { bestSlots } from '#core/ranking/best-slots';
import type { Candidate } from '#core/ranking/candidate';
import type { ReasonFacts } from '#core/recommend/reason';
import type { RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import { type Relation, type ReminderKind, relations } from '#core/recommend/relation';

/** Where each relation stands in `origins`. */
const originOf = Object.fromEntries(relations.map((relation, at) => [relation, at])) as Record<Relation, number>;

/** Origins of points, in the order in which they are added up. */
const origins = [...relations, 'reminder'] as const;
const reminderOrigin = relations.length;
const width = origins.length;

/** Points of a pair that nobody has met tell the reason only where nothing is known of the two themselves. */
const borrowedTelling = 0.1;

/** One list of a row that gives points to its candidates. */
export interface PointsList {
  readonly row: RecommendationRow;
  readonly relation: Relation;
  readonly candidates: readonly RowCandidate[];
  readonly fromContext: boolean;
}

/** Where points come from: a list of a row, or a reminder. */
type Teller = PointsList | { readonly relation: ReminderKind };

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

/** Candidates that there is room for at first. */
const firstRoom = 1024;

/** Numbers by candidate. Where there is one tally after the other they are kept: new ones for each cost time to free. */
export class TallyColumns {
  /** By candidate, then by `origins`. */
  points = new Float64Array(firstRoom * width);
  /** The most points at once; where they came from: a teller, and the place in its list. */
  best = new Float64Array(firstRoom);
  teller = new Int32Array(firstRoom);
  place = new Int32Array(firstRoom);
  score = new Float64Array(firstRoom);
  /** The part of the score that popularity adds. */
  lift = new Float64Array(firstRoom);

  /** Empties a candidate's numbers. */
  begin(slot: number): void {
    if (slot === this.best.length) this.#makeRoom();
    this.points.fill(0, slot * width, (slot + 1) * width);
    this.best[slot] = 0;
  }

  #makeRoom(): void {
    const length = 2 * this.best.length;
    this.points = grownArray(this.points, length * width);
    this.best = grownArray(this.best, length);
    this.teller = grownArray(this.teller, length);
    this.place = grownArray(this.place, length);
    this.score = grownArray(this.score, length);
    this.lift = grownArray(this.lift, length);
  }
}

/**
 * Adds up points by candidate and origin: one look-up in a map for each, and no object at all until the best are known,
 * since what is made for thousands of candidates and thrown away again is what slows a request down at times.
 */
export class CandidateTally {
  readonly #slots = new Map<string, number>();
  readonly #tellers: Teller[] = [];
  readonly #columns: TallyColumns;

  /** @param columns of this tally alone until its candidates are made */
  constructor(columns: TallyColumns) {
    this.#columns = columns;
  }

  /** @param pointsOf a candidate's points; it gets none unless they are above 0 */
  addList(list: PointsList, pointsOf: (candidate: RowCandidate) => number): void {
    const { relation, candidates } = list;
    const teller = this.#tellers.push(list) - 1;
    const origin = originOf[relation];
    for (let place = 0; place < candidates.length; place += 1) {
      const candidate = candidates[place]!;
      const points = pointsOf(candidate);
      if (!(points > 0)) continue;
      const isBorrowed = candidate.pairCount === 0 && relation !== 'similar';
      const slot = this.#slotOf(candidate.productId);
      this.#columns.points[slot * width + origin]! += points;
      this.#tell(slot, isBorrowed ? points * borrowedTelling : points, teller, place);
    }
  }

  remind(productId: string, kind: ReminderKind, points: number): void {
    if (!(points > 0)) return;
    const slot = this.#slotOf(productId);
    this.#columns.points[slot * width + reminderOrigin]! += points;
    this.#tell(slot, points, this.#tellers.push({ relation: kind }) - 1, 0);
  }

  /** Best first, at most `most`. */
  candidates(popularity: PopularityLift, factsOf: FactsOf, most: number): Candidate[] {
    const ids = [...this.#slots.keys()];
    const { score, lift } = this.#columns;
    for (let slot = 0; slot < ids.length; slot += 1) {
      const related = this.#sumOf(slot);
      lift[slot] = related * popularity.weight * (popularity.scores.get(ids[slot]!) ?? 0);
      score[slot] = related + lift[slot]!;
    }
    return bestSlots(ids, score, most).map((slot) => {
      const { relation, facts } = this.#told(slot, factsOf);
      const rung = relation === 'similar' ? 'content' : 'model';
      const breakdown = this.#breakdownOf(slot, lift[slot]!);
      return { productId: ids[slot]!, score: score[slot]!, breakdown, relation, rung, facts };
    });
  }

  #slotOf(productId: string): number {
    const known = this.#slots.get(productId);
    if (known !== undefined) return known;
    const fresh = this.#slots.size;
    this.#columns.begin(fresh);
    this.#slots.set(productId, fresh);
    return fresh;
  }

  #tell(slot: number, points: number, teller: number, place: number): void {
    const { best } = this.#columns;
    if (points <= best[slot]!) return;
    best[slot] = points;
    this.#columns.teller[slot] = teller;
    this.#columns.place[slot] = place;
  }

  /** In the order of `origins`, so that equal points give equal sums. */
  #sumOf(slot: number): number {
    const { points } = this.#columns;
    let sum = 0;
    for (let at = slot * width; at < (slot + 1) * width; at += 1) sum += points[at]!;
    return sum;
  }

  #breakdownOf(slot: number, lift: number): Candidate['breakdown'] {
    const breakdown: Partial<Record<(typeof origins)[number] | 'popularity', number>> = {};
    for (let origin = 0; origin < width; origin += 1) {
      const points = this.#columns.points[slot * width + origin]!;
      if (points !== 0) breakdown[origins[origin]!] = points;
    }
    if (lift > 0) breakdown.popularity = lift;
    return breakdown;
  }

  #told(slot: number, factsOf: FactsOf): Pick<Candidate, 'relation' | 'facts'> {
    const teller = this.#tellers[this.#columns.teller[slot]!]!;
    const { relation } = teller;
    if (!('row' in teller)) return { relation, facts: { code: relation, count: 0, total: 0 } };
    const candidate = teller.candidates[this.#columns.place[slot]!]!;
    return { relation, facts: factsOf(teller.row, teller.relation, candidate, teller.fromContext) };
  }
}
