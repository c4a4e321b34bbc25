import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { AlarmTopics } from '#lib/constructs/alarm-topics';
import { AppAlarm } from '#lib/constructs/app-alarm';
import { appMetric } from '#lib/constructs/app-metrics';

const period = Duration.minutes(5);

/** Alarms on what happens behind the requests. */
export class PipelineAlarms extends Construct {
  private readonly topics: AlarmTopics;

  constructor(scope: Construct, id: string, topics: AlarmTopics) {
    super(scope, id);
    this.topics = topics;
  }

  watchDeadLetters(id: string, queue: IQueue, errorImpact: string) {
    new AppAlarm(this, id, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
      threshold: 0,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      periods: 1,
      errorImpact,
      thresholdReason: 'Whatever comes here was given up on after all its retries.',
      runbookAnchor: 'dead-letters',
      topic: this.topics.warning,
    });
  }

  watchStream(stream: IStream) {
    new AppAlarm(this, 'StreamIteratorAge', {
      metric: stream.metricGetRecordsIteratorAgeMilliseconds({ period, statistic: Stats.MAXIMUM }),
      threshold: Duration.minutes(10).toMilliseconds(),
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      periods: 3,
      errorImpact: 'Sessions, counters and the archive lag behind; events older than the retention would be lost.',
      thresholdReason:
        'Consumers are seconds behind in normal operation; ten minutes for a quarter of an hour is a jam.',
      runbookAnchor: 'stream-iterator-age',
      topic: this.topics.warning,
    });
  }

  watchMachine(id: string, machine: StateMachine, errorImpact: string, runbookAnchor: string) {
    new AppAlarm(this, id, {
      metric: machine.metricFailed({ period, statistic: Stats.SUM }),
      threshold: 1,
      comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      periods: 1,
      errorImpact,
      thresholdReason: 'Every state is retried first, so one failed execution needs a look.',
      runbookAnchor,
      topic: this.topics.warning,
    });
  }

  watchFigures(stage: string) {
    new AppAlarm(this, 'FiguresDiffer', {
      metric: appMetric(stage, 'FiguresDiffer', Stats.SUM, Duration.hours(1)),
      threshold: 1,
      comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      periods: 1,
      errorImpact: 'A merchant sees figures of a day that are not what happened.',
      thresholdReason: 'Figures are exact; one day of one company that differs was lost or counted twice somewhere.',
      runbookAnchor: 'figures-differ',
      topic: this.topics.warning,
    });
  }

  watchNightlyStarter(starter: IFunction) {
    new AppAlarm(this, 'NightlyRunMissing', {
      metric: starter.metricInvocations({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 2,
      errorImpact:
        'Models are not trained: recommendations stay as they were and new products are found by content only.',
      thresholdReason: 'The schedule calls once an hour; two hours without a call mean that it does not run.',
      runbookAnchor: 'nightly-run-missing',
      missingData: TreatMissingData.BREACHING,
      topic: this.topics.warning,
    });
  }

  watchTable(tableName: string) {
    new AppAlarm(this, 'TableThrottles', {
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'ThrottledRequests',
        dimensionsMap: { TableName: tableName },
        statistic: Stats.SUM,
        period,
      }),
      threshold: 10,
      comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      periods: 2,
      errorImpact: 'Reads and writes are slowed down by retries, and some requests fail.',
      thresholdReason: 'An on-demand table throttles shortly while it doubles; ten in two periods point to a hot key.',
      runbookAnchor: 'table-throttles',
      topic: this.topics.warning,
    });
  }

  watchApi(apiId: string) {
    new AppAlarm(this, 'ApiServerErrors', {
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: '5xx',
        dimensionsMap: { ApiId: apiId },
        statistic: Stats.SUM,
        period,
      }),
      threshold: 5,
      comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      periods: 1,
      errorImpact: 'Shops, servers or the admin app get errors from the API.',
      thresholdReason: 'Storefront reads degrade to 200, so five server errors in five minutes are not bad luck.',
      runbookAnchor: 'api-server-errors',
      topic: this.topics.warning,
    });
  }
}
