import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type AlarmedLogCode, alarmedLogCodes, logMessages } from '#contracts/log-messages';
import { metricNamespace } from '#contracts/metrics';
import type { AlarmTopics } from '#lib/constructs/alarm-topics';
import { AppAlarm } from '#lib/constructs/app-alarm';
import { pascalCase } from '#lib/constructs/pascal-case';

const impacts: Record<AlarmedLogCode, { errorImpact: string; runbookAnchor: string }> = {
  bulk_price_failed: {
    errorImpact: 'A shopper saw the list price where a quantity discount was due.',
    runbookAnchor: 'bulk-price-failed',
  },
  upsell_failed: {
    errorImpact: 'A cart showed no offers although the merchant had set some up.',
    runbookAnchor: 'upsell-failed',
  },
  recommendation_failed: {
    errorImpact: 'A product page showed fallback products instead of its recommendations.',
    runbookAnchor: 'recommendation-failed',
  },
};

export type LogAlarmsProps = {
  readonly stage: string;
  /** Log groups of all API functions by their family: a message counts wherever it is written. */
  readonly logGroups: ReadonlyMap<string, ILogGroup>;
  readonly topics: AlarmTopics;
};

/** Alarms on three log messages, letter for letter. */
export class LogAlarms extends Construct {
  constructor(scope: Construct, id: string, props: LogAlarmsProps) {
    super(scope, id);
    for (const code of alarmedLogCodes) this.addAlarm(code, props);
  }

  private addAlarm(code: AlarmedLogCode, { stage, logGroups, topics }: LogAlarmsProps) {
    // A filter's metric cannot have the stage as its dimension: log lines do not carry it in a field of their own.
    const metricNamespaceOfStage = `${metricNamespace}/${stage}`;
    const name = pascalCase(code.replaceAll('_', '-'));
    for (const [family, logGroup] of logGroups) {
      new MetricFilter(this, `${name}In${pascalCase(family)}`, {
        logGroup,
        filterPattern: FilterPattern.all(
          FilterPattern.stringValue('$.level', '=', 'ERROR'),
          FilterPattern.stringValue('$.message', '=', logMessages[code]),
        ),
        metricNamespace: metricNamespaceOfStage,
        metricName: name,
        metricValue: '1',
      });
    }
    new AppAlarm(this, name, {
      metric: new Metric({
        namespace: metricNamespaceOfStage,
        metricName: name,
        statistic: Stats.SUM,
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      periods: 1,
      thresholdReason: `"${logMessages[code]}" is never written in normal operation, so once is enough.`,
      topic: topics.warning,
      ...impacts[code],
    });
  }
}
