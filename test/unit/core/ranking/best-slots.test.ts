import fc from 'fast-check';
import { bestSlots } from '#core/ranking/best-slots';
import { compareCandidates } from '#core/ranking/candidate';

const someScores = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5)), {
  maxLength: 60,
});

it('finds the best as putting all in order would, whatever scores are equal', () => {
  fc.assert(
    fc.property(someScores, fc.integer({ min: 1, max: 70 }), (scores, most) => {
      // Ids in an order that is not the one of the slots.
      const ids = scores.map((_, slot) => `p${(slot * 37) % 101}`);
      const found = bestSlots(ids, Float64Array.from(scores), most).map((slot) => ids[slot]);
      const sorted = ids.map((productId, slot) => ({ productId, score: scores[slot]! })).sort(compareCandidates);
      expect(found).toEqual(sorted.slice(0, most).map(({ productId }) => productId));
    }),
  );
});

it('puts all in order where no number of them is asked for', () => {
  expect(bestSlots(['b', 'a', 'c'], Float64Array.of(1, 1, 2), Number.POSITIVE_INFINITY)).toEqual([2, 1, 0]);
});

it('leaves out scores beyond the ids, of earlier lists', () => {
  expect(bestSlots(['a', 'b', 'c'], Float64Array.of(1, 2, 3, 9, 9), 2)).toEqual([2, 1]);
});

it('has room for more than any list before', () => {
  const ids = Array.from({ length: 5_000 }, (_, slot) => `p${slot}`);
  expect(bestSlots(ids, Float64Array.from(ids.keys()), 3)).toEqual([4_999, 4_998, 4_997]);
  expect(bestSlots([], new Float64Array(0), 3)).toEqual([]);
});
