import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { acknowledge } from '#lib/constructs/acknowledge';
import { DeadLetterQueue } from '#lib/constructs/dead-letter-queue';
import { type StreamDeliveryProps, streamDelivery } from '#lib/constructs/stream-delivery';

export type StreamConsumerProps = StreamDeliveryProps & {
  readonly stream: IStream;
  readonly consumer: IFunction;
};

/** Feeds a function from the event stream; see `streamDelivery`. */
export class StreamConsumer extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    props.consumer.addEventSource(
      new KinesisEventSource(props.stream, {
        ...streamDelivery(props, this.deadLetters),
      }),
    );
    acknowledge(props.consumer, {
      'AwsSolutions-IAM5[Resource::*]': 'Kinesis lists streams, and X-Ray takes trace segments, without a resource.',
    });
  }
}
