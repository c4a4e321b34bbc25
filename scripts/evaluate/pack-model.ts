import type { Product } from '#core/catalog/product';
import type { PopularityList } from '#core/recommend/popularity-list';
import { decodeRow, encodeRow, type RecommendationRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';
import { assembleRows } from '#core/training/assemble-rows';
import { borrowNeighbours } from '#core/training/borrow-neighbours';
import { findSubstitutes } from '#core/training/find-substitutes';
import type { TrainingParameters } from '#core/training/parameters';
import { trainPopularity } from '#core/training/train-popularity';
import { trainRelation } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

/** What the API reads: rows as they come back from the table, the store's lists, and the product cards. */
export interface PackModel {
  readonly rows: ReadonlyMap<string, RecommendationRow>;
  readonly popularity: readonly PopularityList[];
  readonly cards: ReadonlyMap<string, Product>;
}

/** Trains every relation and stores every row as the pipeline does. */
export const trainPackModel = (
  data: TrainingData,
  cards: ReadonlyMap<string, Product>,
  parameters: TrainingParameters,
): PackModel => {
  const catalog = [...cards.values()];
  const { productIds } = data;
  const learned = relations.map((relation) => trainRelation(relation, data, catalog, parameters));
  const trained = borrowNeighbours(learned, productIds, catalog);
  const substitutes = findSubstitutes(trained, data, catalog);
  const assembly = { modelVersion: 'm19700101T000000Z-pack', productIds, catalog, trained, substitutes, logs: data };
  const rows = new Map<string, RecommendationRow>();
  for (const row of assembleRows(assembly)) rows.set(row.productId, decodeRow(encodeRow(row), row.productId));
  const popularity = trainPopularity(data, catalog, parameters).filter(({ category }) => category === '');
  return { rows, popularity, cards };
};
