import { groupCount, packGroups } from '#core/similarity/grouped-log';
import { cutInteractions } from '#core/similarity/interaction-cut';
import { aLog } from '#test/support/recommendation-fixtures';

const range = (length: number): number[] => Array.from({ length }, (_, item) => item);
const itemCount = 1_200;
const long = aLog(itemCount, [range(3), range(1_200), range(400), range(1_200)]);

const lengthsOf = ({ offsets }: typeof long): number[] =>
  range(offsets.length - 1).map((group) => offsets[group + 1]! - offsets[group]!);

it('leaves a log alone whose pairs can be counted in time', () => {
  expect(cutInteractions(long)).toBe(long);
  expect(cutInteractions(long, 20, 150_000)).toBe(long);
});

it('cuts long groups as little as is enough, and short ones not at all', () => {
  expect(lengthsOf(cutInteractions(long, undefined, 2_500_000))).toEqual([3, 1_000, 400, 1_000]);
  expect(lengthsOf(cutInteractions(long, undefined, 1))).toEqual([3, 125, 125, 125]);
});

it('chooses among entries of one instant without regard to their order, each group its own, and always the same', () => {
  const cut = cutInteractions(long, undefined, 1);
  const itemsOf = (group: number) => [...cut.items.subarray(cut.offsets[group]!, cut.offsets[group + 1]!)];
  const mean = itemsOf(1).reduce((sum, item) => sum + item, 0) / 125;
  expect(mean).toBeGreaterThan(450);
  expect(mean).toBeLessThan(750);
  expect(itemsOf(1)).not.toEqual(itemsOf(3));
  expect(itemsOf(1)).toEqual([...itemsOf(1)].sort((a, b) => a - b));
  expect(cutInteractions(long, undefined, 1)).toEqual(cut);
});

it('keeps the newest entries of a group that grew over time', () => {
  const times = range(1_200).map((item) => item * 1_000);
  const log = packGroups(itemCount, [{ person: 0, items: range(1_200), times, weights: times.map(() => 1) }]);
  const cut = cutInteractions(log, undefined, 1);
  expect(groupCount(cut)).toBe(1);
  expect([...cut.items]).toEqual(range(1_200).slice(-125));
});
