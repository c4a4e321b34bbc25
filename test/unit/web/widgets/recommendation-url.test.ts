import {
  getAlsoBought,
  getFrequentlyViewed,
  getProductRecommendations,
  getVisitRecommendations,
  getYouMightLike,
} from '#contracts/api/recommendations';
import { recommendationUrl, toPlacement } from '../../../../web/widgets/src/recommendation-url.ts';

const base = { apiBase: 'https://api.example/', productId: 'p1', companyId: 'a-shop', placement: 'hybrid' } as const;

describe('recommendationUrl', () => {
  it.each([
    ['hybrid', getProductRecommendations],
    ['also-bought', getAlsoBought],
    ['you-might-like', getYouMightLike],
    ['frequently-viewed', getFrequentlyViewed],
  ] as const)('leads the %s placement to the path of its contract', (placement, operation) => {
    const { pathname } = new URL(recommendationUrl({ ...base, placement }));
    expect(pathname).toBe(operation.path.replace('{productId}', 'p1'));
  });

  it('leads an element without a product to the list for pages that are about none', () => {
    const { pathname } = new URL(recommendationUrl({ ...base, productId: undefined, placement: 'you-might-like' }));
    expect(pathname).toBe(getVisitRecommendations.path);
  });

  it('sends only what is known, as a query that the contract accepts', () => {
    const url = new URL(
      recommendationUrl({
        ...base,
        limit: 4,
        currency: 'GBP',
        exclude: 'p2,p3',
        publishableKey: 'pk_x',
        locale: 'de-AT',
        cart: 'p4',
      }),
    );
    const query = Object.fromEntries(url.searchParams);
    expect(query).toEqual({
      companyId: 'a-shop',
      key: 'pk_x',
      limit: '4',
      currency: 'GBP',
      exclude: 'p2,p3',
      locale: 'de-AT',
      cart: 'p4',
    });
    expect(getProductRecommendations.query.parse(query)).toMatchObject({ limit: 4, exclude: ['p2', 'p3'] });
  });

  it('keeps an id with odd characters in one path segment', () => {
    const url = new URL(recommendationUrl({ ...base, productId: 'a b&c?d' }));
    expect(url.pathname).toBe('/api/products/a%20b%26c%3Fd/recommendations');
  });
});

describe('toPlacement', () => {
  it('reads anything unknown as the blended list', () => {
    expect([null, 'pdp', 'also-bought'].map(toPlacement)).toEqual(['hybrid', 'hybrid', 'also-bought']);
  });
});
