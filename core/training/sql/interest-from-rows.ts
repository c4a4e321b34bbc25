import type { ItemInterest } from '#core/training/train-popularity';

/** One line of the interest query's result. */
export interface InterestLine {
  readonly item: number;
  readonly popular: number;
  readonly trending: number;
  readonly people: number;
}

/** What people want, per item number; products that nobody met have zeros. */
export const interestFromRows = (lines: Iterable<InterestLine>, products: number): ItemInterest => {
  const interest = {
    popular: new Float64Array(products),
    trending: new Float64Array(products),
    people: new Int32Array(products),
  };
  for (const { item, popular, trending, people } of lines) {
    interest.popular[item] = popular;
    interest.trending[item] = trending;
    interest.people[item] = people;
  }
  return interest;
};
