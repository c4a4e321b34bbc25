import { stepInputs } from '#contracts/pipeline/run';
import { type PersonalizeDependencies, personalizeDependencies } from '#lambdas/shared/personalize-dependencies';
import { openNotes, writeNote } from '#lambdas/shared/personalize-notes';
import { pipelineStep } from '#lambdas/shared/pipeline-step';

/**
 * Deletes what this run and those before it have left in Amazon Personalize; called until nothing is left. A later run may
 * be at work already, which keeps its own.
 */
export const makeHandler = (deps: PersonalizeDependencies) =>
  pipelineStep('RemovePersonalize', stepInputs.removal, deps, async ({ run, keepsOwn }) => {
    const { companyId } = run;
    const due = (await openNotes(deps.artifacts, companyId)).filter(({ runName, startedAt }) =>
      runName === run.runName ? !keepsOwn : startedAt < run.startedAt,
    );
    let isGone = true;
    for (const note of due) {
      if (await deps.personalizer.remove(deps.planOf({ companyId, runName: note.runName }, note.relations))) {
        await writeNote(deps.artifacts, companyId, { ...note, isRemoved: true });
      } else isGone = false;
    }
    return { result: { isGone } };
  });

export const handler = makeHandler(personalizeDependencies());
