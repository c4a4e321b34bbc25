import { groupCount } from '#core/similarity/grouped-log';
import { type PersonalizeRelation, personalizeRelations } from '#core/training/personalize/relations';
import type { TrainingData } from '#core/training/training-data';

/** What one list would be learned from. */
export interface InteractionMeasure {
  readonly interactions: number;
  /** Distinct people. */
  readonly people: number;
  readonly peopleWithTwo: number;
}

export interface StoreMeasures {
  readonly products: number;
  readonly relations: Readonly<Record<PersonalizeRelation, InteractionMeasure>>;
}

const measure = (
  { baskets, sessions, peopleCount }: TrainingData,
  relation: PersonalizeRelation,
): InteractionMeasure => {
  const log = relation === 'also-bought' ? baskets : sessions;
  const perPerson = new Int32Array(peopleCount);
  for (let group = 0; group < groupCount(log); group += 1) {
    perPerson[log.people[group]!]! += log.offsets[group + 1]! - log.offsets[group]!;
  }
  return {
    interactions: log.items.length,
    people: perPerson.filter((count) => count > 0).length,
    peopleWithTwo: perPerson.filter((count) => count > 1).length,
  };
};

/** How much of each kind a store has. O(entries + people). */
export const measureStore = (data: TrainingData): StoreMeasures => ({
  products: data.productIds.length,
  relations: {
    'also-bought': measure(data, 'also-bought'),
    'also-viewed': measure(data, 'also-viewed'),
  },
});

const countName = (relation: PersonalizeRelation, figure: keyof InteractionMeasure): string => `${relation}.${figure}`;
const figures = ['interactions', 'people', 'peopleWithTwo'] as const;

/** The measures as counts of a run's report. */
export const measureCounts = ({ relations }: StoreMeasures): Record<string, number> =>
  Object.fromEntries(
    personalizeRelations.flatMap((relation) =>
      figures.map((figure) => [countName(relation, figure), relations[relation][figure]]),
    ),
  );

/** The measures that a run's report holds; undefined when the run did not come so far. */
export const measuresFromCounts = (counts: Readonly<Record<string, number>>): StoreMeasures | undefined => {
  const { products } = counts;
  if (products === undefined || counts[countName('also-bought', 'interactions')] === undefined) return undefined;
  const of = (relation: PersonalizeRelation): InteractionMeasure => ({
    interactions: counts[countName(relation, 'interactions')] ?? 0,
    people: counts[countName(relation, 'people')] ?? 0,
    peopleWithTwo: counts[countName(relation, 'peopleWithTwo')] ?? 0,
  });
  return { products, relations: { 'also-bought': of('also-bought'), 'also-viewed': of('also-viewed') } };
};
