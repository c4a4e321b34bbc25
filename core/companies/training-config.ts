/** `auto` chooses by the store's measured size. */
export const trainerChoices = ['auto', 'built-in', 'athena', 'personalize'] as const;
export type TrainerChoice = (typeof trainerChoices)[number];
export type TrainerName = Exclude<TrainerChoice, 'auto'>;

/** How a company's models are trained; one per company. */
export interface TrainingConfig {
  readonly trainer: TrainerChoice;
  /** Leaves what Amazon Personalize made in the account when its lists are taken over, until another trainer is chosen. */
  readonly keepPersonalizeResources: boolean;
}

export const defaultTrainingConfig: TrainingConfig = { trainer: 'auto', keepPersonalizeResources: false };
