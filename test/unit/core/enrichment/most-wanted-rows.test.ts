import { mostWantedRows } from '#core/enrichment/most-wanted-rows';
import type { RecommendationRow } from '#core/recommend/recommendation-row';

const row = (productId: string, baskets: number, customers = 0, sessions = 0): RecommendationRow => ({
  productId,
  modelVersion: 'm1',
  support: { baskets, customers, sessions },
  relations: {},
});

describe('mostWantedRows', () => {
  it('takes the products that most people met, an order before five visits, ties by id', () => {
    const rows = [row('d', 0), row('c', 1), row('b', 1), row('a', 0, 0, 6), row('e', 0, 2)];
    expect(mostWantedRows(rows, 4).map(({ productId }) => productId)).toEqual(['e', 'a', 'b', 'c']);
  });

  it('takes all when there are fewer, and changes nothing in its input', () => {
    const rows = [row('b', 0), row('a', 0)];
    expect(mostWantedRows(rows, 10)).toHaveLength(2);
    expect(rows[0]?.productId).toBe('b');
  });
});
