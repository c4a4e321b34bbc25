/**
 * What a shopper may want next, from the visit (products seen and in the cart) and the purchases before.
 *
 *   the visit's rows, together 1 · reminders of what was seen · purchases, scaled to `habitShare`
 *
 * The page's product is the newest of the visit, as it is in the questions that the constants were chosen on. Of a shopper
 * of whom nothing is known there is only the page: then its content answers, what is alike.
 *
 * A habit is a product that is in two or more of the last orders: then what was bought is suggested again, the most
 * regular product weighing about as much as the best match of the product just seen. Without a habit, owning something
 * is a reason against it: only the rows of the last purchases take part, and what was bought ranks lower.
 * O(candidates log candidates).
 */
import { type BlendPart, blend, contextParts, type Reminder, remindersOf } from '#core/ranking/blend';
import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { popularityScores } from '#core/ranking/fallback';
import { mostCandidates } from '#core/ranking/most-candidates';
import { boughtBefore, repeatParts } from '#core/ranking/repeat-purchase';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow } from '#core/recommend/recommendation-row';

type PersonalRequest = Omit<RecommendationRequest, 'cards'>;

/** What the most regular purchase weighs where the visit's rows weigh 1 together. */
const habitShare = 0.2;

/** A product that the shopper knows already is a weaker suggestion than a new one. */
const knownFactor = 0.3;

const knownLast = (candidates: Candidate[], known: ReadonlySet<string>): Candidate[] => {
  if (known.size === 0) return candidates;
  const weighed = candidates.map((candidate) => {
    if (!known.has(candidate.productId)) return candidate;
    const breakdown = Object.fromEntries(
      Object.entries(candidate.breakdown).map(([part, points]) => [part, points * knownFactor]),
    );
    return { ...candidate, score: candidate.score * knownFactor, breakdown };
  });
  return weighed.sort(compareCandidates);
};

interface Visit {
  readonly rows: readonly RecommendationRow[];
  readonly bought: readonly RecommendationRow[];
}

/** A row may count for both. Where no purchases are given, every row is one of the visit. */
const splitRows = ({ contextRows = [], sessionProductIds = [], inCart, pastBaskets = [] }: PersonalRequest): Visit => {
  const visited = new Set([...sessionProductIds, ...inCart]);
  const bought = new Set(pastBaskets.flat());
  return {
    rows: contextRows.filter(({ productId }) => visited.has(productId) || !bought.has(productId)),
    bought: contextRows.filter(({ productId }) => bought.has(productId)),
  };
};

/** What the page's own row led to is told by its own evidence, not by what the shopper did. */
const visitParts = ({ row, inCart, config }: PersonalRequest, rows: readonly RecommendationRow[]): BlendPart[] => {
  const isAlone = row !== undefined && rows.length === 0;
  if (isAlone) return [{ row, weights: { similar: 1 }, isContext: false, sharpness: 1 }];
  return contextParts(rows, inCart, config.weights, 1).map((part) =>
    part.row.productId === row?.productId ? { ...part, isContext: false } : part,
  );
};

/** Two purchases within the last 20 baskets weigh more than 1 together, a single one never does. */
const hasHabit = (reminders: readonly Reminder[]): boolean => reminders.some(({ weight }) => weight > 1);

interface Purchases {
  readonly parts: readonly BlendPart[];
  readonly remindOf: readonly Reminder[];
  /** Bought once, and nothing says that it is bought again. */
  readonly owned: readonly string[];
}

const scaledPart = (part: BlendPart, scale: number): BlendPart => ({
  ...part,
  weights: Object.fromEntries(Object.entries(part.weights).map(([relation, weight]) => [relation, weight * scale])),
});

const purchasesOf = (request: PersonalRequest, rows: readonly RecommendationRow[]): Purchases => {
  const { pastBaskets = [], config } = request;
  const reminders = boughtBefore(pastBaskets);
  if (reminders.length === 0) return { parts: [], remindOf: [], owned: [] };
  const scale = habitShare / Math.max(...reminders.map(({ weight }) => weight));
  const parts = repeatParts(rows, pastBaskets, config.weights).map((part) => scaledPart(part, scale));
  if (!hasHabit(reminders)) return { parts, remindOf: [], owned: reminders.map(({ productId }) => productId) };
  return { parts, remindOf: reminders.map((one) => ({ ...one, weight: one.weight * scale })), owned: [] };
};

/** The candidates of a personal list, best first. */
export const personalTier = (request: PersonalRequest): Candidate[] => {
  const { config, popularity, sessionProductIds = [] } = request;
  const { rows, bought } = splitRows(request);
  const visit = visitParts(request, rows);
  const purchases = purchasesOf(request, bought);
  const seen = request.withReminders ? remindersOf(sessionProductIds, visit, config.weights) : [];
  const candidates = blend(
    [...visit, ...purchases.parts],
    popularityScores(popularity),
    config.weights.popularity,
    [...seen, ...purchases.remindOf],
    mostCandidates(request),
  );
  const known = request.withReminders ? [] : [...rows.map(({ productId }) => productId), ...sessionProductIds];
  return knownLast(candidates, new Set([...known, ...purchases.owned]));
};
