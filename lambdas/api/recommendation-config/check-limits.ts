import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import { problem } from '#lambdas/shared/problem';

/** What the contract's fields cannot say one by one. @throws ProblemError 400 naming the field. */
export const checkLimits = ({ defaultLimit, maxLimit }: RecommendationConfig): void => {
  if (defaultLimit <= maxLimit) return;
  problem('validation_failed', `/body/defaultLimit: ${defaultLimit} is more than maxLimit ${maxLimit}`, [
    { pointer: '/body/defaultLimit', code: 'too_big', message: `is at most maxLimit, ${maxLimit}` },
  ]);
};
