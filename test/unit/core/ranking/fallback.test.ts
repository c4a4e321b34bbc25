import { fallbackCandidates } from '#core/ranking/fallback';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import type { PopularityKind } from '#core/recommend/relation';
import { aProduct } from '#test/support/recommendation-fixtures';

const list = (kind: PopularityKind, category: string, ids: string) => ({
  kind,
  category,
  candidates: ids.split(' ').map((productId, at) => ({ productId, score: 1 - at / 10, count: 9 })),
});

const fallbackIds = (...popularity: ReturnType<typeof list>[]) =>
  fallbackCandidates({
    popularity,
    source: aProduct('p', { categoryPath: ['Kitchen'] }),
    config: defaultRecommendationConfig,
  }).map(({ productId }) => productId);

it('what is trending and what is in season take turns in every fourth place', () => {
  const found = fallbackIds(
    list('popular', '', 'a b c d e f g'),
    list('trending', '', 't1 t2'),
    list('seasonal', '', 's1 s2'),
  );
  expect(found).toEqual(['a', 'b', 'c', 't1', 'd', 'e', 'f', 's1', 'g', 't2', 's2']);
});

it('the categories come before the store, each with its own season', () => {
  const found = fallbackIds(
    list('popular', '', 'x'),
    list('popular', 'Kitchen', 'a b c'),
    list('seasonal', 'Kitchen', 's'),
  );
  expect(found).toEqual(['a', 'b', 'c', 's', 'x']);
});

it('without anything popular the rest still fills the list', () => {
  expect(fallbackIds(list('trending', '', 't1 t2'))).toEqual(['t1', 't2']);
});

it('a trend is told by the people of the week, bestsellers by all', () => {
  const [first, second] = fallbackCandidates({
    popularity: [
      { kind: 'popular', category: '', candidates: [{ productId: 'a', score: 1, count: 90, recent: 7 }] },
      { kind: 'trending', category: '', candidates: [{ productId: 't', score: 1, count: 60, recent: 40 }] },
    ],
    config: defaultRecommendationConfig,
  });
  expect(first!.facts.count).toBe(90);
  expect(second!.facts.count).toBe(40);
});
