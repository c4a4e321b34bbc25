import type * as z from 'zod';
import type { recommendationConfigSchema } from '#contracts/api/recommendation-config';
import type { Versioned } from '#core/companies/company-settings';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import { reply } from '#lambdas/shared/reply';

type ConfigBody = z.input<typeof recommendationConfigSchema>;

export const configReply = ({ value, version, updatedAt, updatedBy }: Versioned<RecommendationConfig>) =>
  reply({ config: value as ConfigBody, version, updatedAt, updatedBy }, { version });
