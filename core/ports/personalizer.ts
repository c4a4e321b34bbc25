import type { PersonalizeRelation } from '#core/training/personalize/relations';
import type { ResourcePlan } from '#core/training/personalize/resource-plan';

/** In the order in which they build on each other. */
export const personalizeStages = [
  'dataset-group',
  'datasets',
  'imports',
  'solutions',
  'solution-versions',
  'batch-jobs',
] as const;
export type PersonalizeStage = (typeof personalizeStages)[number];

/** The service's own figures of a trained solution, such as `mean_reciprocal_rank_at_25`. */
export type PersonalizeMetrics = Readonly<Partial<Record<PersonalizeRelation, Readonly<Record<string, number>>>>>;

/** A managed recommender whose resources take minutes to hours to be made. */
export interface Personalizer {
  /**
   * Makes what of a stage is not there yet, and looks at what is.
   * @returns true when all of it is active.
   * @throws PersonalizeFailedError when the service gave up on a part.
   */
  ensure(plan: ResourcePlan, stage: PersonalizeStage): Promise<boolean>;
  metrics(plan: ResourcePlan): Promise<PersonalizeMetrics>;
  /** Deletes as far as the service allows now. @returns true when nothing is left. */
  remove(plan: ResourcePlan): Promise<boolean>;
}

/** No retry mends it: the message says which resource failed, and why in the service's words. */
export class PersonalizeFailedError extends Error {
  override readonly name = 'PersonalizeFailedError';
}
