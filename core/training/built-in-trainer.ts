import type { Trainer } from '#core/ports/trainer';
import { trainPopularity } from '#core/training/train-popularity';
import { trainRelation } from '#core/training/train-relation';

/** The trainer that runs in the calling process, over typed arrays. */
export const builtInTrainer: Trainer = {
  name: 'built-in',
  trainRelation: async (relation, { data, catalog, parameters }) => trainRelation(relation, data, catalog, parameters),
  trainPopularity: async ({ data, catalog, parameters }) => trainPopularity(data, catalog, parameters),
};
