import fc from 'fast-check';
import { TopK } from '#core/similarity/top-k';

it('keeps the best k, equal scores by the smaller item, whatever order they come in', () => {
  const stream = fc.uniqueArray(fc.tuple(fc.nat(200), fc.integer({ min: -3, max: 3 })), { selector: ([item]) => item });
  fc.assert(
    fc.property(stream, fc.integer({ min: 1, max: 20 }), (scored, k) => {
      const best = new TopK(k);
      for (const [item, score] of scored) best.offer(item, score);
      const sorted = [...scored].sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b).slice(0, k);
      const { items, scores } = best.drain();
      expect([...items]).toEqual(sorted.map(([item]) => item));
      expect([...scores]).toEqual(sorted.map(([, score]) => score));
      expect(best.drain().items.length).toBe(0);
    }),
  );
});

it.each([0, -1, 1.5, Number.NaN])('refuses k = %p', (k) => {
  expect(() => new TopK(k)).toThrow(`k must be a positive integer, not ${k}`);
});
