import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { acknowledge } from '#lib/constructs/acknowledge';
import { DeadLetterQueue } from '#lib/constructs/dead-letter-queue';
import { type StreamDeliveryProps, streamDelivery } from '#lib/constructs/stream-delivery';

export type TableConsumerProps = StreamDeliveryProps & {
  readonly table: ITable;
  readonly consumer: IFunction;
  /** Sort key of the items whose writes are told; all others cost no call. */
  readonly sortKey: string;
};

/** Tells a function of written items of one kind, by the table's change stream; see `streamDelivery`. */
export class TableConsumer extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: TableConsumerProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    props.consumer.addEventSource(
      new DynamoEventSource(props.table, {
        ...streamDelivery(props, this.deadLetters),
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { Keys: { sk: { S: FilterRule.isEqual(props.sortKey) } } },
          }),
        ],
      }),
    );
    acknowledge(props.consumer, {
      'AwsSolutions-IAM5[Resource::*]': 'DynamoDB lists streams, and X-Ray takes trace segments, without a resource.',
    });
  }
}
