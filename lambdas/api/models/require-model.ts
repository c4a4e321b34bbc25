import type { Model } from '#core/models/model';
import type { ModelStore } from '#core/ports/model-store';
import { problem } from '#lambdas/shared/problem';

/** The model of a version; answers 404 when the company has none of that name. */
export const requireModel = async (
  models: Pick<ModelStore, 'get'>,
  companyId: string,
  modelVersion: string,
): Promise<Model> =>
  (await models.get(companyId, modelVersion)) ?? problem('not_found', `There is no model ${modelVersion}`);
