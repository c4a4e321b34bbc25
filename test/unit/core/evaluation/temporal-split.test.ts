import fc from 'fast-check';
import { splitInTime } from '#core/evaluation/temporal-split';
import { packGroups } from '#core/similarity/grouped-log';
import { aLog } from '#test/support/recommendation-fixtures';

it('holds the newest groups out', () => {
  const { train, heldOut } = splitInTime(
    aLog(5, [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ]),
    0.25,
  );
  expect([...train.items]).toEqual([0, 1, 1, 2, 2, 3]);
  expect(heldOut.map(({ before, after }) => [[...before], [...after]])).toEqual([[[], [3, 4]]]);
});

it('cuts a group that spans the cut in two', () => {
  const group = (items: number[], times: number[]) => ({ person: 7, items, times, weights: items.map(() => 1) });
  const log = packGroups(5, [group([0, 1], [1, 2]), group([2, 3], [0, 9]), group([4], [10])]);
  const { train, heldOut } = splitInTime(log, 0.5);
  expect([...train.items]).toEqual([2, 0, 1]);
  expect([...train.people]).toEqual([7, 7]);
  expect(heldOut.map(({ before, after }) => [[...before], [...after]])).toEqual([
    [[2], [3]],
    [[], [4]],
  ]);
});

it('nothing that trains is as new as anything that asks, and nothing is lost', () => {
  const group = fc.array(fc.tuple(fc.nat(9), fc.nat(50)), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(group, { maxLength: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (raw, share) => {
      const groups = raw
        .map((entries) => [...entries].sort(([, a], [, b]) => a - b))
        .sort((a, b) => a.at(-1)![1] - b.at(-1)![1])
        .map((entries) => ({
          person: 0,
          items: entries.map(([item]) => item),
          times: entries.map(([, time]) => time),
          weights: entries.map(() => 1),
        }));
      const log = packGroups(10, groups);
      const { train, heldOut } = splitInTime(log, share);
      const asked = heldOut.reduce((sum, { after }) => sum + after.length, 0);
      expect(train.items.length + asked).toBe(log.items.length);
      if (asked === 0) return;
      const sortedTimes = [...log.times].sort((a, b) => a - b);
      const oldestAsked = sortedTimes[train.items.length]!;
      expect(train.times.every((time) => time < oldestAsked)).toBe(true);
    }),
  );
});

it('a share of 0 and an empty log hold nothing out', () => {
  const log = aLog(2, [[0, 1]]);
  expect(splitInTime(log, 0)).toEqual({ train: log, heldOut: [] });
  expect(splitInTime(aLog(2, []), 0.5).heldOut).toEqual([]);
});
