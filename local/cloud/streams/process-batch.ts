import type { Json } from '#local/cloud/template/json';

export type StreamRecord = {
  readonly sequenceNumber: string;
  /** The record as the function gets it. */
  readonly event: Json;
};

export type RetrySettings = {
  readonly reportsItemFailures: boolean;
  readonly bisects: boolean;
  /** Infinity when the mapping retries until the record expires. */
  readonly maxRetries: number;
};

export type BatchOutcome =
  | { readonly ok: true /** Sequence numbers of failed records; empty text means all. */; readonly failed: string[] }
  | { readonly ok: false; readonly reason: string };

export type BatchSteps = {
  invoke(records: readonly StreamRecord[]): Promise<BatchOutcome>;
  /** Remembers that everything up to and including this record is done. */
  checkpoint(sequenceNumber: string): void;
  /** Gives records up to the failure destination. */
  setAside(records: readonly StreamRecord[], reason: string, attempts: number): void;
  /** Waits before a retry; rejects when the cloud closes. */
  pause(attempt: number): Promise<void>;
};

/**
 * Works through one batch of a shard as a Lambda event source mapping does (Lambda Developer Guide, "Kinesis: partial
 * batch responses, bisect, retries"): records are done in order; after a failure either the batch is split in two
 * (which does not count as a retry) or tried again; after the last retry it is set aside and the shard moves on.
 * A partial failure checkpoints everything before the first failed record and goes on from that record.
 */
export const processBatch = async (
  records: readonly StreamRecord[],
  settings: RetrySettings,
  steps: BatchSteps,
  attempt = 0,
): Promise<void> => {
  const last = records.at(-1);
  if (last === undefined) return;
  const outcome = await steps.invoke(records);
  const firstFailed = outcome.ok ? firstFailedIndex(records, outcome.failed, settings) : 0;
  if (firstFailed === undefined) return steps.checkpoint(last.sequenceNumber);
  const done = records[firstFailed - 1];
  if (done !== undefined) {
    steps.checkpoint(done.sequenceNumber);
    return processBatch(records.slice(firstFailed), settings, steps, settings.bisects ? attempt : attempt + 1);
  }
  const reason = outcome.ok ? 'The function reported the first record of the batch as failed' : outcome.reason;
  await afterFailure(records, settings, steps, attempt, reason);
};

/** `undefined` when nothing failed. A number that is not in the batch, or an empty one, fails the whole batch. */
const firstFailedIndex = (
  records: readonly StreamRecord[],
  failed: readonly string[],
  settings: RetrySettings,
): number | undefined => {
  if (!settings.reportsItemFailures || failed.length === 0) return undefined;
  const indexes = failed.map((number) => records.findIndex((record) => record.sequenceNumber === number));
  return Math.max(0, Math.min(...indexes));
};

const afterFailure = async (
  records: readonly StreamRecord[],
  settings: RetrySettings,
  steps: BatchSteps,
  attempt: number,
  reason: string,
): Promise<void> => {
  if (settings.bisects && records.length > 1) {
    const middle = Math.floor(records.length / 2);
    await processBatch(records.slice(0, middle), settings, steps, attempt);
    return processBatch(records.slice(middle), settings, steps, attempt);
  }
  if (attempt < settings.maxRetries) {
    await steps.pause(attempt);
    return processBatch(records, settings, steps, attempt + 1);
  }
  steps.setAside(records, reason, attempt + 1);
  steps.checkpoint(records.at(-1)?.sequenceNumber ?? '');
};
