import * as fc from 'fast-check';
import {
  type BatchOutcome,
  processBatch,
  type RetrySettings,
  type StreamRecord,
} from '#local/cloud/streams/process-batch';

type Step = string;
type Judge = (sequenceNumbers: string[], call: number) => BatchOutcome;

const recordsOf = (count: number): StreamRecord[] =>
  Array.from({ length: count }, (_, index) => ({ sequenceNumber: String(index + 1), event: index + 1 }));
const done: BatchOutcome = { ok: true, failed: [] };
const crash: BatchOutcome = { ok: false, reason: 'crash' };

/** Runs a batch and tells each step in order. */
const run = async (count: number, settings: Partial<RetrySettings>, judge: Judge): Promise<Step[]> => {
  const steps: Step[] = [];
  let calls = 0;
  const full: RetrySettings = { reportsItemFailures: false, bisects: false, maxRetries: 1, ...settings };
  await processBatch(recordsOf(count), full, {
    invoke: async (records) => {
      const numbers = records.map(({ sequenceNumber }) => sequenceNumber);
      steps.push(`invoke ${numbers.join(',')}`);
      return judge(numbers, ++calls);
    },
    checkpoint: (sequenceNumber) => void steps.push(`checkpoint ${sequenceNumber}`),
    setAside: (records, reason, attempts) =>
      void steps.push(`aside ${records.map(({ sequenceNumber }) => sequenceNumber).join(',')} ${attempts} ${reason}`),
    pause: async (attempt) => void steps.push(`pause ${attempt}`),
  });
  return steps;
};

it('checkpoints the last record of a batch that succeeded', async () => {
  expect(await run(3, {}, () => done)).toEqual(['invoke 1,2,3', 'checkpoint 3']);
});

it('does nothing with an empty batch', async () => {
  expect(await run(0, {}, () => done)).toEqual([]);
});

it('tries a failed batch again and sets it aside after the last retry, then moves on', async () => {
  expect(await run(2, { maxRetries: 1 }, () => crash)).toEqual([
    'invoke 1,2',
    'pause 0',
    'invoke 1,2',
    'aside 1,2 2 crash',
    'checkpoint 2',
  ]);
});

it('goes on from the first failed record and checkpoints those before', async () => {
  const judge: Judge = (_numbers, call) => (call === 1 ? { ok: true, failed: ['3', '2'] } : done);
  expect(await run(4, { reportsItemFailures: true }, judge)).toEqual([
    'invoke 1,2,3,4',
    'checkpoint 1',
    'invoke 2,3,4',
    'checkpoint 4',
  ]);
});

it.each(['', 'unknown'])('fails the whole batch for the item identifier "%s"', async (identifier) => {
  const judge: Judge = (_numbers, call) => (call === 1 ? { ok: true, failed: [identifier] } : done);
  expect(await run(2, { reportsItemFailures: true }, judge)).toEqual([
    'invoke 1,2',
    'pause 0',
    'invoke 1,2',
    'checkpoint 2',
  ]);
});

it('ignores reported failures when the mapping does not ask for them', async () => {
  expect(await run(2, {}, () => ({ ok: true, failed: ['1'] }))).toEqual(['invoke 1,2', 'checkpoint 2']);
});

it('splits a failed batch in two without counting that as a retry', async () => {
  const judge: Judge = (numbers) => (numbers.includes('2') ? crash : done);
  expect(await run(3, { bisects: true, maxRetries: 0 }, judge)).toEqual([
    'invoke 1,2,3',
    'invoke 1',
    'checkpoint 1',
    'invoke 2,3',
    'invoke 2',
    'aside 2 1 crash',
    'checkpoint 2',
    'invoke 3',
    'checkpoint 3',
  ]);
});

it('sets aside exactly the poisoned records, in order, and processes all others (bisecting)', async () => {
  const batch = fc.integer({ min: 1, max: 24 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      poisoned: fc.uniqueArray(fc.integer({ min: 1, max: count })),
      reportsItemFailures: fc.boolean(),
    }),
  );
  await fc.assert(
    fc.asyncProperty(batch, async ({ count, poisoned, reportsItemFailures }) => {
      const isPoisoned = (number: string) => poisoned.includes(Number(number));
      const judge: Judge = (numbers) => {
        const failed = numbers.filter(isPoisoned);
        if (failed.length === 0) return done;
        return reportsItemFailures ? { ok: true, failed: failed.slice(0, 1) } : crash;
      };
      const steps = await run(count, { bisects: true, reportsItemFailures, maxRetries: 1 }, judge);
      const asideNumbers = steps.filter((step) => step.startsWith('aside')).map((step) => Number(step.split(' ')[1]));
      const checkpoints = steps
        .filter((step) => step.startsWith('checkpoint'))
        .map((step) => Number(step.split(' ')[1]));
      expect(asideNumbers).toEqual([...poisoned].sort((a, b) => a - b));
      expect(checkpoints).toEqual([...checkpoints].sort((a, b) => a - b));
      expect(checkpoints.at(-1)).toBe(count);
    }),
    { numRuns: 60 },
  );
});
