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

it('a product stands once, where it comes first, and not at all when a better tier has it', () => {
  const popularity = [list('popular', '', 'a b c d'), list('trending', '', 'c d'), list('popular', 'Kitchen', 'b')];
  const request = {
    popularity,
    source: aProduct('p', { categoryPath: ['Kitchen'] }),
    config: defaultRecommendationConfig,
  };
  const ids = (found: ReturnType<typeof fallbackCandidates>) => found.map(({ productId }) => productId);
  const all = fallbackCandidates(request);
  expect(ids(all)).toEqual(['b', 'a', 'c', 'd']);
  expect(ids(fallbackCandidates(request, [[all[1]!], [all[3]!]]))).toEqual(['b', 'c']);
  // The same lists asked again, on another page.
  expect(ids(fallbackCandidates(request))).toEqual(['b', 'a', 'c', 'd']);
  expect(ids(fallbackCandidates({ ...request, source: aProduct('p', { categoryPath: ['Garden'] }) }))).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
});

it('a white list follows what is popular, each product once', () => {
  const config = { ...defaultRecommendationConfig, onlyProductIds: ['z', 'a', 'm'] };
  const found = fallbackCandidates({ popularity: [list('popular', '', 'm b')], config });
  expect(found.map(({ productId }) => productId)).toEqual(['m', 'b', 'a', 'z']);
});
