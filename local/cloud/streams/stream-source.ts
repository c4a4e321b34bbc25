import type { StreamRecord } from '#local/cloud/streams/process-batch';

export type StreamStart = {
  /** Where to go on, if anything was done before. */
  readonly afterSequenceNumber: string | undefined;
  readonly position: 'TRIM_HORIZON' | 'LATEST';
  /** Where LATEST begins, ISO 8601. */
  readonly createdAt: string;
};

/** What a poller needs of a stream. */
export type StreamSource = {
  readonly arn: string;
  shards(): Promise<string[]>;
  iterator(shard: string, start: StreamStart): Promise<string>;
  /** The next records; no `next` when the shard is closed. */
  read(iterator: string, limit: number): Promise<{ readonly records: StreamRecord[]; readonly next?: string }>;
};
