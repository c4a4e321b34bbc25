import { isServable, type Model, type ModelStatus } from '#core/models/model';
import type { ModelStore } from '#core/ports/model-store';
import { VersionConflictError } from '#core/ports/store-errors';
import { requireModel } from '#lambdas/api/models/require-model';
import { problem } from '#lambdas/shared/problem';

/**
 * Moves the pointer to a version that may go live from one of these statuses; again changes nothing.
 * Readers keep the pointer for at most 60 seconds. Answers 404 or 409.
 */
export const putLive = async (
  models: ModelStore,
  target: { readonly companyId: string; readonly modelVersion: string; readonly now: string },
  from: readonly ModelStatus[],
): Promise<Model> => {
  const { companyId, modelVersion, now } = target;
  const model = await requireModel(models, companyId, modelVersion);
  const live = await models.live(companyId);
  if (live?.modelVersion === modelVersion) return model;
  if (model.rowsRemovedAt !== null) return problem('conflict', `The rows of model ${modelVersion} were removed`);
  if (!isServable(model) || !from.includes(model.status)) {
    return problem('conflict', `Model ${modelVersion} is ${model.status} and cannot go live this way`);
  }
  try {
    await models.publish(companyId, modelVersion, { expectedVersion: live?.version ?? 0, now });
  } catch (error) {
    if (error instanceof VersionConflictError) return problem('conflict', 'Another model went live at the same moment');
    throw error;
  }
  return requireModel(models, companyId, modelVersion);
};
