import type { ItemInterest } from '#core/training/train-popularity';

/** One line of the interest query's result. */
export interface InterestLine {
  readonly item: number;
  readonly popular: number;
  readonly trending: number;
  readonly seasonal: number;
  readonly people: number;
  readonly recent_people: number;
}

/** What people want, per item number; products that nobody met have zeros. */
export const interestFromRows = (lines: Iterable<InterestLine>, products: number): ItemInterest => {
  const interest = {
    popular: new Float64Array(products),
    trending: new Float64Array(products),
    seasonal: new Float64Array(products),
    people: new Int32Array(products),
    recentPeople: new Int32Array(products),
  };
  for (const { item, popular, trending, seasonal, people, recent_people } of lines) {
    interest.popular[item] = popular;
    interest.trending[item] = trending;
    interest.seasonal[item] = seasonal;
    interest.people[item] = people;
    interest.recentPeople[item] = recent_people;
  }
  return interest;
};
