import { availableParallelism } from 'node:os';
import { RowThreads } from '#adapters/threads/row-threads';
import { makeThreadedTrainer } from '#adapters/threads/threaded-trainer';
import type { Product } from '#core/catalog/product';
import type { PopularityList } from '#core/recommend/popularity-list';
import { decodeRow, encodeRow, type RecommendationRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';
import { makeRows } from '#core/training/make-rows';
import type { TrainingParameters } from '#core/training/parameters';
import { trainPopularity } from '#core/training/train-popularity';
import type { TrainedRelation } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

/** What the API reads: rows as they come back from the table, the store's lists, and the product cards. */
export interface PackModel {
  readonly rows: ReadonlyMap<string, RecommendationRow>;
  readonly popularity: readonly PopularityList[];
  readonly cards: ReadonlyMap<string, Product>;
}

/** On all processors, as the nightly run; its threads do not keep the process alive. */
const trainer = makeThreadedTrainer(new RowThreads(availableParallelism()));

/** Trains every relation and stores every row as the pipeline does. */
export const trainPackModel = async (
  data: TrainingData,
  cards: ReadonlyMap<string, Product>,
  parameters: TrainingParameters,
): Promise<PackModel> => {
  const catalog = [...cards.values()];
  const trained: TrainedRelation[] = [];
  for (const relation of relations) trained.push(await trainer.trainRelation(relation, { data, catalog, parameters }));
  const rows = new Map<string, RecommendationRow>();
  for (const row of makeRows({ modelVersion: 'm19700101T000000Z-pack', data, catalog, trained })) {
    rows.set(row.productId, decodeRow(encodeRow(row), row.productId));
  }
  const popularity = trainPopularity(data, catalog, parameters).filter(({ category }) => category === '');
  return { rows, popularity, cards };
};
