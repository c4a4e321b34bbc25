import { previewRecommendations, recommendationConfigSchema } from '#contracts/api/recommendation-config';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import {
  type PreviewDependencies,
  previewList,
  runtimeDependencies,
} from '#lambdas/api/recommendation-config/preview-list';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { fieldErrors } from '#lambdas/shared/parse-request';
import { problem } from '#lambdas/shared/problem';

const parseDraft = (json: string | undefined): RecommendationConfig | undefined => {
  if (json === undefined) return undefined;
  const parsed = recommendationConfigSchema.safeParse(readJson(json));
  if (parsed.success) return parsed.data;
  const errors = fieldErrors('/query/config', parsed.error);
  return problem('validation_failed', `${errors[0]?.pointer}: ${errors[0]?.message}`, errors);
};

const readJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return problem('validation_failed', 'The draft configuration is not valid JSON', [
      { pointer: '/query/config', code: 'malformed_json', message: 'is not valid JSON' },
    ]);
  }
};

export const makeHandler = (deps: PreviewDependencies) =>
  httpEndpoint(previewRecommendations, deps, async ({ params, query, company, now }) => {
    const { limit, currency, config } = query;
    return previewList(deps, company, { ...params, limit, currency, draft: parseDraft(config), now });
  });

export const handler = makeHandler(runtimeDependencies());
