import { Duration } from 'aws-cdk-lib';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { acknowledge } from '#lib/constructs/acknowledge';
import { DeadLetterQueue } from '#lib/constructs/dead-letter-queue';

export type StreamConsumerProps = {
  readonly stream: IStream;
  readonly consumer: IFunction;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly parallelization: number;
};

const retryAttempts = 8;
const maxRecordAgeHours = 12;

/**
 * Feeds a function from the event stream. A bad record costs itself only: the function reports the records that
 * failed, batches are bisected around them, and after the retries their position goes to the dead-letter queue.
 */
export class StreamConsumer extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    props.consumer.addEventSource(
      new KinesisEventSource(props.stream, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: props.batchSize,
        maxBatchingWindow: Duration.seconds(props.batchingWindowSeconds),
        parallelizationFactor: props.parallelization,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts,
        maxRecordAge: Duration.hours(maxRecordAgeHours),
        onFailure: new SqsDlq(this.deadLetters),
      }),
    );
    acknowledge(props.consumer, {
      'AwsSolutions-IAM5[Resource::*]': 'Kinesis lists streams, and X-Ray takes trace segments, without a resource.',
    });
  }
}
