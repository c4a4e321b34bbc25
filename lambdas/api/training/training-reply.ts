import type { Versioned } from '#core/companies/company-settings';
import type { TrainingConfig } from '#core/companies/training-config';
import { type MeasuredStore, measuredStore, trainerOptions } from '#core/training/trainer-options';
import type { TrainingDependencies } from '#lambdas/api/training/runtime-dependencies';
import { reply } from '#lambdas/shared/reply';

/** Runs looked through for the newest that measured the store; failed ones may not have come so far. */
const mostRuns = 20;

export const loadMeasured = async (
  { models }: TrainingDependencies,
  companyId: string,
): Promise<MeasuredStore | undefined> => measuredStore((await models.list(companyId, { limit: mostRuns })).data);

export const trainingReply = (
  { trainers }: TrainingDependencies,
  { value, version, updatedAt, updatedBy }: Versioned<TrainingConfig>,
  store: MeasuredStore | undefined,
) => {
  const { modelVersion, interactions, products } = store ?? {};
  const isMeasured = modelVersion !== undefined && interactions !== undefined && products !== undefined;
  const measured = isMeasured ? { modelVersion, interactions, products } : null;
  const options = trainerOptions(store, trainers).map(({ problems, ...option }) => ({
    ...option,
    problems: [...problems],
  }));
  return reply({ config: { ...value }, version, updatedAt, updatedBy, measured, options }, { version });
};
