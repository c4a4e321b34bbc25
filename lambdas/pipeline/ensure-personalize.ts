import { stepInputs } from '#contracts/pipeline/run';
import { PersonalizeFailedError } from '#core/ports/personalizer';
import { type PersonalizeDependencies, personalizeDependencies } from '#lambdas/shared/personalize-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';

/** Makes what of a stage is missing and looks whether all of it is active; called until it is. */
export const makeHandler = (deps: PersonalizeDependencies) =>
  pipelineStep('EnsurePersonalize', stepInputs.personalizeStage, deps, async ({ run, relations, stage }) => {
    try {
      const isActive = await deps.personalizer.ensure(deps.planOf(run, relations), stage);
      return { result: { stage, isActive } };
    } catch (error) {
      if (error instanceof PersonalizeFailedError) throw new PermanentRunError(error.message);
      throw error;
    }
  });

export const handler = makeHandler(personalizeDependencies());
