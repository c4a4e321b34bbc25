import type { Product } from '#core/catalog/product';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { Relation } from '#core/recommend/relation';
import type { TrainingParameters } from '#core/training/parameters';
import type { TrainedRelation } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

export interface TrainingInput {
  readonly data: TrainingData;
  readonly catalog: readonly Product[];
  readonly parameters: TrainingParameters;
}

/** Turns interaction logs into candidates. Another engine for large stores takes this place. */
export interface Trainer {
  readonly name: string;
  trainRelation(relation: Relation, input: TrainingInput): Promise<TrainedRelation>;
  trainPopularity(input: TrainingInput): Promise<PopularityList[]>;
}
