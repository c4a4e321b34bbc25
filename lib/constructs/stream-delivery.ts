import { Duration } from 'aws-cdk-lib';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, type StreamEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { DeadLetterQueue } from '#lib/constructs/dead-letter-queue';

export type StreamDeliveryProps = {
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly parallelization: number;
};

const retryAttempts = 8;
const maxRecordAgeHours = 12;

/**
 * How records of a stream reach their function. A bad record costs itself only: the function reports the records that
 * failed, batches are bisected around them, and after the retries their position goes to the dead-letter queue.
 */
export const streamDelivery = (
  { batchSize, batchingWindowSeconds, parallelization }: StreamDeliveryProps,
  deadLetters: DeadLetterQueue,
) =>
  ({
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize,
    maxBatchingWindow: Duration.seconds(batchingWindowSeconds),
    parallelizationFactor: parallelization,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts,
    maxRecordAge: Duration.hours(maxRecordAgeHours),
    onFailure: new SqsDlq(deadLetters),
  }) satisfies StreamEventSourceProps;
