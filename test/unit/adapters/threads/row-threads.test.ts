import { RowThreads } from '#adapters/threads/row-threads';
import { threadsFor } from '#adapters/threads/threaded-trainer';
import { defaultTrainingParameters } from '#core/training/parameters';
import { runInline } from '#core/training/row-job';
import { trainBehaviour } from '#core/training/train-behaviour';
import { aLog } from '#test/support/recommendation-fixtures';

const { relations, cart } = defaultTrainingParameters;
const itemCount = 400;
const eligibility = {
  active: Uint8Array.from({ length: itemCount }, (_, item) => (item % 17 === 0 ? 0 : 1)),
  variantGroup: Int32Array.from({ length: itemCount }, (_, item) => item >> 1),
};

/** Groups of neighbours on a circle, so that every row has candidates. */
const groups = (count: number): number[][] =>
  Array.from({ length: count }, (_, group) =>
    Array.from({ length: 2 + (group % 7) }, (_, step) => (group * 31 + step * (1 + (group % 5))) % itemCount),
  );

const large = aLog(itemCount, groups(12_000));
const small = aLog(itemCount, groups(100));

const threads = new RowThreads(3);
afterAll(() => threads.close());

it('starts no thread for a small log, nor where only one is allowed', async () => {
  await threads.run(trainBehaviour(small, eligibility, relations['bought-together'], cart && { parameters: cart }));
  expect(threads.workers).toBe(0);
  const alone = new RowThreads(1);
  await alone.run(trainBehaviour(large, eligibility, relations['also-bought'], undefined));
  expect(alone.workers).toBe(0);
});

it.each(['bought-together', 'also-viewed'] as const)('makes the same bytes of %s as one thread', async (relation) => {
  const steps = () => trainBehaviour(large, eligibility, relations[relation], cart && { parameters: cart });
  expect(await threads.run(steps())).toEqual(runInline(steps()));
  expect(threads.workers).toBe(2);
});

it('fails with the error of the rows and can be used again', async () => {
  const wrong = { ...relations['also-viewed'], neighbours: 0 };
  await expect(threads.run(trainBehaviour(large, eligibility, wrong, undefined))).rejects.toThrow('k must be');
  const steps = () => trainBehaviour(large, eligibility, relations['also-bought'], undefined);
  expect(await threads.run(steps())).toEqual(runInline(steps()));
});

it('starts again after it was closed', async () => {
  await threads.close();
  await threads.run(trainBehaviour(large, eligibility, relations['also-bought'], undefined));
  expect(threads.workers).toBe(2);
});

it.each([0, 1.5, Number.NaN])('refuses %d threads', (count) => expect(() => new RowThreads(count)).toThrow(RangeError));

it.each([
  [128, 8, 1],
  [1_769, 8, 1],
  [3_008, 2, 2],
  [10_240, 6, 6],
  [10_240, 1, 1],
])('keeps as many processors busy as %d MB of %d bring', (memoryMb, processors, expected) =>
  expect(threadsFor(memoryMb, processors)).toBe(expected),
);
