import type { Product } from '#core/catalog/product';
import type { ServedModel } from '#core/evaluation/list-question';
import { relations } from '#core/recommend/relation';
import { makeRows } from '#core/training/make-rows';
import type { TrainingParameters } from '#core/training/parameters';
import { trainPopularity } from '#core/training/train-popularity';
import { type TrainedRelation, trainRelation } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

const modelVersion = 'held-out';

export interface ServedModelTraining {
  readonly data: TrainingData;
  readonly catalog: readonly Product[];
  readonly parameters: TrainingParameters;
}

/** The currency that hold-out lists are asked in; its prices mean nothing. */
export const heldOutCurrency = 'XXX';

/** Every product with a price and without a stock: lists are judged by what shoppers wanted, not by today's shelf. */
const openCards = (catalog: readonly Product[]): Map<string, Product> =>
  new Map(
    catalog.map((product) => {
      const prices = [{ amount: 0, currency: heldOutCurrency }];
      return [product.productId, { ...product, prices, stock: undefined }];
    }),
  );

/** Joins trained relations into what a list is made from. */
export const joinServedModel = (
  { data, catalog, parameters }: ServedModelTraining,
  trained: readonly TrainedRelation[],
): ServedModel => ({
  rows: new Map(Array.from(makeRows({ modelVersion, data, catalog, trained }), (row) => [row.productId, row])),
  popularity: trainPopularity(data, catalog, parameters).filter(({ category }) => category === ''),
  cards: openCards(catalog),
});

/** All relations, trained as the nightly run does. */
export const trainAllRelations = ({ data, catalog, parameters }: ServedModelTraining): TrainedRelation[] =>
  relations.map((relation) => trainRelation(relation, data, catalog, parameters));
