import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmTopics } from '#lib/constructs/alarm-topics';
import { AppAlarm } from '#lib/constructs/app-alarm';
import { cacheHitRate, latencyOf } from '#lib/constructs/app-metrics';

const latencyPeriods = 3;

/** How fast shop pages are answered. */
export class LatencyAlarms extends Construct {
  constructor(scope: Construct, id: string, stage: string, { warning }: AlarmTopics) {
    super(scope, id);
    new AppAlarm(this, 'RecommendationLatency', {
      metric: latencyOf(stage, 'recommendations'),
      threshold: 500,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      periods: latencyPeriods,
      errorImpact: 'Product pages show their recommendations late, and shoppers scroll past the empty space.',
      thresholdReason:
        '500 ms at the 95th percentile is the promise to shops; 3 periods of 5 minutes leave out bursts.',
      runbookAnchor: 'recommendation-latency',
      topic: warning,
    });
    new AppAlarm(this, 'UpsellLatency', {
      metric: latencyOf(stage, 'upsell'),
      threshold: 300,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      periods: latencyPeriods,
      errorImpact: 'Carts show their offers late, after shoppers have gone on to the checkout.',
      thresholdReason:
        '300 ms at the 95th percentile is the promise to shops; 3 periods of 5 minutes leave out bursts.',
      runbookAnchor: 'upsell-latency',
      topic: warning,
    });
    new AppAlarm(this, 'RecommendationCacheHitRate', {
      metric: cacheHitRate(stage),
      threshold: 80,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: latencyPeriods,
      errorImpact: 'More lists are put together on request: slower pages and a higher table bill.',
      thresholdReason:
        'With a live model 4 of 5 lists come from memory or their row; fewer means that rows are missing.',
      runbookAnchor: 'recommendation-cache-hit-rate',
      topic: warning,
    });
  }
}
