import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { acknowledge } from '#lib/constructs/acknowledge';
import { DeadLetterQueue } from '#lib/constructs/dead-letter-queue';

export type TableConsumerProps = {
  readonly table: ITable;
  readonly consumer: IFunction;
  /** Sort key of the items whose writes are told; all others cost no call. */
  readonly sortKey: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly parallelization: number;
};

const retryAttempts = 8;
const maxRecordAgeHours = 12;

/**
 * Tells a function of written items of one kind, by the table's change stream. As with the event stream, a bad record
 * costs itself only, and what stays bad goes to the dead-letter queue.
 */
export class TableConsumer extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: TableConsumerProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    props.consumer.addEventSource(
      new DynamoEventSource(props.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { Keys: { sk: { S: FilterRule.isEqual(props.sortKey) } } },
          }),
        ],
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
      'AwsSolutions-IAM5[Resource::*]': 'DynamoDB lists streams, and X-Ray takes trace segments, without a resource.',
    });
  }
}
