import { previewDraft } from '#contracts/api/recommendation-config';
import {
  type PreviewDependencies,
  previewList,
  runtimeDependencies,
} from '#lambdas/api/recommendation-config/preview-list';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: PreviewDependencies) =>
  httpEndpoint(previewDraft, deps, async ({ params, body, company, now }) => {
    const { config, ...options } = body;
    return previewList(deps, company, { ...params, ...options, draft: config, now });
  });

export const handler = makeHandler(runtimeDependencies());
