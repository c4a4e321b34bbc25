/**
 * What a run with Amazon Personalize costs, before it is paid. Prices as listed for US East (N. Virginia) on
 * https://aws.amazon.com/personalize/pricing/ for custom recipes; free tiers and volume discounts are left out.
 *
 *   cost = GB imported · ingestion + Σ_solutions training hours · hour + Σ_solutions products / 1000 · batch
 *
 * The service bills training hours (4 vCPU, 8 GiB) that only it knows: they are estimated as one for each solution and one
 * for each begun million interactions, which is on the safe side for stores of ordinary size.
 */
import type { CostEstimate } from '#core/models/cost-estimate';
import type { PersonalizeRelation } from '#core/training/personalize/relations';
import type { StoreMeasures } from '#core/training/personalize/store-measures';

export const personalizePrices = {
  microUsdPerGb: 50_000,
  microUsdPerTrainingHour: 240_000,
  microUsdPerThousandLists: 67_000,
} as const;

/** Measured: a line of the interactions file, and one of the items file. */
const bytesPerInteraction = 45;
const bytesPerItem = 60;

const trainingHours = (interactions: number): number => 1 + Math.ceil(interactions / 1_000_000);

/** @param relations the lists that would be trained there */
export const estimatePersonalizeCost = (
  measures: StoreMeasures,
  relations: readonly PersonalizeRelation[],
): CostEstimate => {
  const { microUsdPerGb, microUsdPerTrainingHour, microUsdPerThousandLists } = personalizePrices;
  const interactions = relations.map((relation) => measures.relations[relation].interactions);
  const all = interactions.reduce((sum, count) => sum + count, 0);
  const bytes = relations.length === 0 ? 0 : all * bytesPerInteraction + measures.products * bytesPerItem;
  const hours = interactions.reduce((sum, count) => sum + trainingHours(count), 0);
  const lists = measures.products * relations.length;
  const amountMicroUsd = Math.round(
    (bytes / 1e9) * microUsdPerGb + hours * microUsdPerTrainingHour + (lists / 1000) * microUsdPerThousandLists,
  );
  const basis =
    `a run: ${(bytes / 1e6).toFixed(1)} MB imported, about ${hours} training hours, ${lists} lists by batch, at us-east-1 ` +
    'list prices of Amazon Personalize; the service decides how many hours it takes';
  return { amountMicroUsd, basis };
};
