import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmTopics } from '#lib/constructs/alarm-topics';
import { AppAlarm } from '#lib/constructs/app-alarm';
import { appMetric } from '#lib/constructs/app-metrics';

const minute = Duration.minutes(1);

/** How much comes in: for the record, not for the night. */
export class VolumeAlarms extends Construct {
  constructor(scope: Construct, id: string, stage: string, { info }: AlarmTopics) {
    super(scope, id);
    new AppAlarm(this, 'UpsellImpressionRate', {
      metric: appMetric(stage, 'UpsellImpressionCount', Stats.SUM, minute),
      threshold: 1000,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      periods: 3,
      errorImpact: 'None for shoppers; costs of stream and table grow with the impressions.',
      thresholdReason: '1,000 a minute is the volume that capacity and costs were planned for.',
      runbookAnchor: 'upsell-impression-rate',
      topic: info,
    });
    new AppAlarm(this, 'ProductViewRate', {
      metric: appMetric(stage, 'ProductViewCount', Stats.SUM, minute),
      threshold: 5000,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      periods: 3,
      errorImpact: 'None for shoppers; costs of stream and table grow with the views.',
      thresholdReason: '5,000 a minute is the volume that capacity and costs were planned for.',
      runbookAnchor: 'product-view-rate',
      topic: info,
    });
  }
}
