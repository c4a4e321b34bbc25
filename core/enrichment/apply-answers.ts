import { type ExplainedRelation, explainedPerRelation, type Pair } from '#core/enrichment/pair';
import type { PairAnswer } from '#core/enrichment/pair-answer';
import type { CartList, RecommendationRow, RowCandidate } from '#core/recommend/recommendation-row';
import { behaviouralRelations } from '#core/recommend/relation';

export interface AnsweredPair {
  readonly pair: Pair;
  readonly answer: PairAnswer;
}

export interface EnrichedRow {
  readonly row: RecommendationRow;
  readonly vetoed: number;
}

type Answers = ReadonlyMap<string, PairAnswer>;

/** A model that vetoes more than this share of a list is not believed: data stays stronger than taste. */
const mostVetoedShare = 0.5;

const enrichList = (candidates: readonly RowCandidate[], answers: Answers): [RowCandidate[], number] => {
  const vetoes = candidates.filter(({ productId }) => answers.get(productId)?.verdict === 'veto').length;
  const shown = Math.min(candidates.length, explainedPerRelation);
  const believed = vetoes <= shown * mostVetoedShare;
  const kept = candidates.flatMap((candidate): RowCandidate[] => {
    const answer = answers.get(candidate.productId);
    if (answer?.verdict === 'veto') return believed ? [] : [candidate];
    return [answer ? { ...candidate, reasonText: answer.reason } : candidate];
  });
  return [kept, believed ? vetoes : 0];
};

/** A cart's list never shows what a veto took out of `bought-together`. */
const withoutVetoed = (cart: CartList, before: RecommendationRow, after: RecommendationRow['relations']): CartList => {
  const kept = new Set(after['bought-together']?.map(({ productId }) => productId));
  const vetoed = new Set(
    before.relations['bought-together']?.map(({ productId }) => productId).filter((id) => !kept.has(id)),
  );
  return { ...cart, candidates: cart.candidates.filter(({ productId }) => !vetoed.has(productId)) };
};

/** A row with sentences instead of plain reasons where there are some, and without the vetoed pairs. */
export const applyAnswers = (row: RecommendationRow, answered: readonly AnsweredPair[]): EnrichedRow => {
  const relations: Partial<Record<string, readonly RowCandidate[]>> = { ...row.relations };
  let vetoed = 0;
  const answersOf = (relation: ExplainedRelation): Answers =>
    new Map(
      answered
        .filter(({ pair }) => pair.relation === relation)
        .map(({ pair, answer }) => [pair.candidateProductId, answer]),
    );
  for (const relation of behaviouralRelations) {
    const candidates = row.relations[relation];
    if (!candidates) continue;
    const [kept, count] = enrichList(candidates, answersOf(relation));
    vetoed += count;
    if (kept.length > 0) relations[relation] = kept;
    else delete relations[relation];
  }
  const enriched = { ...row, relations };
  return { row: row.cart ? { ...enriched, cart: withoutVetoed(row.cart, row, relations) } : enriched, vetoed };
};
