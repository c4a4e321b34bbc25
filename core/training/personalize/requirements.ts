/**
 * What Amazon Personalize asks of data, and how much it takes: "Amazon Personalize endpoints and quotas",
 * https://docs.aws.amazon.com/personalize/latest/dg/limits.html. The figures are those of custom recipes, after the
 * selection of one event type.
 */
import type { PersonalizeRelation } from '#core/training/personalize/relations';
import { personalizeRelations } from '#core/training/personalize/relations';
import type { InteractionMeasure, StoreMeasures } from '#core/training/personalize/store-measures';

export const personalizeQuotas = {
  leastInteractions: 1_000,
  leastPeopleWithTwo: 25,
  /** Of all people in the data. */
  leastShareWithTwo: 0.01,
  /** More are left out by the service, so that a larger store would train on an unknown part. */
  mostInteractions: 500_000_000,
  mostProducts: 750_000,
} as const;

const numbers = new Intl.NumberFormat('en');

const sentence = (what: string, has: number, needs: number): string =>
  `${what}: ${numbers.format(has)} of at least ${numbers.format(needs)}`;

const nouns: Readonly<Record<PersonalizeRelation, string>> = { 'also-bought': 'purchases', 'also-viewed': 'views' };

/** What one list lacks, in words; empty when it can be trained. */
const missingFor = (relation: PersonalizeRelation, measure: InteractionMeasure): string[] => {
  const { leastInteractions, leastPeopleWithTwo, leastShareWithTwo, mostInteractions } = personalizeQuotas;
  const { interactions, people, peopleWithTwo } = measure;
  const noun = nouns[relation];
  const leastByShare = Math.ceil(people * leastShareWithTwo);
  const missing: string[] = [];
  if (interactions < leastInteractions) missing.push(sentence(noun, interactions, leastInteractions));
  if (peopleWithTwo < leastPeopleWithTwo)
    missing.push(sentence(`people with two ${noun} or more`, peopleWithTwo, leastPeopleWithTwo));
  else if (peopleWithTwo < leastByShare)
    missing.push(sentence(`people with two ${noun} or more (1 % of all)`, peopleWithTwo, leastByShare));
  if (interactions > mostInteractions)
    missing.push(`${noun}: ${numbers.format(interactions)}, more than ${numbers.format(mostInteractions)}`);
  return missing;
};

export interface Fitness {
  /** Lists that Personalize can train; the built-in trainer makes the others. */
  readonly relations: readonly PersonalizeRelation[];
  /** What keeps it from training the others, or anything. */
  readonly problems: readonly string[];
}

/** Checked before anything is made or paid. */
export const personalizeFitness = ({ products, relations }: StoreMeasures): Fitness => {
  const { mostProducts } = personalizeQuotas;
  if (products > mostProducts) {
    const problem = `products: ${numbers.format(products)}, more than ${numbers.format(mostProducts)}`;
    return { relations: [], problems: [problem] };
  }
  return {
    relations: personalizeRelations.filter((one) => missingFor(one, relations[one]).length === 0),
    problems: personalizeRelations.flatMap((one) => missingFor(one, relations[one])),
  };
};
