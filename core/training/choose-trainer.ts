import type { TrainerChoice, TrainerName } from '#core/companies/training-config';
import { builtInTrainerLimits } from '#core/training/built-in-trainer-limits';

/** How much there is to train from, known before a log of it stands in any memory. */
export interface StoreSize {
  /** Order lines and session events. */
  readonly interactions: number;
  readonly products: number;
}

export interface ChosenTrainer {
  readonly trainer: TrainerName;
  /** Share of the store's people in the log that one function holds, 0 … 1; what is measured is measured on them. */
  readonly logShare: number;
  /** One sentence for the run's report. */
  readonly reason: string;
}

/** Thrown when no trainer of this deployment can do what is asked; the message says what to do. */
export class NoTrainerError extends Error {
  override readonly name = 'NoTrainerError';
}

const numbers = new Intl.NumberFormat('en');

const sizeText = ({ interactions, products }: StoreSize): string =>
  `${numbers.format(interactions)} interactions and ${numbers.format(products)} products`;

/** What this deployment has. */
export interface TrainerMeans {
  /** The trainers; `built-in` always is among them. */
  readonly available: ReadonlySet<TrainerName>;
  /** Memory of the functions that hold a log. */
  readonly memoryMb: number;
}

/** What Node and the code take before the first interaction. */
const baseMb = 300;

/** Interactions that a function of this memory holds, and trains in time. */
export const mostInteractionsIn = (memoryMb: number): number => {
  const { mostInteractions, bytesPerInteraction } = builtInTrainerLimits;
  const held = Math.floor((Math.max(0, memoryMb - baseMb) * 2 ** 20) / bytesPerInteraction);
  return Math.min(mostInteractions, held);
};

const fits = ({ interactions, products }: StoreSize, { memoryMb }: TrainerMeans): boolean =>
  interactions <= mostInteractionsIn(memoryMb) && products <= builtInTrainerLimits.mostProducts;

const logShareOf = ({ interactions }: StoreSize, { memoryMb }: TrainerMeans): number =>
  Math.min(1, mostInteractionsIn(memoryMb) / Math.max(1, interactions));

const chooseBySize = (size: StoreSize, means: TrainerMeans): TrainerName => {
  if (fits(size, means)) return 'built-in';
  if (means.available.has('athena')) return 'athena';
  throw new NoTrainerError(
    `${sizeText(size)} are more than the built-in trainer takes (${numbers.format(mostInteractionsIn(means.memoryMb))} ` +
      `and ${numbers.format(builtInTrainerLimits.mostProducts)}), and Amazon Athena is not switched on in this ` +
      'deployment: deploy with the context trainers=athena.',
  );
};

/**
 * Which engine trains a store of this size.
 * @throws NoTrainerError when the wish cannot be met.
 */
export const chooseTrainer = (wish: TrainerChoice, size: StoreSize, means: TrainerMeans): ChosenTrainer => {
  const logShare = logShareOf(size, means);
  if (wish === 'auto') {
    const trainer = chooseBySize(size, means);
    return { trainer, logShare, reason: `Chosen by size: ${sizeText(size)}.` };
  }
  if (wish !== 'built-in' && !means.available.has(wish)) {
    throw new NoTrainerError(
      `The company asks for the trainer ${wish}, which is not switched on in this deployment: deploy with the context ` +
        `trainers=${wish}, or choose another trainer.`,
    );
  }
  if (wish === 'built-in' && !fits(size, means)) {
    throw new NoTrainerError(
      `${sizeText(size)} are more than the built-in trainer takes in one function; choose auto or athena.`,
    );
  }
  return { trainer: wish, logShare, reason: `Chosen by the company: ${wish}.` };
};

/** `athena,personalize` as the deployment names them → the trainers that it has. @throws Error for an unknown name. */
export const availableTrainers = (names: string): ReadonlySet<TrainerName> => {
  const known: readonly string[] = ['built-in', 'athena', 'personalize'] satisfies TrainerName[];
  const given = names.split(',').filter((name) => name !== '');
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no trainer "${unknown}": use ${known.join(', ')}`);
  return new Set<TrainerName>(['built-in', ...(given as TrainerName[])]);
};
