import { putTrainingConfig } from '#contracts/api/training';
import type { TrainerChoice, TrainerName } from '#core/companies/training-config';
import { type MeasuredStore, trainerOptions } from '#core/training/trainer-options';
import { runtimeDependencies, type TrainingDependencies } from '#lambdas/api/training/runtime-dependencies';
import { loadMeasured, trainingReply } from '#lambdas/api/training/training-reply';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';

const refuse = (code: string, messages: readonly string[]): never =>
  problem(
    'validation_failed',
    `The trainer cannot be chosen: ${messages.join('; ')}`,
    messages.map((message) => ({ pointer: '/body/trainer', code, message })),
  );

/** Answers 400 for a trainer that the deployment lacks, or that the store is too small for. */
const requireUsable = (
  wish: TrainerChoice,
  store: MeasuredStore | undefined,
  trainers: ReadonlySet<TrainerName>,
): void => {
  const option = trainerOptions(store, trainers).find(({ trainer }) => trainer === wish);
  if (option?.isAvailable === false) refuse('trainer_not_deployed', ['is not switched on in this deployment']);
  if (option && option.problems.length > 0) refuse('store_too_small', option.problems);
};

export const makeHandler = (deps: TrainingDependencies) =>
  httpEndpoint(putTrainingConfig, deps, async ({ company, body, ifMatchVersion, person, now }) => {
    const { companyId } = company.company;
    const store = await loadMeasured(deps, companyId);
    requireUsable(body.trainer, store, deps.trainers);
    const change = { value: body, expectedVersion: ifMatchVersion, now, by: person.userId };
    return trainingReply(deps, await deps.settings.trainingConfig.put(companyId, change), store);
  });

export const handler = makeHandler(runtimeDependencies());
