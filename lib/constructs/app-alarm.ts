import { Alarm, type ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export type AppAlarmProps = {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparison: ComparisonOperator;
  /** Periods looked at, all of which must breach. */
  readonly periods: number;
  /** What a shopper, merchant or operator notices while this lasts. */
  readonly errorImpact: string;
  /** Why this number and not another. */
  readonly thresholdReason: string;
  /** Heading of docs/runbook.md, as its anchor. */
  readonly runbookAnchor: string;
  readonly topic: ITopic;
  /** No data says that all is well, unless told otherwise. */
  readonly missingData?: TreatMissingData;
};

/** An alarm that says what it means to people, why it fires and where to read on. */
export class AppAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: AppAlarmProps) {
    super(scope, id, {
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.comparison,
      evaluationPeriods: props.periods,
      datapointsToAlarm: props.periods,
      treatMissingData: props.missingData ?? TreatMissingData.NOT_BREACHING,
      alarmDescription: [
        `Impact: ${props.errorImpact}`,
        `Threshold: ${props.thresholdReason}`,
        `Runbook: docs/runbook.md#${props.runbookAnchor}`,
      ].join('\n'),
    });
    const action = new SnsAction(props.topic);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}
