import { groupCount, groupTime, packGroups, sliceGroups } from '#core/similarity/grouped-log';
import { invertLog } from '#core/similarity/postings';
import { aLog } from '#test/support/recommendation-fixtures';

it('packs groups and drops empty ones with their people', () => {
  const log = aLog(3, [[0, 1], [], [2]]);
  expect([...log.offsets]).toEqual([0, 2, 3]);
  expect([...log.items]).toEqual([0, 1, 2]);
  expect([...log.people]).toEqual([0, 2]);
  expect(groupCount(log)).toBe(2);
  expect(groupTime(log, 1)).toBe(2 * 3_600_000);
});

it('a slice is a log of its own', () => {
  const slice = sliceGroups(aLog(3, [[0, 1], [1, 2], [2]]), 1, 3);
  expect([...slice.offsets]).toEqual([0, 2, 3]);
  expect([...slice.items]).toEqual([1, 2, 2]);
  expect([...slice.people]).toEqual([1, 2]);
  expect(slice.times[0]).toBe(3_600_000);
});

it('inverts a log: where each item is, in how many groups, repeats once', () => {
  const { offsets, entries, groupOf, support } = invertLog(aLog(4, [[0, 1, 0], [1]]));
  const entriesOf = (item: number) => [...entries.subarray(offsets[item], offsets[item + 1])];
  expect([0, 1, 2, 3].map(entriesOf)).toEqual([[0, 2], [1, 3], [], []]);
  expect([...groupOf]).toEqual([0, 0, 0, 1]);
  expect([...support]).toEqual([1, 2, 0, 0]);
});

it('inverts an empty log', () => expect([...invertLog(packGroups(2, [])).offsets]).toEqual([0, 0, 0]));
