import type { Training, TrainingConfig } from './use-training.ts';

type Trainer = TrainingConfig['trainer'];

export const trainerNames: Readonly<Record<Trainer, string>> = {
  auto: 'By size (recommended)',
  'built-in': 'Built-in',
  athena: 'Amazon Athena',
  personalize: 'Amazon Personalize',
};

export const trainerHelp: Readonly<Record<Trainer, string>> = {
  auto: 'Built-in, and Amazon Athena for stores that are too large for it.',
  'built-in': 'Trains in seconds, for all but the very largest stores.',
  athena: 'The same lists by SQL, for stores of any size.',
  personalize: 'A managed recommender of AWS makes the lists of what similar people bought and viewed. Takes hours.',
};

const optionOf = ({ options }: Pick<Training, 'options'>, trainer: Trainer) =>
  options.find((option) => option.trainer === trainer);

/** What keeps the store from a trainer; undefined when nothing does. */
export const problemText = (training: Pick<Training, 'options'>, trainer: Trainer): string | undefined => {
  const option = optionOf(training, trainer);
  if (option?.isAvailable === false) return 'Not switched on in this deployment.';
  return option && option.problems.length > 0 ? `Not yet: ${option.problems.join('; ')}.` : undefined;
};

/** About what a run costs on top of the others, and what was counted; empty where nothing is added. */
export const costText = (training: Pick<Training, 'options'>, trainer: Trainer): string => {
  const option = optionOf(training, trainer);
  if (option === undefined) return '';
  if (option.costEstimate === null) return 'What a run costs is known after the next one has measured the store.';
  const { amountMicroUsd, basis } = option.costEstimate;
  if (amountMicroUsd === 0) return '';
  const price = amountMicroUsd < 10_000 ? 'Less than a cent' : `About $${(amountMicroUsd / 1e6).toFixed(2)}`;
  return `${price} (${basis}).`;
};
