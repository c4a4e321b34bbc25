import { candidateFilters } from '#core/recommend/ranked-list';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { recommendationSources, relations } from '#core/recommend/relation';
import {
  canonicalJson,
  draftProblem,
  endOfDay,
  filterNames,
  lastDayOf,
  relationNames,
  shareOf,
  sourceNames,
} from '../../../../web/admin/src/recommendations/recommendation-config.ts';

const configWith = (weight: number) => ({
  ...defaultRecommendationConfig,
  excludedProductIds: [],
  excludedCategories: [],
  onlyProductIds: [],
  pins: [],
  boosts: [],
  hidden: [],
  weights: { 'bought-together': weight, 'also-bought': weight, 'also-viewed': 0, similar: 0, popularity: 0 },
});

describe('the words of the recommendations page', () => {
  it('name every filter, source and relation that the ranking knows', () => {
    expect(Object.keys(filterNames)).toEqual(expect.arrayContaining([...candidateFilters]));
    expect(Object.keys(sourceNames)).toEqual(expect.arrayContaining([...recommendationSources]));
    expect(Object.keys(relationNames)).toEqual(
      expect.arrayContaining([...relations, 'popularity', 'reminder', 'boost', 'margin', 'stock', 'pin']),
    );
  });
});

describe('shareOf', () => {
  it('gives proportions, whatever the scale of the weights', () => {
    expect(shareOf(configWith(0.2).weights, 'also-bought')).toBe(50);
    expect(shareOf(configWith(1).weights, 'similar')).toBe(0);
    expect(shareOf(configWith(0).weights, 'similar')).toBe(0);
  });
});

describe('draftProblem', () => {
  it('stops a blend of nothing and lets everything else be saved', () => {
    expect(draftProblem(configWith(0))).toMatch(/zero/);
    expect(draftProblem(configWith(0.05))).toBeUndefined();
  });
});

describe('the last day of a setting', () => {
  it('survives being made an instant and read again', () => {
    expect(lastDayOf(endOfDay('2026-03-09'))).toBe('2026-03-09');
    expect(lastDayOf(undefined)).toBe('');
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of members, but on that of lists', () => {
    const { weights, ...others } = configWith(1);
    const turned = { ...others, weights: Object.fromEntries(Object.entries(weights).reverse()) as typeof weights };
    expect(canonicalJson(turned)).toBe(canonicalJson(configWith(1)));
    const listed = (...excludedProductIds: string[]) => canonicalJson({ ...configWith(1), excludedProductIds });
    expect(listed('a', 'b')).not.toBe(listed('b', 'a'));
  });
});
