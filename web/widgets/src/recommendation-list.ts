import type { recommendationListSchema } from '../../../contracts/api/recommendations.ts';

/** The answer of the recommendation endpoints, as the contract declares it. */
export type RecommendationList = (typeof recommendationListSchema)['_zod']['output'];
export type RecommendedItem = RecommendationList['items'][number];
