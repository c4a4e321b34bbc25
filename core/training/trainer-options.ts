import type { TrainerName } from '#core/companies/training-config';
import type { CostEstimate } from '#core/models/cost-estimate';
import type { Model } from '#core/models/model';
import { estimatePersonalizeCost } from '#core/training/personalize/cost';
import { personalizeFitness } from '#core/training/personalize/requirements';
import { measuresFromCounts, type StoreMeasures } from '#core/training/personalize/store-measures';
import { estimateAthenaCost } from '#core/training/sql/cost';

/** A store as one of its runs measured it. */
export interface MeasuredStore {
  readonly modelVersion: string;
  readonly interactions: number;
  readonly products: number;
  readonly measures: StoreMeasures;
}

export interface TrainerOption {
  readonly trainer: TrainerName;
  readonly isAvailable: boolean;
  /** What the store lacks for it; empty when nothing, or when it has not been measured. */
  readonly problems: readonly string[];
  /** Of a run, beside what every run costs. */
  readonly costEstimate: CostEstimate | null;
}

/** @param models newest first */
export const measuredStore = (models: readonly Pick<Model, 'modelVersion' | 'counts'>[]): MeasuredStore | undefined => {
  for (const { modelVersion, counts } of models) {
    const measures = measuresFromCounts(counts);
    const { interactions } = counts;
    if (measures && interactions !== undefined) {
      return { modelVersion, interactions, products: measures.products, measures };
    }
  }
  return undefined;
};

const nothingMore: CostEstimate = { amountMicroUsd: 0, basis: 'runs in functions; each model says what its run cost' };

/** What each trainer would need and cost, for whoever chooses one. */
export const trainerOptions = (
  store: MeasuredStore | undefined,
  available: ReadonlySet<TrainerName>,
): readonly TrainerOption[] => {
  const fitness = store && personalizeFitness(store.measures);
  const isUnfit = fitness?.relations.length === 0;
  return [
    { trainer: 'built-in', isAvailable: true, problems: [], costEstimate: nothingMore },
    {
      trainer: 'athena',
      isAvailable: available.has('athena'),
      problems: [],
      costEstimate: store ? estimateAthenaCost(store.interactions) : null,
    },
    {
      trainer: 'personalize',
      isAvailable: available.has('personalize'),
      problems: isUnfit ? fitness.problems : [],
      costEstimate: store && fitness ? estimatePersonalizeCost(store.measures, fitness.relations) : null,
    },
  ];
};
