import type { StreamRecord } from '#local/cloud/streams/process-batch';
import { startShardPoller } from '#local/cloud/streams/shard-poller';
import type { StreamSource } from '#local/cloud/streams/stream-source';

/** A shard in memory; an iterator is the position in it. */
const shardOf = (records: StreamRecord[], failures: Error[] = []): StreamSource => ({
  arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s',
  shards: async () => ['shard'],
  iterator: async (_shard, { afterSequenceNumber }) => afterSequenceNumber ?? '0',
  read: async (iterator, limit) => {
    const failure = failures.pop();
    if (failure !== undefined) throw failure;
    const from = Number(iterator);
    const found = records.slice(from, from + limit);
    return { records: found, next: String(from + found.length) };
  },
});
const recordsOf = (...numbers: number[]): StreamRecord[] =>
  numbers.map((number) => ({ sequenceNumber: String(number), event: number }));

const poll = (source: StreamSource, batchSize: number) => {
  const abort = new AbortController();
  const batches: number[][] = [];
  let last: string | undefined;
  const poller = startShardPoller({
    source,
    shard: 'shard',
    start: () => ({ afterSequenceNumber: last, position: 'TRIM_HORIZON', createdAt: '2026-01-01T00:00:00Z' }),
    batchSize,
    windowMs: 0,
    process: async (records) => {
      batches.push(records.map(({ sequenceNumber }) => Number(sequenceNumber)));
      last = records.at(-1)?.sequenceNumber;
    },
    signal: abort.signal,
    log: () => {},
  });
  const end = () => {
    abort.abort();
    return poller.ended;
  };
  return { poller, batches, end };
};

it('works through a shard in batches and in order, and ends when told', async () => {
  const { poller, batches, end } = poll(shardOf(recordsOf(1, 2, 3, 4, 5)), 2);
  await poller.untilEmpty();
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  await end();
});

it('takes records that come later as soon as it is woken', async () => {
  const records = recordsOf(1);
  const { poller, batches, end } = poll(shardOf(records), 10);
  await poller.untilEmpty();
  records.push(...recordsOf(2, 3));
  await poller.untilEmpty();
  expect(batches).toEqual([[1], [2, 3]]);
  await end();
});

it('goes on after a read that failed', async () => {
  const expired = Object.assign(new Error('expired'), { name: 'ExpiredIteratorException' });
  const { poller, batches, end } = poll(shardOf(recordsOf(1, 2), [expired]), 10);
  await poller.untilEmpty();
  expect(batches).toEqual([[1, 2]]);
  await end();
});

it('never leaves somebody waiting when it ends', async () => {
  const { poller, end } = poll(shardOf([]), 10);
  await end();
  await expect(poller.untilEmpty()).resolves.toBeUndefined();
});
