import { type Candidate, compareCandidates } from '#core/ranking/candidate';
import { sourceIdOf } from '#core/ranking/card-budget';
import { popularityScores } from '#core/ranking/fallback';
import { correctBlend, type ListKind } from '#core/ranking/learned/learned-blend';
import type { SignalRow, SignalSource } from '#core/ranking/learned/signals';
import { repeatPurchase } from '#core/ranking/repeat-purchase';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';

type TierRequest = Omit<RecommendationRequest, 'cards'>;

/**
 * What a request asks from. `undefined`: it is none of the questions that weights are learned for, and the blend alone
 * answers.
 */
export const listKindOf = (request: TierRequest): ListKind | undefined => {
  const { placement, row, inCart, withReminders, sessionProductIds = [], pastBaskets = [] } = request;
  if (placement === 'hybrid') return row ? 'page' : undefined;
  if (placement !== 'you-might-like') return undefined;
  if (inCart.length > 0) return 'cart';
  if (sessionProductIds.length > 0) return withReminders ? 'session' : undefined;
  return pastBaskets.length > 0 && sourceIdOf(request) === undefined ? 'next-purchase' : undefined;
};

const stepsBack = (productId: string, pastBaskets: readonly (readonly string[])[]): number =>
  Math.max(
    0,
    pastBaskets.findIndex((basket) => basket.includes(productId)),
  );

const signalRows = (request: TierRequest, kind: ListKind): SignalRow[] => {
  const { row, contextRows = [], inCart, pastBaskets = [] } = request;
  if (kind === 'page') return row ? [{ row, steep: 1, flat: 1 }] : [];
  if (kind === 'next-purchase') {
    return contextRows.map((one) => {
      const back = stepsBack(one.productId, pastBaskets);
      return { row: one, steep: Math.exp(-back), flat: repeatPurchase.rowDecay ** back };
    });
  }
  const cart = new Set(inCart);
  const visited = new Set([...inCart, ...(request.sessionProductIds ?? [])]);
  return contextRows
    .filter(({ productId }) => visited.has(productId))
    .map((one, index) => {
      return { row: one, steep: Math.exp(-index), flat: cart.has(one.productId) ? 1 : 1 / (1 + index) };
    });
};

/** What the candidates of a request are judged by. */
export const signalSource = (request: TierRequest, kind: ListKind): SignalSource => ({
  rows: signalRows(request, kind),
  popularity: popularityScores(request.popularity),
  seenIds: kind === 'session' ? (request.sessionProductIds ?? []) : [],
  pastBaskets: kind === 'next-purchase' ? (request.pastBaskets ?? []) : [],
});

/** The blend's candidates as the store's own weights order them; unchanged where it has none. */
export const applyLearnedBlend = (request: TierRequest, candidates: Candidate[]): Candidate[] => {
  const kind = listKindOf(request);
  const weights = kind && request.learned?.[kind];
  if (!weights) return candidates;
  // What is in the cart would set the measure for all others, and a filter takes it out anyway.
  const inCart = new Set(request.inCart);
  const open = candidates.filter(({ productId }) => !inCart.has(productId));
  const closed = candidates.filter(({ productId }) => inCart.has(productId));
  return correctBlend(open, weights, signalSource(request, kind)).concat(closed).sort(compareCandidates);
};
