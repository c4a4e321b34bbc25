import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { repeatRowIds } from '#core/ranking/repeat-purchase';
import { rankRecommendations } from '#core/recommend/recommend';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import type { Task } from './options.ts';
import type { PackModel } from './pack-model.ts';
import { packCurrency, type Question } from './read-pack.ts';

/** Rows of a session's newest steps that take part. */
const mostSessionRows = 20;

const rowsOf = ({ rows }: PackModel, productIds: readonly string[]): RecommendationRow[] =>
  productIds.flatMap((id) => rows.get(id) ?? []);

/** The part of a request that the kind of question decides. */
const askedFor = (
  model: PackModel,
  task: Task,
  { ctx, baskets }: Question,
): Pick<RecommendationRequest, 'placement'> & Partial<RecommendationRequest> => {
  const newestFirst = [...ctx].reverse();
  if (task === 'itempage' || task === 'fbt') {
    const [shown = ''] = newestFirst;
    return { placement: 'hybrid', source: model.cards.get(shown), row: model.rows.get(shown) };
  }
  if (task === 'basket') {
    return { placement: 'you-might-like', contextRows: rowsOf(model, newestFirst), inCart: newestFirst };
  }
  if (task === 'nextbasket') {
    const pastBaskets = [...baskets].reverse();
    return { placement: 'you-might-like', contextRows: rowsOf(model, repeatRowIds(pastBaskets)), pastBaskets };
  }
  const contextRows = rowsOf(model, newestFirst.slice(0, mostSessionRows));
  return { placement: 'you-might-like', contextRows, sessionProductIds: newestFirst, withReminders: true };
};

/** The list for one question, made by the code that answers the API's requests. */
export const answer = (model: PackModel, task: Task, question: Question, k: number): string[] => {
  const ranked = rankRecommendations({
    popularity: model.popularity,
    cards: model.cards,
    config: defaultRecommendationConfig,
    flags: defaultFeatureFlags,
    currency: packCurrency,
    limit: k,
    exclude: [],
    inCart: [],
    now: '1970-01-01T00:00:00Z',
    ...askedFor(model, task, question),
  });
  return ranked.items.map(({ productId }) => productId);
};
